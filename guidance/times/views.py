"""An adviser's times: the week, what is different, the next days, and the calendar's address."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground import keys
from frontdoor.ground.clock import time_in_words
from frontdoor.ground.lists import listed
from frontdoor.people.queries import person
from guidance.advisers.standing import name_of
from guidance.advisers.views import of_adviser
from guidance.models import Adviser, Change, Place, Weekly
from guidance.times import free, queries, words
from guidance.times.free import Day, Time
from guidance.times.stored import Stored

SHOWN = timedelta(days=13)  # and today: two weeks
SEALED_FOR = timedelta(minutes=10)  # so long a second press makes the same address


@require_safe
@of_adviser
def times(request: HttpRequest, adviser: Adviser) -> HttpResponse:
    """Everything about one adviser's time; what can be booked in the next 14 days, or why not."""
    return page(request, adviser)


def page(request: HttpRequest, adviser: Adviser, **more: Any) -> HttpResponse:
    """The page, once more after the calendar's address was made: it is shown that one time."""
    now, today = timezone.now(), timezone.localdate()
    stored = queries.ahead(adviser, now)
    context = frame(request, adviser) | {
        "week": _week(stored, adviser),
        "changes": [_change(row) for row in stored.changes.get(adviser.pk, [])],
        "days": _days(stored, adviser, free.days(stored.plan(adviser), today, today + SHOWN, now)),
        "outside": stored.outside(adviser, now),
        "new_key": _seal(adviser).sign(keys.new()[0]),
        **more,
    }
    return render(request, "guidance/times/times.html", context)


def frame(request: HttpRequest, adviser: Adviser) -> dict[str, Any]:
    """What every page of these shows."""
    is_own = adviser.user_id == person(request).pk
    return {
        "adviser": adviser,
        "organisation": adviser.service.organisation,
        "is_own": is_own,
        "name": name_of(adviser),
        "you": "you" if is_own else "they",
        "today": timezone.localdate(),
    }


def unsealed(adviser: Adviser, sealed: str) -> str:
    """The key that this adviser's page offered. A new one where it is none of theirs, is old, or was switched off."""
    try:
        key = _seal(adviser).unsign(sealed, max_age=SEALED_FOR)
    except BadSignature:
        return keys.new()[0]
    return keys.new()[0] if queries.is_dead(adviser, keys.hashed(key)) else key


def _seal(adviser: Adviser) -> TimestampSigner:
    return TimestampSigner(salt=f"guidance.feed.{adviser.pk}")


def _week(stored: Stored, adviser: Adviser) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each weekday that has hours, with them."""
    rows = stored.weekly.get(adviser.pk, [])
    prefetch_related_objects(rows, "terms_of")
    found = [
        (name, [_weekly(row) for row in rows if row.weekday == number]) for number, name in enumerate(words.WEEKDAYS)
    ]
    return [(name, hours) for name, hours in found if hours]


def _days(stored: Stored, adviser: Adviser, days: list[Day]) -> list[dict[str, Any]]:
    """Each day as people read it: its times, those together that are held in the same way, or why it has none."""
    rows = [*stored.weekly.get(adviser.pk, []), *stored.changes.get(adviser.pk, [])]
    places = {row.place_id: row.place for row in rows}
    return [{"day": one.day, "why": one.why, "groups": list(_groups(one.times, places))} for one in days]


def _groups(times: tuple[Time, ...], places: dict[int | None, Place | None]) -> Iterator[tuple[str, dict[str, Any]]]:
    for (channels, place_id), group in groupby(times, key=lambda one: (one.channels, one.place_id)):
        clocks = [time_in_words(timezone.localtime(one.start).time()) for one in group]
        yield listed(clocks), {"ways": words.ways(channels), "place": places.get(place_id)}


def _weekly(row: Weekly) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "hours": words.hours(row.starts_at, row.ends_at),
        "ways": words.ways(row.channels),
        "place": row.place,
        "span": words.span(row.first_day, row.last_day, timezone.localdate()),
        "terms_of": row.terms_of,
    }


def _change(row: Change) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "is_away": row.is_away,
        "when": words.change(row),
        "ways": "" if row.is_away else words.ways(row.channels),
        "place": row.place,
    }
