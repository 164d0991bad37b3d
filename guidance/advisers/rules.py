"""What an adviser is able to do on a day, from what their service has seen. Plain rules on plain dates.

Personal guidance is given by somebody with a qualification in career guidance at level 6 or above (domain 4.1), and whoever
meets young people alone and often has an enhanced DBS check (domain 4.6). A professional register is shown and not required.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NEEDED_LEVEL = 6
QUALIFICATION, REGISTER, DBS = "qualification", "register", "dbs"
NEEDED = (QUALIFICATION, DBS)  # without both nobody can be booked
NO_QUALIFICATION = "No qualification at level 6 or above is checked."
NO_DBS = "No DBS check is seen."
ONE_DAY = timedelta(days=1)
MOST_YEARS = 3  # from the day of a DBS certificate until the service sees a new one
MOST_REGISTERED = 5  # years: who is registered renews every year or two, so a later day is a typing error
BARRED, ENHANCED, BASIC = "Enhanced, with children’s barred list", "Enhanced", "Basic"
DBS_LEVELS = (BARRED, ENHANCED)  # a basic check does not say whether somebody may work with children


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


@dataclass(frozen=True)
class Told:
    """A proof as an adviser sends it; which parts it has depends on its kind."""

    kind: str
    name: str
    starts: date
    level: int | None = None
    number: str = ""
    until: date | None = None


def dbs_levels(*, adults_only: bool) -> tuple[str, ...]:
    """Which DBS checks count. A basic one says nothing about children: it is enough only where no child is met."""
    return (*DBS_LEVELS, BASIC) if adults_only else DBS_LEVELS


def problem_with(told: Told, *, on: date, adults_only: bool = False) -> tuple[str, str] | None:
    """What is wrong with a proof that somebody sends on a day: which field, and a sentence. None when it can be right."""
    if told.starts > on:
        return "starts", f"{STARTS[told.kind]} must be today or in the past"
    if told.until and told.until <= on:
        return "until", f"{UNTIL[told.kind]} must be in the future"
    if told.kind == REGISTER and told.until and told.until > years_after(on, MOST_REGISTERED):
        return "until", f"{UNTIL[REGISTER]} must be within the next {MOST_REGISTERED} years. Check the year"
    if told.kind == DBS and told.until and told.until > years_after(told.starts, MOST_YEARS):
        return "until", f"{UNTIL[DBS]} must be within {MOST_YEARS} years after the date on the certificate"
    if told.kind == DBS and told.name not in dbs_levels(adults_only=adults_only):
        return "name", "A basic DBS check is not enough where children are met"
    return None


STARTS = {QUALIFICATION: "Date awarded", REGISTER: "First day", DBS: "Date on the certificate"}
UNTIL = {
    QUALIFICATION: "Last day of the qualification",
    REGISTER: "Last day in the register",
    DBS: "Day by which a new check is seen",
}


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def level_on(seen: Iterable[Seen], day: date) -> int | None:
    """The highest level of a qualification that holds on the day; None without one. The fact that a meeting carries."""
    levels = [one.level for one in seen if one.kind == QUALIFICATION and one.level and one.holds(day)]
    return max(levels, default=None)


def why_level(seen: Iterable[Seen], day: date) -> str:
    """Why a meeting of this day carries no level that is high enough, as a sentence; empty when it does."""
    seen = list(seen)
    if (level_on(seen, day) or 0) >= NEEDED_LEVEL:
        return ""
    high = [one for one in seen if one.kind == QUALIFICATION and (one.level or 0) >= NEEDED_LEVEL]
    ended = [(one.until, one.level) for one in high if one.until and one.until < day]
    if not ended:
        return "No qualification at level 6 or above was checked for that day."
    last, level = max(ended)
    return f"The adviser’s level {level} ended on {last.day} {last:%B %Y}."


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
    ends = [end for kind in NEEDED if (end := covered_until(seen, kind, on))]
    return min(ends) if len(ends) == len(NEEDED) else None


def covered_until(seen: Iterable[Seen], kind: str, on: date) -> date | None:
    """The last day of the unbroken time, from a day on, that proofs of one kind cover; None when none holds on the day.

    Of qualifications those that are high enough count.
    """
    fit = [one for one in seen if one.kind == kind and (kind != QUALIFICATION or (one.level or 0) >= NEEDED_LEVEL)]
    return _covered(fit, on) if any(one.holds(on) for one in fit) else None


def last_able(seen: Sequence[Seen], before: date, within: int) -> date | None:
    """The last of so many days before a day on which people could be booked; None without one."""
    days = (before - timedelta(days=back) for back in range(1, within + 1))
    return next((day for day in days if not problem_on(seen, day)), None)


def lacking(seen: Iterable[Seen], day: date) -> list[str]:
    """The kinds of proof without which nobody can be booked on the day."""
    seen = list(seen)
    return [kind for kind in NEEDED if covered_until(seen, kind, day) is None]


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
