"""What is promised to whoever waits, and who is next. Pure: no Django.

The promise is our own (docs/decisions/waiting.md): no law and no funding rule sets a number of days. In a band it is first
come, first served; before everybody else come those in a year that ends in a decision who have met no adviser yet in their
phase, because that is what schools have to give them (domain 4.2).
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from frontdoor.organisations.calendar.working_days import working_days_later
from guidance.supplies.rules import DECISION_YEARS

ONE_DAY = timedelta(days=1)
WORKING_DAYS = 10
NEAR, OTHERS = 1, 2  # the bands
MOST_OFFERS = 2
OFFER_LASTS = timedelta(days=2)
LAST_ANSWER = timedelta(hours=2)  # before the meeting; or the adviser's notice, if that is longer
LEAST_TO_ANSWER = timedelta(hours=12)  # so that everybody has an evening or a morning
SOON = timedelta(days=3)
BEGAN_YEARS_AGO = {11: 4, 13: 1}  # in Year 11 the phase is from Year 7 on, in Year 13 from Year 12 on


def promised_by(joined: date, bank_holidays: Collection[date]) -> date:
    """The day by which a time is promised: ten working days after the day on which somebody joins."""
    return working_days_later(joined, WORKING_DAYS, bank_holidays)


def is_in_time(free: date | None, promised: date) -> bool:
    """Whether a time is free by the day that would be promised: then it is booked, and nobody needs to wait."""
    return free is not None and free <= promised


def offered_until(promised: date, on: date) -> date | None:
    """The last day of which times are offered; None for no limit.

    Whoever waits may have seen that there are later times, and waits for an earlier one. From three days before the promise
    is due they are offered whatever is free, because that is better than a broken promise.
    """
    return None if promised <= on + SOON else promised


def phase_began(year_group: int | None, year_first_day: date) -> date | None:
    """Since when a meeting counts for somebody in a year that ends in a decision; None in every other year."""
    if year_group not in DECISION_YEARS:
        return None
    return year_first_day.replace(year=year_first_day.year - BEGAN_YEARS_AGO[year_group])


def band(year_group: int | None, *, has_met: bool) -> int:
    """1 for whom a decision is near and who has met nobody in this phase, else 2."""
    return NEAR if year_group in DECISION_YEARS and not has_met else OTHERS


def kept_until(now: datetime, start: datetime, notice: timedelta) -> datetime:
    """Until when an offer of this time is kept: two days, and never into the time in which it could not be booked."""
    return min(now + OFFER_LASTS, start - max(LAST_ANSWER, notice))


def can_offer(now: datetime, start: datetime, notice: timedelta) -> bool:
    """Whether there is long enough to answer."""
    return kept_until(now, start, notice) >= now + LEAST_TO_ANSWER


def is_broken(promised: date, *, is_offered: bool, on: date) -> bool:
    """Whether the day has passed, and no time is on offer."""
    return not is_offered and on > promised


def is_soon(promised: date, *, is_offered: bool, on: date) -> bool:
    """Whether the day comes within three days, and no time is on offer."""
    return not is_offered and on <= promised <= on + SOON
