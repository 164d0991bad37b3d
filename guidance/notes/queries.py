"""Reads of notes. Each asks for one adviser's: there is no read of anybody else's."""

from frontdoor.record.plan.queries import mark_of
from guidance.models import Adviser, Note

__all__ = ["mark_of", "words_of"]


def words_of(meeting_id: int, adviser: Adviser) -> str:
    """What this adviser noted about this meeting; empty for nothing."""
    mine = Note.objects.filter(meeting=meeting_id, adviser=adviser)
    return mine.values_list("words", flat=True).first() or ""
