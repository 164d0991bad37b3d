# ruff: noqa: S608  statements are put together from the constants below; what somebody typed is always a parameter
"""The listing's one query: nearest first or soonest first, filtered, in pages that begin after the last row of the one before.

Written as SQL, because the way to the rows matters at a million of them. Two ways lead to the offers near a place:

- the walk: outwards from the place along the GiST index, filtering, until there are enough;
- words first: all that hold the words, by the GIN index, then the nearest of them.

With common words the walk is short and the words are many; with rare ones it is the other way round. The planner cannot
choose, as it takes any circle for a thousandth of England. So it is told the way, by how many rows hold the words (`rarity`).
`docs/decisions/listing.md` says what each costs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from frontdoor.ground.asking import Question, ask
from frontdoor.organisations.models import Point
from frontdoor.organisations.places.grid import MILE
from workexperience.listing import rarity
from workexperience.listing.wanted import Sort, Wanted

A_PAGE = 20
COUNTED = 100  # counts are exact up to here, then "more than 100"
BEST_OF = 1_000  # so many of the nearest or soonest are put in order by how well the words fit

TABLE = "workexperience_listing l"
QUERY = "websearch_to_tsquery('english', frontdoor_clean(%(words)s))"
WORDS = f"l.words @@ {QUERY}"
AWAY = "l.point <-> %(point)s::point"
INSIDE = "l.point <@ circle(%(point)s::point, %(radius)s)"
RANK = f"-ts_rank(l.words, {QUERY})::float8"
BEGINS = """EXISTS (
    SELECT FROM workexperience_session s WHERE s.offer_id = l.offer_id AND s.taken < s.places
    AND s.first_day >= %(first)s AND s.first_day > %(today)s AND s.first_day <= coalesce(%(last)s, 'infinity'::date)
)"""
# Without bitmaps the only way is the walk in order. Sent in one message with the query, and over when it is.
WALK = ("SET LOCAL enable_bitmapscan = off", "SET LOCAL enable_seqscan = off")


@dataclass(frozen=True)
class Hit:
    """An offer that was found; how many metres away, when a place was given; where a page after it begins."""

    offer_id: int
    metres: float | None
    mark: str


@dataclass(frozen=True)
class Hits:
    """A page of offers, and where the next one begins (empty: this is the last).

    `number` is how many there are in all, at most `COUNTED` + 1; None on later pages, which do not count.
    """

    page: list[Hit]
    number: int | None
    after: str = ""


@dataclass(frozen=True)
class Way:
    """How to read rows: from what, which of them, in which order (lowest first, then by id), and what is set before."""

    source: str
    where: list[str]
    key: str
    type: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """A list as SQL that gives (offer_id, key, metres) in order, with its values and with what is set before.

    `limit` rows are a page. It reads more than those: on to `COUNTED` + 1 where it `counts`, else one.
    """

    sql: str
    given: dict[str, Any]
    limit: int
    counts: bool
    before: tuple[str, ...]

    def hits(self, rows: Sequence[tuple[int, Any, float | None]], number: int) -> Hits:
        """The page, of its first rows and the number of all that were read."""
        page = [Hit(offer_id, metres, f"{key}_{offer_id}") for offer_id, key, metres in rows[: self.limit]]
        return Hits(page, number if self.counts else None, page[-1].mark if number > self.limit else "")


def near(wanted: Wanted, point: Point, *, miles: int | None, today: date, limit: int = A_PAGE) -> Hits:
    """The offers with a place within so many miles (None: anywhere), nearest first, or the best fit first."""
    return _hits(near_query(wanted, point, miles=miles, today=today, few=few(wanted), limit=limit))


def soonest(wanted: Wanted, *, online: bool | None, today: date, limit: int = A_PAGE) -> Hits:
    """The online offers, or those with a place (None: both), that begin soonest, or the best fit first."""
    return _hits(soonest_query(wanted, online=online, today=today, limit=limit))


def _hits(query: Query) -> Hits:
    (hits,) = ask(Question(query.sql, query.given, lambda rows: query.hits(rows, len(rows)), query.before))
    return hits


def near_query(
    wanted: Wanted, point: Point, *, miles: int | None, today: date, few: bool, limit: int = A_PAGE, counts: bool = True
) -> Query:
    """What `near` asks; `few` says whether the words are rare. In a message it must be the last: it forbids bitmaps."""
    given = _given(wanted, today) | {"point": f"({point.easting},{point.northing})", "radius": (miles or 0) * MILE}
    where, inside = ["l.point IS NOT NULL", *filters(wanted)], [INSIDE] * bool(miles)
    if wanted.terms and few:
        # OFFSET 0: this part is planned by itself, so by the words.
        words_first = f"(SELECT l.offer_id, l.point, l.words FROM {TABLE} WHERE {_all(where)} OFFSET 0) l"
        return _query(wanted, Way(words_first, inside, AWAY, "float8"), given, limit, counts)
    return _query(wanted, Way(TABLE, [*where, *inside], AWAY, "float8", WALK), given, limit, counts)


def soonest_query(
    wanted: Wanted, *, online: bool | None, today: date, limit: int = A_PAGE, counts: bool = True
) -> Query:
    """What `soonest` asks."""
    which = {True: ["l.mode = 'online'"], False: ["l.mode <> 'online'"], None: []}
    where = [*which[online], *filters(wanted)]
    return _query(wanted, Way(TABLE, where, "l.starts_on", "date"), _given(wanted, today), limit, counts)


def filters(wanted: Wanted) -> list[str]:
    """What a row must be, as SQL with names for `_given`'s values."""
    told = {
        "l.mode = %(mode)s": wanted.mode,
        "l.sector_id = %(sector)s": wanted.sector,
        "l.kind = %(kind)s": wanted.kind,
        "l.label = %(label)s": wanted.label,
        "l.year_groups @> ARRAY[%(year)s]::smallint[]": wanted.year,
        "l.adjustments @> %(adjustments)s::varchar[]": wanted.adjustments,
        "l.pays_travel": wanted.pays_travel,
        "l.starts_on <= %(last)s": wanted.last,
        BEGINS: wanted.first,
        WORDS: wanted.terms,
    }
    return ["l.shown_until >= %(today)s", *(sql for sql, value in told.items() if value)]


def _given(wanted: Wanted, today: date) -> dict[str, Any]:
    names = ("mode", "sector", "kind", "label", "year", "first", "last")
    given = {name: getattr(wanted, name) for name in names}
    return given | {"today": today, "words": wanted.terms, "adjustments": list(wanted.adjustments)}


def few(wanted: Wanted) -> bool:
    """Whether the words that are searched for, if there are any, are the quicker way to the offers."""
    if not wanted.terms:
        return False
    counted = rarity.counted()
    return are_few(counted.offers, rarity.expected(wanted.terms, counted))


def are_few(number: float, rows: float) -> bool:
    """Whether reading all rows that hold the words is less work than walking outwards until enough of them are met.

    Of N rows with the words in s of them, the one reads s rows and the other about COUNTED * N / s.
    """
    return rows * rows <= COUNTED * max(number, 1)


def _query(wanted: Wanted, way: Way, given: dict[str, Any], limit: int, counts: bool) -> Query:
    """The first page reads on to `COUNTED` + 1 and so counts at once; a later one reads one row more than it shows."""
    away = AWAY if "point" in given else "NULL"
    if wanted.sort is Sort.BEST and wanted.terms:
        point = "l.point, " if "point" in given else ""
        nearest = f"SELECT l.offer_id, {point}l.words FROM {way.source} WHERE {_all(way.where)}"
        way = replace(
            way, source=f"({nearest} ORDER BY {way.key} LIMIT {BEST_OF}) l", where=[], key=RANK, type="float8"
        )
    if start := begins_at(wanted.after, way.type):
        counts = False
        given |= {"key": start[0], "id": start[1]}
        way = replace(way, where=[*way.where, f"(({way.key}), l.offer_id) > (%(key)s::{way.type}, %(id)s)"])
    sql = _statement(way, away, 1 + (max(limit, COUNTED) if counts else limit))
    return Query(sql, given, limit, counts, way.before)


def _statement(way: Way, away: str, most: int) -> str:
    """So many rows in order.

    Before PostgreSQL 17 no index of distances leads on to the ids of those that are equally far away: asked for both, it
    would read all of the circle. So the walk ends with whoever is as far as the last.
    """
    rows = f"SELECT l.offer_id, {way.key} AS key, {away} AS away FROM {way.source} WHERE {_all(way.where)} ORDER BY {way.key}"
    if way.key != AWAY:
        return f"{rows}, l.offer_id LIMIT {most}"
    return f"SELECT * FROM ({rows} FETCH FIRST {most} ROWS WITH TIES) t ORDER BY key, offer_id LIMIT {most}"


def _all(conditions: list[str]) -> str:
    return " AND ".join(conditions) or "true"


# As `Query.hits` writes them, and nothing else that Python would read and the database would not.
MARK = re.compile(r"(?P<key>-?[0-9.e-]{1,30})_(?P<id>[0-9]{1,19})", re.ASCII)
A_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
SMALLEST, LARGEST = 1e-300, 1e9  # of numbers other than 0: PostgreSQL refuses those too small to be told from 0


def begins_at(mark: str, kind: str) -> tuple[date | float, int] | None:
    """The key and the id in a `Hit.mark`; None when it is none of this kind: then the list begins at its first row."""
    parts = MARK.fullmatch(mark)
    if not parts or int(parts["id"]) >= 2**63:
        return None
    key = _day(parts["key"]) if kind == "date" else _number(parts["key"])
    return None if key is None else (key, int(parts["id"]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if A_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if repr(number) == text and (number == 0 or SMALLEST < abs(number) < LARGEST) else None
