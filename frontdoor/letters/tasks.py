"""What the workers do for letters."""

from celery import shared_task
from django.utils import timezone

from frontdoor.letters import sending, sweeping


@shared_task
def send(*letter_ids: int) -> None:
    """On demand: send these letters, each once. One that breaks off leaves the others to the sweep."""
    for letter_id in letter_ids:
        sending.send(letter_id=letter_id, now=timezone.now())


@shared_task
def sweep() -> None:
    """Each minute: nothing waits unseen."""
    sweeping.sweep(now=timezone.now(), send=send)


@shared_task
def empty_old() -> None:
    """Each night: words and addresses of old letters are deleted."""
    sweeping.empty_old(now=timezone.now())
