"""A reminder that waits in the outbox is asked again before it goes: reporting, closing or "not expected" stops it."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from benchmarks.reminders.queries import not_yet_reported
from frontdoor.ground.years import academic_year
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while


@wanted_while("reminder-")
def still_not_reported(letter: Letter, now: datetime) -> bool:
    """Whether the institution still has not reported for the year that the letter's key names."""
    today = timezone.localdate(now)
    year = letter.key.split(":")[2]
    return year == academic_year(today) and not_yet_reported(year, today).filter(Q(pk=letter.organisation_id)).exists()
