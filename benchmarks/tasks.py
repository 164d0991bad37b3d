"""What the workers do for this room."""

from celery import shared_task
from django.utils import timezone

from benchmarks.reminders import actions


@shared_task
def send_reminders() -> None:
    """Each day at 9: what the yearly schedule has due, to institutions that have not yet reported."""
    now = timezone.now()
    actions.send_due(on=timezone.localdate(now), now=now)
