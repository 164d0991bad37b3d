"""A year of activity for a whole invented council: 40 schools with 1,000 pupils each, for `seed --size area`.

Every row is worked out from its number, so that it is the same every time; a school that has a roll is left alone.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction

from frontdoor.organisations.models import Organisation
from frontdoor.record.actions import open_enrolled
from frontdoor.record.models import (
    Activity,
    ActivityKind,
    Attendance,
    Enrolment,
    Learner,
    Part,
    Participation,
    ProviderKind,
)

PUPILS, YEARS = 1_000, range(7, 14)
GIVEN = [
    "Ada",
    "Bilal",
    "Cerys",
    "Dev",
    "Ewa",
    "Femi",
    "Grace",
    "Hana",
    "Idris",
    "Jonah",
    "Keira",
    "Lev",
    "Maya",
    "Niamh",
]
FAMILY = ["Ashgrove", "Brindle", "Corrigan", "Dunmore", "Ellerby", "Fairlow", "Garside", "Hartnoll", "Inskip", "Jessop"]
MADE = datetime(2026, 9, 1, 8, tzinfo=UTC)
STARTED = date(2026, 9, 1)
PROVIDERS = [*ProviderKind]


def seed_school(school: Organisation) -> bool:
    """Pupils and their year at one school; whether there was anything to make."""
    if Enrolment.objects.filter(institution=school).exists():
        return False
    with transaction.atomic():
        by_year = _pupils(school)
        _activities(school, by_year)
    return True


def analyse() -> None:
    """The planner knows nothing of rows that came all at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE record_learner, record_enrolment, record_reason, record_activity, record_participation")


def _pupils(school: Organisation) -> dict[int, list[int]]:
    """The roll: ids of learners by year group."""
    learners = Learner.objects.bulk_create(_learner(number) for number in range(PUPILS))
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            learner=learner,
            institution=school,
            year_group=YEARS[number % len(YEARS)],
            tutor_group=f"{YEARS[number % len(YEARS)]}{'ABCDEF'[number // len(YEARS) % 6]}",
            started_on=STARTED,
            created_at=MADE,
        )
        for number, learner in enumerate(learners)
    )
    open_enrolled(enrolments, now=MADE)
    found: dict[int, list[int]] = {year: [] for year in YEARS}
    for one in enrolments:
        found[one.year_group or 0].append(one.learner_id)
    return found


def _learner(number: int) -> Learner:
    born = date(2013, 9, 1) - timedelta(days=365 * (number % len(YEARS)) - number % 360)
    return Learner(
        given_names=GIVEN[number % len(GIVEN)],
        family_name=f"{FAMILY[number // 7 % len(FAMILY)]}-{number:04d}",
        date_of_birth=born,
        created_at=MADE,
    )


def _activities(school: Organisation, by_year: dict[int, list[int]]) -> None:
    """About 26 participations a pupil: group activities of each year group, and each one's own meetings."""
    plans = [plan for year, learners in by_year.items() for plan in _plans(school, year, learners)]
    activities = Activity.objects.bulk_create((activity for activity, _who in plans), batch_size=2_000)
    rows = (
        Participation(
            activity=activity,
            learner_id=learner,
            attendance=Attendance.ABSENT if (number + activity.day.day) % 11 == 0 else Attendance.ATTENDED,
        )
        for activity, (_same, who) in zip(activities, plans, strict=True)
        for number, learner in enumerate(who)
    )
    Participation.objects.bulk_create(rows, batch_size=5_000)


def _plans(school: Organisation, year: int, learners: list[int]) -> Iterator[tuple[Activity, list[int]]]:
    for number in range(24):
        yield _group(school, year, number), learners
    for number, learner in enumerate(learners):
        if number % 3:
            yield _meeting(school, year, number), [learner]
        if number % 2 and year in (10, 12):
            yield _placement(school, year, number), [learner]


def _activity(school: Organisation, key: str, kind: ActivityKind, title: str, day: date, **facts: object) -> Activity:
    made = {"source": "Invented", "source_key": f"seed:{school.urn}:{key}", "created_at": MADE}
    return Activity(institution=school, kind=kind, title=title, day=day, **{"hours": Decimal(1)} | made | facts)


def _group(school: Organisation, year: int, number: int) -> Activity:
    day = date(2026, 9, 7) + timedelta(days=3 * number + year % 3)
    parts = [*Part] if number % 5 else [Part.PURPOSE]
    kinds = [ActivityKind.EMPLOYER, ActivityKind.PROVIDER, ActivityKind.LESSON, ActivityKind.INFORMATION]
    kind = kinds[number % len(kinds)]
    facts: dict[str, object] = {"invited_years": [year], "parts": parts, "in_school_hours": True}
    if kind == ActivityKind.PROVIDER:
        facts["provider_kinds"] = [PROVIDERS[number // len(kinds) % len(PROVIDERS)]]
    if kind == ActivityKind.LESSON:
        facts |= {"subject": "maths", "parts": []}
    return _activity(school, f"group:{year}:{number}", kind, f"Careers programme {number + 1}", day, **facts)


def _meeting(school: Organisation, year: int, number: int) -> Activity:
    day = date(2026, 9, 14) + timedelta(days=number % 60)
    level = 6 if number % 7 else None
    facts = {"one_to_one": True, "adviser_level": level}
    return _activity(school, f"meeting:{year}:{number}", ActivityKind.GUIDANCE, "Guidance meeting", day, **facts)


def _placement(school: Organisation, year: int, number: int) -> Activity:
    day = date(2026, 10, 5) + timedelta(days=7 * (number % 5))
    facts = {"hours": Decimal(30), "last_day": day + timedelta(days=4), "parts": [*Part]}
    return _activity(school, f"placement:{year}:{number}", ActivityKind.WORKPLACE, "Work experience", day, **facts)
