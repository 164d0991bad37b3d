"""How long insurance can hold, and when somebody is reminded that it runs out. Plain rules on plain dates."""

from datetime import date
from enum import StrEnum

STAGES = (60, 30, 7)  # days before the last day of the insurance
MOST_YEARS = 3  # policies are made for a year, now and then for more: a later day is a typing error
RAN_OUT = 0  # the stage of the letter on the day after
TOLD_WITHIN = 14  # days: an end that was longer ago is no news


class Stand(StrEnum):
    """Where an employer stands with its checks, all of them together."""

    NONE = "none"
    WAITING = "waiting"
    SENT_BACK = "sent-back"
    CHECKED = "checked"
    EXPIRED = "expired"
    ENDED = "ended"


def problem_with_last_day(day: date, *, on: date) -> str:
    """What is wrong with the last day of an insurance that somebody tells us on a day; empty when it can be right."""
    if day <= on:
        return "Last day of the insurance must be in the future"
    if (day.year - on.year, day.month, day.day) > (MOST_YEARS, on.month, on.day):
        return f"Last day of the insurance must be within the next {MOST_YEARS} years. Check the year"
    return ""


def stage_due(days_left: int) -> int | None:
    """The stage that a day belongs to: the nearest one only, so that a missed run catches up with one letter.

    `days_left` is 0 on the last day and negative after it. None: no letter is due.
    """
    if days_left < 0:
        return RAN_OUT if days_left >= -TOLD_WITHIN else None
    return min((stage for stage in STAGES if days_left <= stage), default=None)


def said(days: int) -> str:
    """`in 12 days`, `tomorrow`, `today`."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
