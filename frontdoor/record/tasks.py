"""What the workers do for the record."""

from celery import shared_task
from django.utils import timezone

from frontdoor.record.joining import actions as joining


@shared_task
def forget_what_was_before_joinings() -> None:
    """Each night: what was kept to undo a joining is deleted once it can no longer be undone."""
    joining.forget(now=timezone.now())
