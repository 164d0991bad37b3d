"""What the workers do for this room."""

from celery import shared_task
from django.utils import timezone

from benchmarks.reminders import by_hand, schedule


@shared_task
def send_reminders() -> None:
    """Each day at 9: what the yearly schedule has due, to institutions that have not yet reported."""
    now = timezone.now()
    schedule.send_due(on=timezone.localdate(now), now=now)


@shared_task
def remind(request_id: int) -> None:
    """On demand: carry out one "remind these"."""
    by_hand.carry_out(request_id=request_id, now=timezone.now())


@shared_task
def pick_up_requests() -> None:
    """Every ten minutes: what was asked for by hand while no worker was there."""
    for request_id in by_hand.waiting():
        by_hand.carry_out(request_id=request_id, now=timezone.now())
