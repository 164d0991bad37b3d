"""Which days a school works, as plain rules on plain dates.

A day is a **school day** when it is Monday to Friday, no bank holiday, and not in a school holiday of the council.
Where a council's term dates are not known, its holidays are taken to be 20 July to 5 September and 20 December to
4 January, both days included (issue 1, section 1.6).

**Weeks.** A week here is its five days, Monday to Friday. It belongs to the month that has most of them, which is the
month of its Wednesday; so the second week of September 2026 is 7 to 11 September. A *full* week of a month has all five
days in it; the last full week of June 2027 is 21 to 25 June.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
WEDNESDAY = 2
FRIDAY = 4
EASTER_BREAK = timedelta(days=14)


@dataclass(frozen=True, order=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, order=True)
class Term:
    """One term as pupils keep it. `days` from its first to its last day; `half_term` is the break inside, if known."""

    days: Span
    half_term: Span | None = None


@dataclass(frozen=True)
class Calendar:
    """What decides the school days of one council: the country's bank holidays and the terms that are known."""

    bank_holidays: frozenset[date] = frozenset()
    terms: tuple[Term, ...] = field(default=())


def usual_holiday(day: date) -> Span | None:
    """The summer or Christmas holiday that a day falls in by the usual dates, for councils whose terms are unknown."""
    for span in _usual_holidays(day.year):
        if day in span:
            return span
    return None


def _usual_holidays(year: int) -> tuple[Span, ...]:
    return (
        Span(date(year - 1, 12, 20), date(year, 1, 4)),
        Span(date(year, 7, 20), date(year, 9, 5)),
        Span(date(year, 12, 20), date(year + 1, 1, 4)),
    )


def holidays_between(terms: Iterable[Term]) -> list[Span]:
    """The holidays that known terms enclose or touch.

    Between two terms that follow each other (at most nine weeks apart) every day is holiday. Where the neighbour is not
    known, the usual holiday is taken on that side: a council that ends on 17 July is on holiday until 5 September.
    """
    ordered = sorted(terms)
    spans = [_usual_before(term) for term in ordered[:1]]
    for earlier, later in pairwise(ordered):
        if later.days.first - earlier.days.last <= 9 * ONE_WEEK:
            spans.append(Span(earlier.days.last + ONE_DAY, later.days.first - ONE_DAY))
        else:
            spans += [_usual_after(earlier), _usual_before(later)]
    spans += [_usual_after(term) for term in ordered[-1:]]
    return [span for span in spans if span.first <= span.last]


def _usual_after(term: Term) -> Span:
    start = term.days.last + ONE_DAY
    usual = usual_holiday(start + ONE_WEEK)
    return Span(start, usual.last if usual else term.days.last + EASTER_BREAK)


def _usual_before(term: Term) -> Span:
    end = term.days.first - ONE_DAY
    usual = usual_holiday(end - ONE_WEEK)
    return Span(usual.first if usual else term.days.first - EASTER_BREAK, end)


def is_school_holiday(day: date, terms: Iterable[Term] = ()) -> bool:
    """Whether pupils of the council are on holiday: by its known terms, else by the usual dates."""
    terms = tuple(terms)
    for term in terms:
        if day in term.days:
            return term.half_term is not None and day in term.half_term
    if any(day in span for span in holidays_between(terms)):
        return True
    return usual_holiday(day) is not None


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() > FRIDAY


def working_days_later(day: date, number: int, bank_holidays: Collection[date]) -> date:
    """The day that is so many working days after a day: weekends and bank holidays are none."""
    while number:
        day += ONE_DAY
        number -= not (is_weekend(day) or day in bank_holidays)
    return day


def is_school_day(day: date, calendar: Calendar) -> bool:
    """Whether a letter to a school may go on this day."""
    return not (is_weekend(day) or day in calendar.bank_holidays or is_school_holiday(day, calendar.terms))


def next_school_day(day: date, calendar: Calendar) -> date:
    """The day itself when it is a school day, else the first one after it."""
    while not is_school_day(day, calendar):
        day += ONE_DAY
    return day


def week_of_month(year: int, month: int, number: int) -> Span:
    """The first (1), second (2) ... week of a month, Monday to Friday. ValueError when the month has no such week."""
    first = date(year, month, 1)
    wednesday = first + timedelta(days=(WEDNESDAY - first.weekday()) % 7) + (number - 1) * ONE_WEEK
    if number < 1 or wednesday.month != month:
        raise ValueError(f"There is no week {number} in month {month} of {year}.")
    return Span(wednesday - timedelta(days=2), wednesday + timedelta(days=2))


def last_full_week(year: int, month: int) -> Span:
    """The last Monday to Friday that lie in the month wholly."""
    end = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
    friday = end - timedelta(days=(end.weekday() - FRIDAY) % 7)
    return Span(friday - timedelta(days=4), friday)
