"""Made-up activities for the demo: a year and a term of them at the demo school, a few at each other made-up one.

Deterministic: who was there comes from the learner's place in the roll, never from chance. A second run changes nothing.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from frontdoor.ground.years import academic_year, first_day
from frontdoor.organisations.invented.bodies import OTHERS, UKPRN
from frontdoor.organisations.models import Kind as Body
from frontdoor.organisations.models import Membership, Organisation, Role
from frontdoor.organisations.register.queries import by_number
from frontdoor.record.activities import actions
from frontdoor.record.activities.facts import Facts
from frontdoor.record.activities.kinds import KINDS
from frontdoor.record.models import Activity, ActivityKind, Enrolment, Mode, Part, ProviderKind

DEMO_URN = 900001  # this school has all of it; the others the activities marked `everywhere`
SOURCE = "Made up for the demo"


@dataclass(frozen=True)
class Made:
    """One made-up activity: how many days after 1 September, for which years, and how many in a hundred were there.

    `last_year` is one of the academic year before; its years are those that the learners are in now.
    """

    kind: ActivityKind
    title: str
    after: int
    years: tuple[int, ...]
    share: int = 94
    last_year: bool = False
    everywhere: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


TRAINING = OTHERS[Body.PROVIDER]  # whose own people see these visits in their list
WHOLE = tuple(KINDS[ActivityKind.EMPLOYER].parts)
AT_WORK = tuple(KINDS[ActivityKind.WORKPLACE].parts)
VISIT = tuple(KINDS[ActivityKind.PROVIDER].parts)
E, W, P = ActivityKind.EMPLOYER, ActivityKind.WORKPLACE, ActivityKind.PROVIDER
LESSON, INFORMATION, OTHER = ActivityKind.LESSON, ActivityKind.INFORMATION, ActivityKind.OTHER


def _provider(kind: ProviderKind, host: str, parts: tuple[Part, ...] = VISIT, *, hours: int = 1) -> dict[str, Any]:
    return {"host_name": host, "provider_kinds": (kind,), "in_school_hours": True, "parts": parts, "hours": hours}


COLLEGE = _provider(ProviderKind.COLLEGE, "Tarnwick College")
TRAINER = _provider(ProviderKind.TRAINING_PROVIDER, TRAINING)
SIXTH = _provider(ProviderKind.SIXTH_FORM, "Larkmere Sixth Form", VISIT[:6])
UNIVERSITY = _provider(ProviderKind.UNIVERSITY, "University of Oxlip", VISIT[:6], hours=5)
BRIDGES = {"host_name": "Ferrow Bridges", "parts": WHOLE}
HOSPITAL = {"host_name": "Tarnwick Hospital", "parts": WHOLE, "hours": 2}
TALK = {"host_name": "Copse Lane Bakery", "parts": (Part.PURPOSE, Part.OUTCOMES)}  # not all four: it does not count
WEEK = {"host_name": "Several employers", "parts": AT_WORK, "hours": 30, "days": 4}
DAY = {"host_name": "Ferrow Bridges", "parts": AT_WORK, "hours": 6}

ACTIVITIES = [
    Made(E, "Careers fair", 35, (8, 9, 10, 11, 12, 13), last_year=True, everywhere=True, facts=HOSPITAL),
    Made(E, "Mock interviews", 160, (11, 12), 90, last_year=True, facts={"host_name": "Volunteers", "parts": WHOLE}),
    Made(E, "Talk by a baker", 120, (8, 9), 95, last_year=True, facts=TALK),
    Made(W, "Work experience week", 285, (11,), 86, last_year=True, everywhere=True, facts=WEEK),
    Made(W, "A day at a bridge yard", 200, (9, 10), 60, last_year=True, facts=DAY),
    Made(W, "Work shadowing days", 270, (13,), 72, last_year=True, facts=WEEK | {"hours": 18, "days": 2}),
    Made(P, "Assembly by the college", 60, (9, 11, 13), last_year=True, everywhere=True, facts=COLLEGE),
    Made(P, "Apprenticeship assembly", 150, (9, 11, 13), 93, last_year=True, facts=TRAINER),
    Made(P, "Sixth form taster day", 290, (11,), 88, last_year=True, facts=SIXTH | {"hours": 5}),
    Made(P, "University visit", 260, (13, 11), 55, last_year=True, facts=UNIVERSITY),
    Made(LESSON, "Chemists at work", 100, (8, 9, 10, 11), 96, last_year=True, facts={"subject": "Science"}),
    Made(LESSON, "Where maths leads", 140, (8, 9, 10, 11), 96, last_year=True, facts={"subject": "Maths"}),
    Made(INFORMATION, "Choices at 14", 170, (10,), 95, last_year=True),
    Made(E, "Talk by a bridge engineer", 24, (7, 8, 10), everywhere=True, facts=BRIDGES),
    Made(E, "Project with the hospital", 50, (9, 12), 91, facts=HOSPITAL),
    Made(P, "Assembly by the college", 38, (8, 10, 12), 95, everywhere=True, facts=COLLEGE),
    Made(P, "Apprenticeship assembly", 66, (9, 11), 92, facts=TRAINER),
    Made(P, "College open evening", 44, (11,), 40, facts=COLLEGE | {"in_school_hours": False}),
    Made(P, "University visit", 58, (12, 13), 70, facts=UNIVERSITY),
    Made(W, "A day at a bridge yard", 52, (9,), 48, facts=DAY),
    Made(LESSON, "Careers in the news", 30, (7, 8, 9, 10, 11), 96, facts={"subject": "English"}),
    Made(LESSON, "Who uses statistics?", 47, (7, 8, 9, 10, 11), 96, facts={"subject": "Maths"}),
    Made(INFORMATION, "What comes after Year 11", 20, (11,), 97, everywhere=True),
    Made(OTHER, "Careers quiz", 62, (7, 8), 97),
]
MEETINGS = ((11, 59, False), (12, 34, False), (13, 71, True))  # year, how many in a hundred, whether last year


def seed_demo() -> None:
    """Activities of every made-up institution that has a roll."""
    today, now = timezone.localdate(), timezone.now()
    rolls: dict[int, list[Enrolment]] = {}
    for row in Enrolment.objects.filter(institution__made_up=True, ended_on=None).order_by("pk"):
        rolls.setdefault(row.institution_id, []).append(row)
    for school in Organisation.objects.filter(pk__in=rolls).order_by("urn"):
        if not Activity.objects.filter(institution=school, source=SOURCE).exists():
            _school(school, rolls[school.pk], today, now)


def _school(school: Organisation, roll: list[Enrolment], today: date, now: datetime) -> None:
    """One school's. It is recorded in the name of its careers leader, where it has one."""
    leader = Membership.objects.filter(organisation=school, role=Role.LEADER, ended_at=None).first()
    who: dict[str, Any] = {"institution": school, "by": leader.user if leader else None, "now": now, "source": SOURCE}
    whole = school.urn == DEMO_URN
    for number, made in enumerate(ACTIVITIES):
        day = _day(made, today)
        people = [row.learner_id for row in roll if row.year_group in made.years]
        if day <= today and people and (whole or made.everywhere):
            there, absent = _split(people, made.share, number)
            actions.log_activity(
                **who,
                facts=_facts(made, day),
                attended=there,
                absent=absent,
                source_key=f"log:made:{school.pk}:{number}",
            )
    _meetings(school, roll, today, who, whole=whole)


def _facts(made: Made, day: date) -> Facts:
    told = {"hours": 1} | made.facts
    days = told.pop("days", 0)
    return Facts(
        kind=made.kind,
        title=made.title,
        day=day,
        last_day=day + timedelta(days=days) if days else None,
        hours=Decimal(told.pop("hours")),
        host=by_number(UKPRN) if told.get("host_name") == TRAINING else None,
        invited_years=() if made.last_year else made.years,
        **told,
    )


def _day(made: Made, today: date) -> date:
    """A school day: the Monday or later day of the week in which it falls, never at a weekend."""
    start = first_day(academic_year(today))
    if made.last_year:
        start = start.replace(year=start.year - 1)
    day = start + timedelta(days=made.after)
    return day - timedelta(days=max(0, day.weekday() - 4)) if not made.facts.get("days") else _monday(day)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _split(people: list[int], share: int, number: int) -> tuple[list[int], list[int]]:
    """Who was there and who was absent: the same each time, and not the same learners at each activity."""
    there = [one for place, one in enumerate(people) if (place * 37 + number * 13) % 100 < share]
    return there, [one for one in people if one not in {*there}]


def _meetings(school: Organisation, roll: list[Enrolment], today: date, who: dict[str, Any], *, whole: bool) -> None:
    """One-to-one guidance for some: spread over the weeks of a term, a few a day."""
    start = first_day(academic_year(today))
    for year, share, was_last_year in MEETINGS:
        people = [row.learner_id for row in roll if row.year_group == year]
        first = start.replace(year=start.year - 1) + timedelta(days=30) if was_last_year else start + timedelta(days=14)
        had = _split(people, share if whole else share // 3, year)[0]
        for place, one in enumerate(had):
            day = _monday(first) + timedelta(days=place // 5 // 2 * 7 + place // 5 % 2 * 2)
            if day <= today:
                facts = Facts(
                    kind=ActivityKind.GUIDANCE,
                    title="Guidance meeting",
                    day=day,
                    hours=Decimal("0.75"),
                    mode=Mode.ONLINE if place % 9 == 8 else Mode.IN_PERSON,
                    one_to_one=True,
                    adviser_level=4 if place % 12 == 2 else 6,
                )
                was_there = place % 14 != 13
                actions.log_activity(
                    **who,
                    facts=facts,
                    attended=[one] if was_there else [],
                    absent=[] if was_there else [one],
                    source_key=f"log:made:{school.pk}:meeting:{one}",
                )
