"""Weekdays and times of the clock as people read them. Pure: no Django."""

from datetime import date, time


def weekday_in_words(when: date) -> str:
    """`Monday`."""
    return f"{when:%A}"


def time_in_words(when: time) -> str:
    """`9:30am`, `noon`, `3pm`."""
    if when == time(12):
        return "noon"
    minute = f":{when.minute:02d}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minute}{'am' if when.hour < 12 else 'pm'}"
