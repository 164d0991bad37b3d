"""Days as people read them: `21 November 2026`, always in London time."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone


def day_in_words(when: date | datetime | None) -> str:
    """`21 November 2026`; a moment is first taken to London. Empty for None."""
    if when is None:
        return ""
    if isinstance(when, datetime):
        when = timezone.localtime(when).date()
    return _day(when)


@lru_cache(2_000)
def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def moment_in_words(when: datetime | None) -> str:
    """`21 November 2026 at 4:05pm`, in London time. Empty for None."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    return f"{day_in_words(local)} at {local.hour % 12 or 12}:{local:%M}{local:%p}".replace("AM", "am").replace(
        "PM", "pm"
    )


def months_later(day: date, months: int) -> date:
    """The same day so many months later (earlier below 0); the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
