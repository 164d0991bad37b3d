"""Weekdays and times of the clock as people type and read them. Pure: no Django."""

import re
from datetime import date, time

TYPED = re.compile(r"(\d{1,2})(?:[.:h ]?([0-5]\d))? ?([ap])?\.?(?:m\.?)?\Z", re.ASCII)
FIRST_MORNING_HOUR = 7  # "3.30" without more is in the afternoon: nobody under 18 works before 6am


def weekday_in_words(when: date) -> str:
    """`Monday`."""
    return f"{when:%A}"


def time_in_words(when: time) -> str:
    """`9:30am`, `noon`, `3pm`."""
    if when == time(12):
        return "noon"
    minute = f":{when.minute:02d}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minute}{'am' if when.hour < 12 else 'pm'}"


def time_of(typed: str) -> time | None:
    """`9.30`, `9:30am`, `0930`, `noon` as a time; None when it is none. 1 to 6 without am or pm are in the afternoon."""
    text = " ".join(typed.lower().split())
    if text in ("noon", "midday", "12 noon"):
        return time(12)
    found = TYPED.match(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour < FIRST_MORNING_HOUR and not found[1].startswith("0"):
        hour += 12
    return time(hour, minute) if hour < 24 else None
