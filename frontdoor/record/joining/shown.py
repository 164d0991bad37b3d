"""Joined records on the learner's own page."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.record.joining import queries
from frontdoor.record.shown import Line, Looking, Section


def sections(look: Looking) -> Iterable[Section]:
    """For the learner, while it can be undone: what was joined into their record."""
    if not look.is_own:
        return
    lines = [
        Line(
            queries.schools_in_words(joining),
            beside=f"On {day_in_words(joining.created_at)}",
            href=reverse("record:joined", kwargs={"joining_id": joining.pk}),
        )
        for joining in queries.undoable(look.learner, now=timezone.now())
    ]
    if lines:
        yield Section("Records that became one", lines, place=8)
