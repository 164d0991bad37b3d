"""What the workers do for the door itself."""

from celery import shared_task
from django.utils import timezone

from frontdoor.home import actions
from frontdoor.home.search import counting


@shared_task
def forget_feedback() -> None:
    """Each night: feedback older than a year is deleted."""
    actions.forget_old_feedback(now=timezone.now())


@shared_task
def forget_search_words() -> None:
    """Each night: marks of searched words older than their key, and words nobody searched for in a year, are deleted."""
    counting.forget(today=timezone.localdate())
