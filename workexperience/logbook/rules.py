"""What days at a workplace come to, and when a learner can write about them. Pure: no Django."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

HERE, NOT_HERE = "here", "not-here"


@dataclass(frozen=True)
class Held:
    """One day: its hours without the break, and the mark it got, "" for none yet."""

    day: date
    ends_at: time
    hours: Decimal
    is_online: bool = False
    mark: str = ""


class Was(StrEnum):
    """The values of the record's `Attendance`."""

    INVITED = "invited"
    ATTENDED = "attended"
    ABSENT = "absent"


@dataclass(frozen=True)
class Outcome:
    """Whether somebody was there, the dates that this is about, and their hours."""

    was: Was
    dates: tuple[date, ...]
    hours: Decimal


def outcome(days: Collection[Held]) -> Outcome | None:
    """What these days come to; None for no days.

    Attended from the first day marked "here": only such days and their hours. Absent when every day is marked "not here".
    Else they are invited to all of them: who was unwell was there, and the hours of such a day are for the school to say.
    """
    if not days:
        return None
    if here := [day for day in days if day.mark == HERE]:
        return _of(Was.ATTENDED, here)
    return _of(Was.ABSENT if all(day.mark == NOT_HERE for day in days) else Was.INVITED, days)


def _of(was: Was, days: Iterable[Held]) -> Outcome:
    found = [*days]
    return Outcome(was, tuple(sorted({day.day for day in found})), sum((day.hours for day in found), Decimal(0)))


def are_over(days: Collection[Held], *, now: datetime) -> bool:
    """Whether the last of the days has ended, by the clock of the place where `now` is told."""
    ends = [datetime.combine(day.day, day.ends_at, now.tzinfo) for day in days]
    return bool(ends) and max(ends) <= now


WENT = frozenset(
    {"confirmed", "feedback", "reflection", "counted"}
)  # the states in which there are days to write about
NOT_GOING = "This placement did not go ahead."
NOT_YET = "This day has not begun yet."
NOT_OVER = "You can write this once your last day is over."
NOT_SEEN = "You can write this once the employer has said that you were there."


def why_no_log(state: str, day: date, *, today: date) -> str:
    """Why the log book takes no words about a day, as a sentence; empty when it does: from the day on, for good."""
    if state not in WENT:
        return NOT_GOING
    return NOT_YET if day > today else ""


def why_no_reflection(state: str, days: Collection[Held], *, now: datetime) -> str:
    """Why a reflection cannot be written, as a sentence; empty when it can: after the last day, for good."""
    if state not in WENT:
        return NOT_GOING
    if not are_over(days, now=now):
        return NOT_OVER
    return "" if any(day.mark not in ("", NOT_HERE) for day in days) else NOT_SEEN
