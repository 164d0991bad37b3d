"""Hours, days and ways of meeting as people read them."""

from datetime import date, time
from typing import Any

from frontdoor.ground.clock import time_in_words, weekday_in_words
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.lists import listed
from guidance.models import Change, Channel, Weekly

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BY = {Channel.VIDEO: "by video call", Channel.PHONE: "by phone", Channel.FACE: "face to face"}


def hours(starts_at: time, ends_at: time) -> str:
    """`9am to noon`."""
    return f"{time_in_words(starts_at)} to {time_in_words(ends_at)}"


def weekly(row: Weekly) -> str:
    """`Mondays, 9am to noon`."""
    return f"{WEEKDAYS[row.weekday]}s, {hours(row.starts_at, row.ends_at)}"


def ways(channels: Any) -> str:
    """`By video call or by phone`."""
    said = listed([BY[Channel(one)] for one in Channel.values if one in channels], "or")
    return f"{said[:1].upper()}{said[1:]}"


def day_with_weekday(day: date) -> str:
    """`Monday 26 October 2026`."""
    return f"{weekday_in_words(day)} {day_in_words(day)}"


def days(first_day: date, last_day: date) -> str:
    """`Monday 26 October 2026`, `Monday 26 October 2026 to Friday 30 October 2026`."""
    first = day_with_weekday(first_day)
    return first if first_day == last_day else f"{first} to {day_with_weekday(last_day)}"


def span(first_day: date, last_day: date | None, today: date) -> str:
    """When weekly hours begin and end, as far as that lies ahead: `From 1 September 2026 until 20 December 2026`."""
    parts = [f"from {day_in_words(first_day)}"] if first_day > today else []
    parts += [f"until {day_in_words(last_day)}"] if last_day else []
    said = " ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"


def change(row: Change) -> str:
    """`Monday 26 October 2026, 9am to noon`, or the days alone."""
    said = days(row.first_day, row.last_day)
    if row.starts_at is None or row.ends_at is None:
        return said
    each = "each day " if row.first_day != row.last_day else ""
    return f"{said}, {each}{hours(row.starts_at, row.ends_at)}"


def stay(count: int) -> str:
    """What is said after hours went and booked meetings are left outside; empty for none."""
    if not count:
        return ""
    which, them = (
        ("1 booked meeting stays", "it") if count == 1 else (f"{count} booked meetings stay", "them one by one")
    )
    return f"{which}; move or cancel {them}."
