# ruff: noqa: S608  statements are put together from the constants below
"""Made-up employers and what they offer, put together in the database from a fixed vocabulary: the same every time.

Numbers of employers begin with ZZ2, as no register's do; each has an accepted check. Every choice is a hash of the row's
own number, so that a second run would make the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection

from frontdoor.people.models import User
from workexperience.listing import vocabulary

MADE_AT = datetime(2026, 9, 21, 9, tzinfo=UTC)
INSURED_UNTIL = date(2029, 8, 31)
FIRST_MONDAY = date(2027, 1, 11)
WEEKS = 74  # of Mondays on which offers begin


def dice(salt: int, sides: str | int, of: str = "n") -> str:
    """SQL for a number from 0 below `sides`, the same for the same row and salt."""
    return f"((hashint8extended({of}, {salt}) & 2147483647) %% {sides})::int"


@dataclass(frozen=True)
class Spot:
    """Where a made-up employer is: an outcode with its point, in grid metres."""

    outcode: str
    easting: int
    northing: int
    region: str


EMPLOYERS = f"""
CREATE TEMP TABLE made_employer AS
SELECT spot.*, w.sector, w.name AS of_what, w.id AS work, near.town, near.council_id,
    nextval(pg_get_serial_sequence('organisations_organisation', 'id')) AS id
FROM unnest(%(outcodes)s::text[], %(eastings)s::int[], %(northings)s::int[], %(regions)s::text[])
    WITH ORDINALITY AS spot (outcode, easting, northing, region, n)
JOIN made_work w ON w.id = 1 + (n - 1) %% (SELECT count(*) FROM made_work)
LEFT JOIN LATERAL (
    SELECT o.town, o.council_id FROM organisations_organisation o
    WHERE o.kind = 'institution' AND o.council_id IS NOT NULL AND o.point IS NOT NULL AND o.status_code <> '2' AND o.town <> ''
    ORDER BY o.point <-> point(spot.easting, spot.northing) LIMIT 1
) near ON true;
INSERT INTO organisations_organisation (
    id, kind, name, website, made_up, la_code, council_id, region, town, postcode, easting, northing,
    type_code, type_group_code, phase_code, status_code, close_reason, setting, scope, form
)
SELECT id, 'employer',
    (%(first)s::text[])[1 + {dice(1, "%(firsts)s")}] || (%(second)s::text[])[1 + {dice(2, "%(seconds)s")}] || ' ' || of_what,
    '', true, '', council_id, region, coalesce(town, ''), outcode || ' 0CV', easting, northing,
    '', '', '', '', '', '', '', ''
FROM made_employer;
INSERT INTO workexperience_employer (
    organisation_id, number_kind, number, without_number, proven_number, sector_id, about, created_at
)
SELECT id, 'company', 'ZZ2' || lpad(n::text, 5, '0'), '', 'company:ZZ2' || lpad(n::text, 5, '0'), sector,
    'A made-up employer for trying things out.', %(made_at)s
FROM made_employer;
INSERT INTO workexperience_check (
    employer_id, insurer, policy_number, insured_until, health_and_safety, young_people, safeguarding_name,
    safeguarding_email, safeguarding_phone, created_by_id, created_at, decided_by_id, decided_at, accepted, note, ended_because
)
SELECT id, 'Merrowshire Mutual', 'EL 2' || n, %(until)s,
    'Everybody is shown the exits, the first aider and the rules of each room on the first morning.',
    'Young people never work alone and stay away from machines.', 'Sana Reed', 'safe@made-up.example', '01632 960 114',
    %(office)s, %(made_at)s, %(hub)s, %(made_at)s, true, '', ''
FROM made_employer;
"""

OFFERS = f"""
CREATE TEMP TABLE made_offer AS
SELECT g.n, e.n AS employer, p.id AS pattern, nextval(pg_get_serial_sequence('workexperience_offer', 'id')) AS id,
    %(monday)s::date + 7 * {dice(11, WEEKS, "g.n")} AS monday, p.places + {dice(12, 4, "g.n")} AS places
FROM generate_series(%(low)s::bigint, %(high)s::bigint) AS g (n)
JOIN made_employer e ON e.n = 1 + (g.n - 1) / %(each)s
JOIN made_pattern p ON {dice(13, 100, "g.n")} BETWEEN p.low AND p.high - 1;
INSERT INTO workexperience_offer (
    id, employer_id, reference, kind, mode, label, title, sector_id, doing, learning, has_task, has_live_contact,
    gives_feedback, address, town, postcode, easting, northing, adjustments, adjustments_note, pays_travel, travel_note,
    year_groups, youngest, oldest, dress, banned_tasks, supervisor_name, supervisor_phone, created_at, opened_at
)
SELECT m.id, e.id, 'M' || m.n, p.kind, p.mode, p.label, {{title}}, e.sector, {{doing}}{{more}},
    'You will learn ' || w.learn[1] || ', and ' || w.learn[2] || '.', p.is_online, p.is_online, p.is_online,
    CASE WHEN p.mode <> 'online' THEN (1 + {dice(21, 90, "m.n")}) || ' ' || (%(streets)s::text[])[1 + {dice(22, 8, "m.n")}] ELSE '' END,
    CASE WHEN p.mode <> 'online' THEN coalesce(e.town, '') ELSE '' END,
    CASE WHEN p.mode <> 'online' THEN e.outcode || ' 0CV' ELSE '' END,
    CASE WHEN p.mode <> 'online' THEN greatest(0, e.easting + {dice(23, "%(around)s", "m.n")} - %(around)s / 2) END,
    CASE WHEN p.mode <> 'online' THEN greatest(0, e.northing + {dice(24, "%(around)s", "m.n")} - %(around)s / 2) END,
    a.given, '', p.mode <> 'online' AND {dice(25, 3, "m.n")} = 0, '', p.years, p.youngest, p.oldest,
    CASE WHEN p.mode <> 'online' THEN 'Everyday clothes and flat shoes.' ELSE 'A computer or a phone with the internet.' END,
    CASE WHEN p.mode <> 'online' THEN 'Use dangerous machines, lift heavy things, or be left alone.' ELSE '' END,
    s.name, CASE WHEN s.name <> '' THEN '01632 960 ' || lpad({dice(26, 999, "m.n")}::text, 3, '0') ELSE '' END, %(made_at)s, %(made_at)s
FROM made_offer m
JOIN made_employer e ON e.n = m.employer
JOIN made_work w ON w.id = e.work
JOIN made_pattern p ON p.id = m.pattern
JOIN careers_category k ON k.slug = e.sector
CROSS JOIN LATERAL (SELECT CASE WHEN p.mode <> 'online'
    THEN (%(people)s::text[])[1 + {dice(27, 20, "m.n")}] || ' ' || (%(families)s::text[])[1 + {dice(28, 20, "m.n")}]
    ELSE '' END AS name) s
CROSS JOIN LATERAL (SELECT string_to_array(CASE WHEN p.mode = 'online'
    THEN (%(online_adjustments)s::text[])[1 + {dice(29, 4, "m.n")}] ELSE (%(adjustments)s::text[])[1 + {dice(29, 7, "m.n")}] END, ' ')
    AS given) a;
INSERT INTO workexperience_session (
    offer_id, first_day, last_day, weekdays, starts_at, ends_at, break_minutes, is_online, places
)
SELECT m.id, m.monday + d.first + 84 * again, m.monday + d.first + d.length - 1 + 84 * again, d.weekdays, d.starts_at,
    d.ends_at, d.pause, d.is_online, m.places
FROM made_offer m
JOIN made_days d ON d.pattern = m.pattern
CROSS JOIN generate_series(0, CASE WHEN d.length < 30 THEN {dice(31, 2, "m.n")} ELSE 0 END) AS again;
"""


def _told(template: str) -> str:
    """SQL for a pattern's text with what stands for the employer put in."""
    parts = {"at": "w.at", "who": "w.who", "field": "lower(k.title)", "l1": "w.learn[1]", "l2": "w.learn[2]"}
    parts |= {f"d{number}": f"w.does[{number}]" for number in (1, 2, 3)}
    sql = template
    for name, value in parts.items():
        sql = f"replace({sql}, '{{{name}}}', {value})"
    return sql


# Words as rare as words are: the hundredth is in a hundredth as many offers as the first. Made of syllables, from its number.
RARE = f"""|| ' Ask about ' || (
    SELECT string_agg((
        SELECT string_agg((%(syllables)s::text[])[1 + (word >> (5 * part)) %% 32], '') FROM generate_series(0, 3) AS part
    ), ' and ')
    FROM (
        SELECT (floor(exp(ln(60000) * ({dice(41, 1_000_000, "m.n * 3 + k")} / 1000000.0)))::bigint * 7919 %% 1048576)::int AS word
        FROM generate_series(0, 2) AS k
    ) rare
) || '.'"""
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "bra",
    "cle",
    "da",
    "del",
    "dor",
    "fa",
    "fen",
    "fi",
    "gal",
    "ge",
    "hal",
    "ho",
    "jo",
    "ka",
    "kel",
    "la",
    "lin",
    "mo",
    "mar",
    "ne",
    "nor",
    "pa",
    "pel",
    "ra",
    "ro",
    "sel",
    "ta",
    "tor",
    "vi",
]


def put_employers(spots: Sequence[Spot], *, hub: User) -> None:
    """An employer at each spot, with an accepted check; their numbers go on from 1. In the caller's transaction."""
    vocabulary.put_tables()
    office, _ = User.objects.get_or_create(
        email="made-up-employers@demo.frontdoor.example", defaults={"full_name": "Office of the made-up employers"}
    )
    names = vocabulary.words()["names"]
    given = {
        "outcodes": [spot.outcode for spot in spots],
        "eastings": [spot.easting for spot in spots],
        "northings": [spot.northing for spot in spots],
        "regions": [spot.region for spot in spots],
        "first": names["first"],
        "firsts": len(names["first"]),
        "second": names["second"],
        "seconds": len(names["second"]),
        "made_at": MADE_AT,
        "until": INSURED_UNTIL,
        "office": office.pk,
        "hub": hub.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(EMPLOYERS, given)
        cursor.execute("CREATE INDEX ON made_employer (n); ANALYZE made_employer")


def put_offers(low: int, high: int, *, each: int, around: int, rare: bool) -> list[int]:
    """The offers numbered from low to high, `each` of an employer, up to half of `around` metres from it; their ids.

    `rare` adds words as rare as words are, so that searches have something to find.
    """
    words = vocabulary.words()
    given = {
        "low": low,
        "high": high,
        "each": each,
        "around": around,
        "monday": FIRST_MONDAY,
        "made_at": MADE_AT,
        "streets": words["streets"],
        "people": words["people"]["first"],
        "families": words["people"]["last"],
        "adjustments": [" ".join(sorted(some)) for some in words["adjustments"]],
        "online_adjustments": [" ".join(sorted(some)) for some in words["online_adjustments"]],
        "syllables": SYLLABLES,
    }
    statement = OFFERS.format(title=_told("p.title"), doing=_told("p.doing"), more=RARE if rare else "")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS made_offer")
        cursor.execute(statement, given)
        cursor.execute("SELECT id FROM made_offer")
        return [pk for (pk,) in cursor.fetchall()]
