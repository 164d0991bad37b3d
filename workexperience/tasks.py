"""What the workers do for this room."""

from celery import shared_task
from django.utils import timezone

from workexperience.checks import expiry
from workexperience.listing import actions as listing


@shared_task
def remind_of_expiry() -> None:
    """Each day at 9:10: employers whose check runs out soon, and those whose check has just run out."""
    now = timezone.now()
    expiry.remind_of_expiry(on=timezone.localdate(now), now=now)


@shared_task
def heal_listing() -> None:
    """Each night at 0:10: days that have begun or ended move what the listing shows."""
    listing.heal(now=timezone.now())
