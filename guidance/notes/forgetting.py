"""Notes go when they have been kept for the period of `record/retention.yaml`, counted from the meeting."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.record.erasing.periods import periods
from frontdoor.record.erasing.retention import end_of
from guidance.models import Note

log = logging.getLogger(__name__)
PERIOD = "notes"


@transaction.atomic
def forget_notes(*, now: datetime) -> int:
    """Delete the notes of meetings that were so long ago, cancelled ones too; says, and logs, how many. They have no history."""
    last_day = periods()[PERIOD].over_since(timezone.localdate(now))
    count, _each = Note.objects.filter(meeting__during__endswith__lt=end_of(last_day)).delete()
    log.info("old notes were forgotten", extra={"fields": {"notes": count}})
    return count
