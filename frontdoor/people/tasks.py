"""What the workers do for accounts."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_sessions() -> None:
    """Each night: sessions that have run out are deleted."""
    call_command("clearsessions")
