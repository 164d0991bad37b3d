"""Reads of the door itself."""

from django.db.models import QuerySet

from frontdoor.home.models import Feedback


def feedback() -> QuerySet[Feedback]:
    """What people said, newest first."""
    return Feedback.objects.order_by("-made_at", "-pk")


def new_feedback() -> QuerySet[Feedback]:
    """What nobody has read yet."""
    return feedback().filter(read_at=None)
