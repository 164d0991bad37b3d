"""What the workers do for the door itself."""

from celery import shared_task
from django.utils import timezone

from frontdoor.home import actions


@shared_task
def forget_feedback() -> None:
    """Each night: feedback older than a year is deleted."""
    actions.forget_old_feedback(now=timezone.now())
