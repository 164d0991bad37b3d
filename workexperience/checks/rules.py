"""Where an employer stands with its checks, and how long insurance can hold. Plain rules on plain dates."""

from datetime import date
from enum import StrEnum

MOST_YEARS = 3  # policies are made for a year, now and then for more: a later day is a typing error


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
