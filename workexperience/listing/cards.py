"""What the listing says of an offer on one line or two: a bounded number of queries, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from django.db import connection

from frontdoor.ground.addresses import is_there
from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.places.grid import MILE
from workexperience.listing.finding import Hit
from workexperience.listing.index import OFFERS, SHOWN
from workexperience.models import Adjustment, Label, Mode, OfferKind
from workexperience.offers import words
from workexperience.offers.plan import Days

DAYS = 2  # of an offer, on its card
# The index's own question once more: what was closed, filled or lost its check this second is left out.
CARDS = f"""
SELECT o.id, o.title, b.name, b.made_up, o.kind, o.mode, o.label, k.title, o.town, o.year_groups, o.youngest, o.oldest,
    o.pays_travel, o.adjustments, (
        SELECT json_agg(json_build_array(
            s.first_day, s.last_day, s.weekdays, s.starts_at, s.ends_at, s.break_minutes, s.is_online, s.places - s.taken
        ) ORDER BY s.first_day, s.starts_at, s.id)
        FROM workexperience_session s WHERE s.offer_id = o.id AND s.first_day > %(on)s AND s.taken < s.places
    )
{OFFERS}
JOIN careers_category k ON k.slug = o.sector_id
JOIN organisations_organisation b ON b.id = o.employer_id
WHERE {SHOWN} AND o.id = ANY(%(ids)s)
"""  # noqa: S608 made of the index's constants


@dataclass(frozen=True)
class Card:
    """An offer as its line shows it, in words. `href` is empty while no page of it answers."""

    offer_id: int
    href: str
    title: str
    employer: str
    made_up: bool
    kind: str
    mode: str
    label: str
    sector: str
    where: str
    away: str
    days: Sequence[str]
    more_days: int
    who: str
    places: str
    pays_travel: bool
    adjustments: Sequence[str]


def cards(hits: Sequence[Hit], *, today: date, first: date | None = None, last: date | None = None) -> list[Card]:
    """The lines of these hits in their order; of their days those between `first` and `last`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(CARDS, {"ids": [hit.offer_id for hit in hits], "on": today})
        rows = {row[0]: row for row in cursor.fetchall()}
    return [_card(rows[hit.offer_id], hit, first, last) for hit in hits if hit.offer_id in rows]


def _card(row: tuple[Any, ...], hit: Hit, first: date | None, last: date | None) -> Card:
    (
        pk,
        title,
        employer,
        made_up,
        kind,
        mode,
        label,
        sector,
        town,
        years,
        youngest,
        oldest,
        travel,
        adjustments,
        told,
    ) = row
    every = [_days(one) for one in told]
    fits = [one for one in every if (first or date.min) <= one.first_day <= (last or date.max)] or every
    return Card(
        offer_id=pk,
        href=f"/work-experience/{pk}/" if _has_page() else "",
        title=title,
        employer=employer,
        made_up=made_up,
        kind=OfferKind(kind).label,
        mode=Mode(mode).label,
        label=Label(label).label if label else "",
        sector=sector,
        where="" if mode == Mode.ONLINE else town,
        away=miles_in_words(hit.metres),
        days=[_when(one, mode) for one in fits[:DAYS]],
        more_days=len(every) - len(fits[:DAYS]),
        who=_who(years, youngest, oldest),
        places=_places(every, mode),
        pays_travel=travel,
        adjustments=[Adjustment(one).label for one in adjustments],
    )


@cache
def _has_page() -> bool:
    return is_there("/work-experience/1/")


def _days(told: list[Any]) -> Days:
    first, last, weekdays, starts, ends, pause, is_online, places = told
    return Days(
        date.fromisoformat(first),
        date.fromisoformat(last),
        tuple(weekdays),
        time.fromisoformat(starts),
        time.fromisoformat(ends),
        pause,
        is_online,
        places,
    )


def _when(days: Days, mode: str) -> str:
    said = words.dates_in_words(days)
    return f"{said} ({'online' if days.is_online else 'in person'})" if mode == Mode.BLENDED else said


def _who(years: list[int], youngest: int | None, oldest: int | None) -> str:
    told = [year_groups_in_words(years), words.ages_in_words(youngest, oldest)]
    return ", ".join(filter(None, told))


def _places(days: Iterable[Days], mode: str) -> str:
    """How many can still come; of a blended offer as many as both sorts have."""
    free = {True: 0, False: 0}
    for one in days:
        free[one.is_online] += one.places
    return f"{words.places_in_words(min(free.values()) if mode == Mode.BLENDED else sum(free.values()))} left"


def miles_in_words(metres: float | None) -> str:
    """`Less than 1 mile`, `3.2 miles`; empty where no place was given."""
    if metres is None:
        return ""
    return "Less than 1 mile" if metres < MILE else f"{metres / MILE:.1f} miles"
