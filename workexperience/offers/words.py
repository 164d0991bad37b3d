"""The days, hours and ages of an offer as people read them. Pure: no Django."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from frontdoor.ground.clock import time_in_words
from frontdoor.ground.lists import listed
from workexperience.offers.plan import Days, hours_a_day, in_words

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKING_WEEK = (1, 2, 3, 4, 5)


def every_day(first: date, last: date) -> tuple[int, ...]:
    """The weekdays of "these dates": all from first to last, without weekends unless it begins or ends on one."""
    span = range(min((last - first).days, 6) + 1)
    touched = {(first + timedelta(days=n)).isoweekday() for n in span}
    at_weekend = first.isoweekday() > 5 or last.isoweekday() > 5
    return tuple(sorted(touched if at_weekend else touched & set(WORKING_WEEK)))


def is_every_day(days: Days) -> bool:
    """Whether the days are simply all from first to last."""
    return tuple(days.weekdays) == every_day(days.first_day, days.last_day)


def dates_in_words(days: Days) -> str:
    """`1 March 2027`, `1 to 5 March 2027`, `Tuesdays and Thursdays, 1 March to 9 April 2027`."""
    return span_in_words(days.first_day, days.last_day, tuple(days.weekdays))


@lru_cache(5_000)  # a page of the listing says the dates of fifty days, and most offers begin on the same few
def span_in_words(first: date, last: date, weekdays: tuple[int, ...]) -> str:
    """The same of days that are not at hand as `Days`."""
    if first == last:
        return in_words(last)
    if (first.year, first.month) == (last.year, last.month):
        span = f"{first.day} to {in_words(last)}"
    elif first.year == last.year:
        span = f"{first.day} {first:%B} to {in_words(last)}"
    else:
        span = f"{in_words(first)} to {in_words(last)}"
    if weekdays == every_day(first, last):
        return span
    return f"{listed([f'{WEEKDAYS[n - 1]}s' for n in weekdays])}, {span}"


def hours_in_words(days: Days) -> str:
    """`9:30am to 3:30pm with a break of 30 minutes: 5.5 hours a day`."""
    pause = f" with a break of {days.break_minutes} minutes" if days.break_minutes else ""
    return f"{time_in_words(days.starts_at)} to {time_in_words(days.ends_at)}{pause}: {number(hours_a_day(days))} a day"


def number(hours: Decimal) -> str:
    """`5.5 hours`, `1 hour`."""
    plain = f"{round(hours, 2):f}".rstrip("0").rstrip(".")
    return f"{plain} hour{'' if plain == '1' else 's'}"


def places_in_words(places: int) -> str:
    """`1 place`, `4 places`."""
    return f"{places} place{'' if places == 1 else 's'}"


def ages_in_words(youngest: int | None, oldest: int | None) -> str:
    """`Aged 16 to 24`, `Aged 18 or over`, `Aged 18 or under`; empty without ages."""
    if youngest is not None and oldest is not None:
        return f"Aged {youngest}" if youngest == oldest else f"Aged {youngest} to {oldest}"
    if youngest is not None:
        return f"Aged {youngest} or over"
    return f"Aged {oldest} or under" if oldest is not None else ""
