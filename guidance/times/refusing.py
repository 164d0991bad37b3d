"""What hours may not be: each `refuse_...` says no with a sentence. The caller holds the person's rows."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from frontdoor.ground.refused import Refused
from frontdoor.organisations.calendar.queries import Calendars
from frontdoor.people.models import User
from guidance.advisers.queries import at_work
from guidance.models import Adviser, Change, Channel, Weekly
from guidance.times import free, queries, words
from guidance.times.stored import not_over, weekly_rule

LONGEST_AWAY = timedelta(days=366)
LATEST_START = timedelta(days=731)  # so that a slip of the keyboard in a year is seen
KEPT = ("weekday", "starts_at", "ends_at", "channels", "place_id", "first_day", "last_day", "terms_of_id")


def in_order(channels: Iterable[str]) -> list[str]:
    """Ways of meeting, each once, in one order, so that two rows can be compared."""
    return [one for one in Channel.values if one in set(channels)]


def is_same(row: Weekly, other: Weekly) -> bool:
    """Whether two rows say the same."""
    return all(getattr(row, name) == getattr(other, name) for name in KEPT)


def same_weekly(row: Weekly) -> bool:
    """Whether the adviser has exactly these hours already: a second press."""
    return row.adviser.weekly.filter(**{name: getattr(row, name) for name in KEPT}).exists()


def refuse_weekly(row: Weekly, *, by: User, today: date, old: Weekly | None = None) -> None:
    """Whether these weekly hours can be."""
    _refuse_hours(row, old)
    begins_anew = old is None or row.first_day != old.first_day
    if begins_anew and not today <= row.first_day <= today + LATEST_START:
        raise Refused("The first day must be today or later, and within two years.")
    if row.last_day and row.last_day < max(row.first_day, today):
        raise Refused("The last day must be today or later, and not before the first day.")
    _refuse_terms(row, old, today)
    _refuse_weekly_clash(row, by)
    _refuse_extra_clash(row, by, today)


def refuse_away(row: Change, *, today: date) -> None:
    """Whether somebody can be away then."""
    _refuse_days(row, today)
    if row.last_day - row.first_day > LONGEST_AWAY:
        raise Refused("Time away can last a year at most. If you stop for longer, end your weekly hours.")
    if (row.starts_at is None) != (row.ends_at is None):
        raise Refused("Give both times, or none for whole days.")
    if row.starts_at and row.ends_at and row.ends_at <= row.starts_at:
        raise Refused("The time away must end after it starts.")


def refuse_extra(row: Change, *, by: User, today: date) -> None:
    """Whether these extra hours can be."""
    _refuse_hours(row, None)
    _refuse_days(row, today)
    day = row.first_day
    away = Change.objects.filter(adviser=row.adviser_id, is_away=True, first_day__lte=day, last_day__gte=day)
    if away.filter(Q(starts_at=None) | _meets(row)).exists():
        raise Refused(f"{_who(row.adviser, by)} away then. Remove the time away first.")
    if extra := _extras(row).filter(_meets(row), first_day=day).first():
        raise Refused(_taken(extra, row.adviser, by, words.change(extra)))
    weekly = _weeklies(row).filter(_meets(row), not_over(day), weekday=day.weekday(), first_day__lte=day)
    if clash := next((one for one in weekly if _is_held(one, day, Calendars())), None):
        raise Refused(_taken(clash, row.adviser, by, words.weekly(clash)))


def _refuse_hours(row: Weekly | Change, old: Weekly | None) -> None:
    """The clock, the ways and the place, which weekly and extra hours have alike."""
    assert row.starts_at is not None  # noqa: S101 only time away has no hours
    assert row.ends_at is not None  # noqa: S101
    if row.ends_at <= row.starts_at:
        raise Refused("The hours must end after they start.")
    same_clock = old is not None and (row.starts_at, row.ends_at) == (old.starts_at, old.ends_at)  # a last day is fine
    if not same_clock and _length(row.starts_at, row.ends_at) < timedelta(minutes=row.adviser.minutes):
        raise Refused(f"A meeting is {row.adviser.minutes} minutes, so the hours must be at least as long.")
    if not row.channels:
        raise Refused("Choose at least one way to meet.")
    if row.adviser.channels and set(row.channels) - set(row.adviser.channels):
        raise Refused("Choose only ways to meet that the register has for this adviser.")
    if (Channel.FACE in row.channels) != (row.place_id is not None):
        raise Refused("Say where you meet people face to face, and only then.")
    if row.place_id and (old is None or row.place_id != old.place_id):
        _refuse_closed(row.adviser, row.place_id)


def _refuse_closed(adviser: Adviser, place_id: int) -> None:
    """Holds the place: whoever closes it waits for these hours, or we for them and then find it closed."""
    if queries.open_places(adviser).select_for_update(no_key=True).filter(pk=place_id).first() is None:
        raise Refused("This place is closed. Choose another one.")


def _refuse_days(row: Change, today: date) -> None:
    if row.last_day < row.first_day:
        raise Refused("The last day must not be before the first day.")
    if not today <= row.first_day <= today + LATEST_START:
        raise Refused("The day must be today or later, and within two years.")


def _refuse_terms(row: Weekly, old: Weekly | None, today: date) -> None:
    if row.terms_of_id is None or (old is not None and old.terms_of_id == row.terms_of_id):
        return
    if not queries.councils_of(row.adviser, today).filter(pk=row.terms_of_id).exists():
        raise Refused("Choose a council from the list.")


def _refuse_weekly_clash(row: Weekly, by: User) -> None:
    """Two rows of a weekday whose days and hours meet, also where one of them keeps school terms: terms change."""
    others = _weeklies(row).filter(_meets(row), not_over(row.first_day), weekday=row.weekday)
    if row.last_day:
        others = others.filter(first_day__lte=row.last_day)
    if clash := others.exclude(pk=row.pk).first():
        raise Refused(_taken(clash, row.adviser, by, words.weekly(clash)))


def _refuse_extra_clash(row: Weekly, by: User, today: date) -> None:
    days = {"first_day__gte": max(row.first_day, today), "first_day__lte": row.last_day or date.max}
    extras = list(_extras(row).filter(_meets(row), first_day__iso_week_day=row.weekday + 1, **days))
    calendars = Calendars() if extras else None
    if extra := next((one for one in extras if calendars and _is_held(row, one.first_day, calendars)), None):
        raise Refused(_taken(extra, row.adviser, by, words.change(extra)))


def _is_held(row: Weekly, day: date, calendars: Calendars) -> bool:
    return free.is_held(weekly_rule(row, calendars, tuple(row.channels)), day, calendars.of(None).bank_holidays)


def _mine(adviser: Adviser) -> QuerySet[Adviser]:
    """The person's rows at every service that they work for now."""
    return at_work().filter(user=adviser.user_id)


def _weeklies(row: Weekly | Change) -> QuerySet[Weekly]:
    return Weekly.objects.filter(adviser__in=_mine(row.adviser)).select_related("adviser__service__organisation")


def _extras(row: Weekly | Change) -> QuerySet[Change]:
    found = Change.objects.filter(adviser__in=_mine(row.adviser), is_away=False)
    return found.select_related("adviser__service__organisation")


def _meets(row: Weekly | Change) -> Q:
    return Q(starts_at__lt=row.ends_at, ends_at__gt=row.starts_at)


def _length(starts_at: time, ends_at: time) -> timedelta:
    any_day = date(2026, 1, 1)
    return datetime.combine(any_day, ends_at) - datetime.combine(any_day, starts_at)


def _who(adviser: Adviser, by: User) -> str:
    return "You are" if adviser.user_id == by.pk else "They are"


def _taken(clash: Any, adviser: Adviser, by: User, when: str) -> str:
    """Which hours are in the way. For which other service somebody works is theirs to tell, and nobody else reads it."""
    if adviser.user_id != by.pk:
        return f"They have hours then already: {when}. Choose other times, or change those first."
    elsewhere = f" at {clash.adviser.service.organisation.name}" if clash.adviser_id != adviser.pk else ""
    return f"You have hours then already{elsewhere}: {when}. Choose other times, or change those first."
