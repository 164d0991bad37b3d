"""What the workers do for this room."""

from celery import shared_task
from django.utils import timezone

from workexperience.applications import leaving, moves
from workexperience.checks import expiry
from workexperience.demand import actions as demand
from workexperience.listing import actions as listing
from workexperience.placements import sweep
from workexperience.reports import actions as reports


@shared_task
def remind_of_expiry() -> None:
    """Each day at 9:10: employers whose check runs out soon, and those whose check has just run out."""
    now = timezone.now()
    expiry.remind_of_expiry(on=timezone.localdate(now), now=now)


@shared_task
def heal_listing() -> None:
    """Each night at 0:10: days that have begun or ended move what the listing shows."""
    listing.heal(now=timezone.now())


@shared_task
def forget_reports() -> None:
    """Each night: reports of offers go a year after they were answered."""
    reports.forget_old(now=timezone.now())


@shared_task
def forget_unmet() -> None:
    """Each night: what was searched in vain more than two years ago."""
    demand.forget_old(today=timezone.localdate())


@shared_task
def move_on() -> None:
    """Every 10 minutes: what runs out, what has begun or is over, checks that ended, and the letters that follow."""
    sweep.move_on(now=timezone.now())
    moves.hand_on_all(now=timezone.now())


@shared_task
def withdraw_left() -> None:
    """Each night: applications of those who have left the school through which they applied."""
    leaving.withdraw_left(now=timezone.now())
