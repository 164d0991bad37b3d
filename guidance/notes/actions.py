"""Keeping an adviser's own words about a meeting, or deleting them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from guidance.booking.actions import held_meeting
from guidance.days.queries import seen
from guidance.models import Note
from guidance.models.outcomes import MOST_NOTE
from guidance.notes import queries

NOT_YOURS = "You cannot write notes about this meeting any more."
TOO_LONG = f"Use {MOST_NOTE:,} characters or fewer."
CHANGED = (
    "These notes were changed in another window while you wrote. It says there now: {now}. "
    "Put together what you want to keep, and save again."
)


@transaction.atomic
def write(*, meeting_id: int, words: str, before: str, by: Any, now: datetime) -> str:
    """Keep these words as the adviser's notes; none deletes them, and no history is kept. The same again changes nothing.

    `before` is `queries.mark_of` of the words from which the writer began: two windows do not overwrite one another.
    """
    meeting = held_meeting(meeting_id)
    if not seen(by, timezone.localdate(now)).filter(pk=meeting_id).exists():
        raise Refused(NOT_YOURS)
    words = words.replace("\r\n", "\n").strip()
    old = queries.words_of(meeting_id, meeting.adviser)
    if words == old:
        return words
    if before != queries.mark_of(old):
        raise Refused(CHANGED.format(now=old or "nothing"))
    if len(words) > MOST_NOTE:
        raise Refused(TOO_LONG)
    mine: dict[str, Any] = {"meeting": meeting, "adviser": meeting.adviser}
    if words:
        Note.objects.update_or_create(**mine, defaults={"words": words, "changed_at": now})
    else:
        Note.objects.filter(**mine).delete()
    return words
