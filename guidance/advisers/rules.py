"""What an adviser is able to do on a day, from what their service has seen. Plain rules on plain dates.

Personal guidance is given by somebody with a qualification in career guidance at level 6 or above (domain 4.1), and whoever
meets young people alone and often has an enhanced DBS check (domain 4.6). A professional register is shown and not required.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

NEEDED_LEVEL = 6
QUALIFICATION, DBS = "qualification", "dbs"
NO_QUALIFICATION = "No qualification at level 6 or above is checked."
NO_DBS = "No DBS check is seen."
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """One proof that the service has accepted and not withdrawn: it holds from `starts` to `until` (None: no end)."""

    kind: str
    starts: date
    until: date | None = None
    level: int | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.starts <= day <= (self.until or date.max)


def level_on(seen: Iterable[Seen], day: date) -> int | None:
    """The highest level of a qualification that holds on the day; None without one. The fact that a meeting carries."""
    levels = [one.level for one in seen if one.kind == QUALIFICATION and one.level and one.holds(day)]
    return max(levels, default=None)


def problem_on(seen: Iterable[Seen], day: date) -> str:
    """Why nobody can be booked with the adviser on the day, as a sentence; empty when they can."""
    seen = list(seen)
    if (level_on(seen, day) or 0) < NEEDED_LEVEL:
        return NO_QUALIFICATION
    if not any(one.kind == DBS and one.holds(day) for one in seen):
        return NO_DBS
    return ""


def able_until(seen: Iterable[Seen], on: date) -> date | None:
    """The last day of the unbroken time, from a day on, in which people can be booked; `date.max`: no end is known.

    None when they cannot be booked on the day itself. What is renewed without a gap counts on.
    """
    seen = list(seen)
    if problem_on(seen, on):
        return None
    fit = [one for one in seen if one.kind == QUALIFICATION and (one.level or 0) >= NEEDED_LEVEL]
    return min(_covered(fit, on), _covered([one for one in seen if one.kind == DBS], on))


def _covered(seen: list[Seen], on: date) -> date:
    """The last day of the chain of spans that begins with one that holds on the day."""
    last = on
    for one in sorted(seen, key=lambda span: span.starts):
        end = one.until or date.max
        if end == date.max and one.starts <= _next(last):
            return date.max
        if one.starts <= _next(last) and end > last:
            last = end
    return last


def _next(day: date) -> date:
    return day + ONE_DAY if day < date.max else day
