"""What the listing says of an offer on one line or two, in the same question that finds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from frontdoor.ground.addresses import is_there
from frontdoor.ground.asking import Question, Rows
from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.places.grid import MILE
from workexperience.listing.finding import Hit, Hits, Query
from workexperience.listing.index import SHOWN, offers_with
from workexperience.models import Adjustment, Label, Mode, OfferKind
from workexperience.offers import words

DAYS = 2  # of an offer, on its card
KINDS, MODES, LABELS, ADJUSTMENTS = (
    {value: str(words) for value, words in each.choices} for each in (OfferKind, Mode, Label, Adjustment)
)
Told = tuple[str, str, list[int], bool, int]  # first and last day, weekdays, whether it is online, free places
TOLD = """
json_agg(
    json_build_array(s.first_day, s.last_day, s.weekdays, s.is_online, s.places - s.taken)
    ORDER BY s.first_day, s.starts_at, s.id
) AS told"""
# The index's own question once more: what was closed, filled or lost its check this second is left out.
CARD = f"""
SELECT o.title, b.name, b.made_up, o.kind, o.mode, o.label, k.title, o.town, o.year_groups, o.youngest, o.oldest,
    o.pays_travel, o.adjustments, d.told
{offers_with(TOLD)}
JOIN careers_category k ON k.slug = o.sector_id
JOIN organisations_organisation b ON b.id = o.employer_id
WHERE {SHOWN} AND o.id = h.offer_id
"""
# Joined in the order that is written, the only one that makes sense: to look for a better one took the database longer than
# to find the page.
AS_WRITTEN = "SET LOCAL join_collapse_limit = 1"
# An offer without a card stays among the rows: the next page begins after the last of them.
PAGE = """
WITH hits AS MATERIALIZED ({hits})
SELECT h.offer_id, h.key, h.away, (SELECT count(*) FROM hits), c.*
FROM (SELECT * FROM hits ORDER BY key, offer_id LIMIT {limit}) h
LEFT JOIN LATERAL ({card}) c ON true
ORDER BY h.key, h.offer_id
"""


@dataclass(frozen=True, slots=True)
class Card:
    """An offer as its lines show it, in words. `href` is empty while no page of it answers."""

    offer_id: int
    href: str
    title: str
    employer: str
    made_up: bool
    kind: str
    where: str
    away: str
    days: Sequence[str]
    what: str
    when: str
    who: str


@dataclass(frozen=True)
class Page:
    """The offers of a page, and the cards of those of them that still show."""

    hits: Hits
    cards: Sequence[Card]


def page(query: Query, *, today: date, first: date | None = None, last: date | None = None) -> Question[Page]:
    """A page of what the query finds; of the offers' days those between `first` and `last`."""
    sql = PAGE.format(hits=query.sql, limit=query.limit, card=CARD)
    return Question(
        sql, query.given | {"on": today}, lambda rows: _read(query, rows, first, last), (AS_WRITTEN, *query.before)
    )


def _read(query: Query, rows: Rows, first: date | None, last: date | None) -> Page:
    hits = query.hits([row[:3] for row in rows], rows[0][3] if rows else 0)
    shown = [(hit, row[4:]) for hit, row in zip(hits.page, rows, strict=True) if row[4] is not None]
    return Page(hits, [_card(hit, facts, first, last) for hit, facts in shown])


def _card(hit: Hit, facts: tuple[Any, ...], first: date | None, last: date | None) -> Card:
    title, employer, made_up, kind, mode, label, sector, town, years, youngest, oldest, travel, adjustments, told = (
        facts
    )
    fits = _between(told, first, last) or told
    days = [_when(one, mode) for one in fits[:DAYS]]
    more = len(told) - len(days)
    where = "" if mode == Mode.ONLINE else town
    return Card(
        offer_id=hit.offer_id,
        href=f"/work-experience/{hit.offer_id}/" if _has_page() else "",
        title=title,
        employer=employer,
        made_up=made_up,
        kind=KINDS[kind],
        where=where,
        away=miles_in_words(hit.metres),
        days=days,
        what=", ".join(filter(None, (KINDS[kind], MODES[mode], where, sector, label and LABELS[label]))),
        when="; ".join([*days, *([f"{more} more date{'' if more == 1 else 's'}"] if more else [])]),
        who=_sentences(
            ", ".join(filter(None, (_years(tuple(years)), words.ages_in_words(youngest, oldest)))),
            _places(told, mode),
            "Pays for travel" if travel else "",
            *(ADJUSTMENTS[one] for one in adjustments),
        ),
    )


@cache
def _has_page() -> bool:
    return is_there("/work-experience/1/")


def _between(told: list[Told], first: date | None, last: date | None) -> list[Told]:
    """Those that begin on one of the days; written as the database does, days are in order."""
    if not (first or last):
        return told
    return [one for one in told if (first or date.min).isoformat() <= one[0] <= (last or date.max).isoformat()]


def _when(told: Told, mode: str) -> str:
    first, last, weekdays, is_online, _places = told
    said = words.span_in_words(date.fromisoformat(first), date.fromisoformat(last), tuple(weekdays))
    return f"{said} ({'online' if is_online else 'in person'})" if mode == Mode.BLENDED else said


@lru_cache(200)
def _years(years: tuple[int, ...]) -> str:
    return year_groups_in_words(years)


def _places(told: Iterable[Told], mode: str) -> str:
    """How many can still come; of a blended offer as many as both sorts have."""
    free = {True: 0, False: 0}
    for *_, is_online, places in told:
        free[is_online] += places
    return f"{words.places_in_words(min(free.values()) if mode == Mode.BLENDED else sum(free.values()))} left"


def _sentences(*said: str) -> str:
    return " ".join(f"{one}." for one in said if one)


def miles_in_words(metres: float | None) -> str:
    """`Less than 1 mile`, `3.2 miles`; empty where no place was given."""
    if metres is None:
        return ""
    return "Less than 1 mile" if metres < MILE else f"{metres / MILE:.1f} miles"
