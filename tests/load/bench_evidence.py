"""One school's whole pre-filled return beside bare SQL aggregates over the same rows: at most twice their time.

Ten made-up schools of 1,000 pupils with a year of activity each. Both sides are asked in turns on one connection; the
values must agree, question by question. The bare side is one statement a question, as one would write it by hand.
"""

import statistics
import sys
import time
from datetime import date

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.evidence.queries import measured
from benchmarks.models import Return
from benchmarks.returns import actions
from frontdoor.ground.years import academic_year
from frontdoor.organisations.invented import actions as invented
from frontdoor.organisations.invented.area import make_area
from frontdoor.record.area import analyse, seed_school
from frontdoor.record.care.seed import seed_demo as name_contacts

SCHOOLS, ROUNDS, MOST = 10, 15, 2.0
TODAY = date(2026, 11, 20)

MEETING = "a.kind = 'guidance' AND a.one_to_one AND a.adviser_level >= 6"
FOUR = "a.parts @> ARRAY['purpose','outcomes','two-way','reflection']::varchar[]"
EMPLOYER = f"a.kind = 'employer' AND a.mode IN ('in-person', 'blended') AND {FOUR}"
SEVEN = f"{FOUR} AND a.parts @> ARRAY['range-of-people','task']::varchar[]"
WORKPLACE = f"a.kind = 'workplace' AND {SEVEN} AND ('feedback' = ANY(a.parts) OR p.feedback)"
PROVIDER = (
    "a.kind = 'provider' AND '{kind}' = ANY(a.provider_kinds) "
    "AND a.parts @> ARRAY['purpose','outcomes','staff','trainees']::varchar[]"
)
ROWS = """
FROM record_participation p JOIN record_activity a ON a.id = p.activity_id
JOIN record_enrolment e ON e.learner_id = p.learner_id AND e.institution_id = %s AND e.ended_on IS NULL
WHERE p.attendance = 'attended' AND e.year_group = ANY(%s) AND a.day BETWEEN %s AND %s AND """
TIMES = "SELECT count(*) FROM (SELECT p.learner_id {rows} {facts} GROUP BY 1 HAVING count(*) >= {needed}) AS enough"
DAYS = """
SELECT count(*) FROM (SELECT learner_id FROM (
    SELECT p.learner_id, least(sum(coalesce(p.hours, a.hours)) / 5, coalesce(a.last_day, a.day) - a.day + 1) AS days
    {rows} {facts} GROUP BY p.learner_id, a.day, a.last_day) AS dates GROUP BY 1 HAVING sum(days) >= {needed}) AS enough"""
IN_PERSON = "a.kind = 'workplace' AND a.mode = 'in-person'"


def bare() -> dict[str, tuple[str, list[object]]]:
    """Each question's statement and what is put in: year groups and days."""
    year, seven = (date(2026, 9, 1), date(2027, 8, 31)), {11: date(2022, 9, 1), 9: date(2024, 9, 1)}
    information = "a.kind = 'information'"
    found = {
        "2.1.ks3": (TIMES, information, 1, [7, 8, 9], None),
        "2.1.ks4": (TIMES, information, 1, [10, 11], None),
        "2.1.ks5": (TIMES, information, 1, [12, 13], None),
        **{f"5.1.year-{group}": (TIMES, EMPLOYER, 1, [group], year[0]) for group in range(7, 14)},
        "6.1": (TIMES, WORKPLACE, 2, [11], seven[11]),
        "6.2": (TIMES, WORKPLACE, 1, [13], date(2025, 9, 1)),
        "6.3.activities": (DAYS, IN_PERSON, 5, [9], seven[9]),
        "6.3.placement": (DAYS, IN_PERSON, 5, [11], date(2025, 9, 1)),
        "7.1.sixth-forms": (TIMES, PROVIDER.format(kind="sixth-form"), 1, [11], seven[11]),
        "7.1.colleges": (TIMES, PROVIDER.format(kind="college"), 1, [11], seven[11]),
        "7.1.universities": (TIMES, PROVIDER.format(kind="university"), 1, [11], seven[11]),
        "7.1.training-providers": (TIMES, PROVIDER.format(kind="training-provider"), 1, [11], seven[11]),
        "8.1": (TIMES, MEETING, 1, [11], seven[11]),
        "8.2": (TIMES, MEETING, 1, [13], date(2025, 9, 1)),
    }
    # A key stage began in other years for each of its year groups; every row lies in this one, so the widest will do.
    return {
        key: (shape.format(rows=ROWS, facts=facts, needed=needed), [groups, since or date(2024, 9, 1), year[1]])
        for key, (shape, facts, needed, groups, since) in found.items()
    }


def by_hand(found: Return) -> dict[str, int]:
    """The value of each question by its own statement."""
    values = {}
    with connection.cursor() as cursor:
        for key, (statement, given) in bare().items():
            cursor.execute(statement, [found.organisation_id, *given])
            values[key] = cursor.fetchone()[0]
    return values


def took(ask: object) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    ask()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - start)


def main() -> int:
    """Measure and print; 1 when the limit is missed or a value differs."""
    with transaction.atomic():
        found = prepare()
        values = {key: one.value for key, one in measured(found, today=TODAY).items()}
        wrong = {key: value for key, value in by_hand(found).items() if values.get(key, 0) != value}
        pairs = [(took(lambda: measured(found, today=TODAY)), took(lambda: by_hand(found))) for _ in range(ROUNDS)]
        transaction.set_rollback(True)
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{SCHOOLS} schools, {len(values)} questions answered by records, medians of {ROUNDS} rounds")
    print(f"{'pre-fill of a whole return':<34}{ours:>9.1f} ms")
    print(f"{'bare SQL, one statement a question':<34}{theirs:>9.1f} ms")
    print(f"ratio {ratio:.2f} (most {MOST:g})")
    if wrong:
        print(f"DIFFERENT VALUES: {sorted(wrong)}")
    return int(bool(wrong) or ratio > MOST)


def prepare() -> Return:
    """Schools with their year, and a return begun at the first of them."""
    invented.make_bodies()
    schools = make_area()[:SCHOOLS]
    name_contacts()
    for school in schools:
        seed_school(school)
    analyse()
    now = timezone.now()
    year = academic_year(TODAY)
    return actions.start(institution=schools[0], year=year, by=invented.leader_of(schools[0]), now=now)


if __name__ == "__main__":
    sys.exit(main())
