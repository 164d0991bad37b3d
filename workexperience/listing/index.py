"""What the listing holds of each offer, in SQL: the one statement that says which offers show, and how they are found.

`offers.queries.listed` asks the same of the offers themselves; a test compares the two day by day.
"""

# The open offers `o` with the check `c` that counts and their days `d` to come with a free place: the first day of the
# next ones and of the last ones, of a blended offer the last of which both sorts are to come.
_OFFERS = """
FROM workexperience_offer o
JOIN workexperience_check c ON c.employer_id = o.employer_id
    AND c.accepted AND c.ended_at IS NULL AND c.replaced_at IS NULL AND c.insured_until >= %(on)s
CROSS JOIN LATERAL (
    SELECT min(s.first_day) AS starts_on,
        CASE WHEN o.mode = 'blended' THEN least(
            coalesce(max(s.first_day) FILTER (WHERE s.is_online), '-infinity'),
            coalesce(max(s.first_day) FILTER (WHERE NOT s.is_online), '-infinity')
        ) ELSE max(s.first_day) END AS last_start{more}
    FROM workexperience_session s
    WHERE s.offer_id = o.id AND s.first_day > %(on)s AND s.taken < s.places
) d
"""
OFFERS = _OFFERS.format(more="")
SHOWN = """
o.opened_at IS NOT NULL AND o.closed_at IS NULL AND coalesce(o.closes_on, 'infinity') >= %(on)s AND d.last_start > %(on)s
"""
_NEAREST = """
LEFT JOIN LATERAL (
    SELECT near.council_id FROM organisations_organisation near
    WHERE near.kind = 'institution' AND near.council_id IS NOT NULL AND near.point IS NOT NULL AND near.status_code <> '2'
    ORDER BY near.point <-> o.point LIMIT 1
) n ON o.mode <> 'online'
"""
_WORDS = " || ".join(
    f"setweight(to_tsvector('english', frontdoor_clean({text})), '{weight}')"
    for text, weight in (
        ("o.title", "A"),
        ("k.title || ' ' || b.name", "B"),
        ("o.doing || ' ' || o.learning", "C"),
        ("o.town", "D"),
    )
)
# Who may ask by age is found by year group too: those in Year 10 are 14 and turn 15. As `applications.fitting` has it, a
# placement is for Year 10 and above, one with a label for Year 12 and above.
_YEARS = """
CASE WHEN o.youngest IS NULL THEN o.year_groups ELSE ARRAY(
    SELECT y::smallint FROM generate_series(7, 13) y
    WHERE y = ANY(o.year_groups) OR (
        y + 5 >= o.youngest AND y + 4 <= coalesce(o.oldest, 99)
        AND (o.kind <> 'placement' OR y >= CASE WHEN o.label = '' THEN 10 ELSE 12 END)
    ) ORDER BY y
) END"""
# An offer without a kind of work or a place never opens (`offers.rules`): the joins and the last line only make sure.
_FIT = f"""
SELECT o.id AS offer_id, o.employer_id, least(o.closes_on, c.insured_until, d.last_start - 1) AS shown_until, d.starts_on,
    o.kind, o.mode, o.label, o.sector_id, CASE WHEN o.mode = 'online' THEN b.council_id ELSE n.council_id END AS council_id,
    {_YEARS} AS year_groups, o.youngest, o.oldest, o.adjustments, o.pays_travel,
    CASE WHEN o.mode <> 'online' THEN o.point END AS point, {_WORDS} AS words
{OFFERS}
JOIN careers_category k ON k.slug = o.sector_id
JOIN organisations_organisation b ON b.id = o.employer_id
{_NEAREST}
WHERE {SHOWN} AND o.id = ANY(%(ids)s) AND (o.mode = 'online' OR o.point IS NOT NULL)
"""
COLUMNS = (
    *("employer_id", "shown_until", "starts_on", "kind", "mode", "label", "sector_id", "council_id"),
    *("year_groups", "youngest", "oldest", "adjustments", "pays_travel", "point", "words"),
)


def offers_with(columns: str) -> str:
    """`OFFERS` where `d` has more columns, made of the days `s` that count."""
    return _OFFERS.format(more=f", {columns}")


def _compared(table: str) -> str:
    """A row's columns, to be compared: a point has no equality of its own, its two numbers have."""
    split = {"point": f"{table}.point[0], {table}.point[1]"}
    return ", ".join(split.get(name, f"{table}.{name}") for name in COLUMNS)


REFRESH = f"""
WITH fit AS MATERIALIZED ({_FIT}),
gone AS (
    DELETE FROM workexperience_listing old
    WHERE old.offer_id = ANY(%(ids)s) AND NOT EXISTS (SELECT FROM fit WHERE fit.offer_id = old.offer_id)
)
INSERT INTO workexperience_listing AS held (offer_id, {", ".join(COLUMNS)})
SELECT offer_id, {", ".join(COLUMNS)} FROM fit
ON CONFLICT (offer_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS)}
WHERE ({_compared("held")}) IS DISTINCT FROM ({_compared("excluded")})
"""  # noqa: S608 made of the constants above
