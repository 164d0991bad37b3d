"""Made-up returns of the made-up institutions, for demo mode: the same every time. No real URN is ever touched.

`leader@`'s school has a return of last year and of the older benchmarks, and nothing this year: the journey can be tried.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarks.elsewhere import actions as elsewhere
from benchmarks.frameworks.queries import framework_for, version_for
from benchmarks.frameworks.shape import FactKind, Facts, Form, Kind, Question
from benchmarks.models import Answer, AreaNote, ElsewhereReport, Return, State
from benchmarks.results.freezing import freeze
from benchmarks.returns import queries as reads
from benchmarks.signing import actions as signing
from frontdoor.ground.years import academic_year, first_day, year_before
from frontdoor.organisations.invented.actions import leader_of
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind as BodyKind
from frontdoor.organisations.models import Membership, Organisation, Role
from frontdoor.people.models import User

LEADERS_SCHOOL, OTHER_SCHOOL = 900_001, 900_002
# What each of the other institutions has done this year, in turn.
THIS_YEAR = ["submitted", "with-head", "nothing", "elsewhere", "draft", "submitted", "nothing"]
LAST_YEAR = ["submitted", "submitted", "submitted", "elsewhere", "nothing"]
FIRST_MADE_UP = 900_001


@transaction.atomic
def seed_demo() -> None:
    """Make the returns once; a second run adds what is missing and changes nothing."""
    now = timezone.now()
    year = academic_year(timezone.localdate(now))
    made_up = Organisation.objects.filter(kind=BodyKind.INSTITUTION, made_up=True, urn__gte=FIRST_MADE_UP)
    for index, school in enumerate(made_up.order_by("urn")):
        who = leader_of(school)
        for state, of_year in _plan(school, index, year):
            _make(school, of_year, state, who=who, now=now)


def _plan(school: Organisation, index: int, year: str) -> Iterator[tuple[str, str]]:
    """Which year in which state."""
    before = year_before(year)
    if school.urn == LEADERS_SCHOOL:
        yield from [("submitted", "2024-25"), ("submitted", before)]
    elif school.urn == OTHER_SCHOOL:
        yield from [("submitted", before), ("draft", year)]
    else:
        yield from [(LAST_YEAR[index % len(LAST_YEAR)], before), (THIS_YEAR[index % len(THIS_YEAR)], year)]


def _make(school: Organisation, year: str, state: str, *, who: User, now: datetime) -> None:
    done = Return.objects.filter(organisation=school, year=year).exists()
    if state == "nothing" or done or ElsewhereReport.objects.filter(organisation=school, year=year).exists():
        return
    if state == "elsewhere":
        _elsewhere(school, year, who=who, now=now)
        return
    version = version_for(year)
    forms = {form.key: form for form in framework_for(version.pk).forms}
    form = forms.get(school.form) or next(iter(forms.values()))
    begun = min(now - timedelta(days=2), _noon(first_day(year) + timedelta(days=30)))
    dice = random.Random(f"{school.urn} {year}")  # noqa: S311 made-up answers, the same every time
    made = Return(
        organisation=school,
        year=year,
        framework=version,
        form=form.key,
        saved_pages=[one.number for one in form.benchmarks][: 3 if state == "draft" else None],
        reference=f"GB-{dice.randrange(10**4):04d}-{(school.urn or 0) % 100:02d}",
        created_by=who,
        created_at=begun,
    )
    # This year's numbers are those of the made-up roll, and what its records answer is left to them.
    on_roll = reads.copied_facts(made, None).numbers if year == academic_year(timezone.localdate(now)) else {}
    made.facts = _facts(form, school, dice, on_roll).as_json()
    made.save()
    _answer(made, form, dice, quality=0.8 + 0.19 * dice.random(), who=who)
    if state == "submitted":
        _submit(made, school, at=min(now - timedelta(days=1), begun + timedelta(days=9)))
    elif state == "with-head":
        signing.send_to_head(return_id=made.pk, email=f"head-{school.urn}@{DOMAIN}", by=who, now=now)


def _facts(form: Form, school: Organisation, dice: random.Random, on_roll: Mapping[str, int]) -> Facts:
    years = form.years_for_ages(school.age_low, school.age_high)
    each = max(4, (school.pupils or 600) // max(1, len(years)))
    facts = Facts(frozenset(years))
    numbers: dict[str, int] = {}
    for fact in form.facts:
        if fact.kind == FactKind.NUMBER and fact.applies(facts):
            most = numbers.get(fact.at_most, each)
            number = dice.randint(most * 6 // 10, most) if fact.at_most else dice.randint(each * 9 // 10, each)
            numbers[fact.key] = on_roll.get(fact.key, number)
    return Facts(frozenset(years), numbers, {})


def _answer(made: Return, form: Form, dice: random.Random, *, quality: float, who: User) -> None:
    """Answers and a few next steps; a draft has those of the pages that it saved."""
    facts, by_records = Facts.from_json(made.facts), reads.counted_now(made)
    rows, notes = [], []
    for benchmark in form.benchmarks:
        if benchmark.number not in made.saved_pages:
            continue
        for area in benchmark.areas:
            if not area.applies(facts):
                continue
            asked = [question for question in area.questions if question.id not in by_records]
            values = {question.id: _value(form, question, facts, dice, quality) for question in asked}
            rows += [Answer(question=key, value=value, **_by(made, who)) for key, value in values.items() if value]
            if dice.random() < 0.12:
                notes.append(AreaNote(area=area.id, **_next_step(made, dice), **_by(made, who)))
    Answer.objects.bulk_create(rows)
    AreaNote.objects.bulk_create(notes)


def _by(made: Return, who: User) -> dict[str, Any]:
    return {"of_return": made, "changed_by": who, "changed_at": made.created_at}


def _next_step(made: Return, dice: random.Random) -> dict[str, Any]:
    step = dice.choice(
        [
            "Ask each subject for one example a term",
            "Put the programme on the website in four versions",
            "Invite two training providers to the spring assembly",
            "Keep records in one place that pupils can open",
            "Ask governors to agree the programme in March",
        ]
    )
    due = first_day(made.year) + timedelta(days=dice.choice([180, 210, 300]))
    return {"next_step": step, "owner": "Careers leader", "due": due}


def _value(form: Form, question: Question, facts: Facts, dice: random.Random, quality: float) -> dict[str, Any] | None:
    good = dice.random() < quality
    if question.kind == Kind.SHARE:
        base = form.base(question, facts)
        return {"count": round(base * (dice.uniform(0.8, 1) if good else dice.uniform(0.05, 0.75)))} if base else None
    if question.kind == Kind.PARTS:
        keys = [part.key for part in question.parts]
        return {"value": "yes", "parts": keys if good else sorted(dice.sample(keys, dice.randint(1, len(keys) - 1)))}
    if good:
        return {"value": "yes"}
    return {"value": "partly" if question.kind == Kind.YES_PARTLY_NO and dice.random() < 0.7 else "no"}


def _submit(made: Return, school: Organisation, *, at: datetime) -> None:
    """Submitted in the past, so that no letter about it is made now."""
    head = Membership.objects.filter(organisation=school, role=Role.HEAD, ended_at=None).first()
    made.state, made.submitted_at = State.SUBMITTED, at
    made.signed_name, made.signed_role = str(head.user) if head else f"Head of {school.name}", "Headteacher"
    made.sent_to_head_by, made.sent_to_head_at = made.created_by, at - timedelta(days=1)
    made.submitted_by = head.user if head else None
    made.save()
    freeze(made, now=at)


def _elsewhere(school: Organisation, year: str, *, who: User, now: datetime) -> None:
    dice = random.Random(f"{school.urn} {year} elsewhere")  # noqa: S311 as above
    results = {str(number): dice.choice([50, 66, 75, 100, 100, 100]) for number in reads.titles(school, year)}
    day = min(timezone.localdate(now) - timedelta(days=1), first_day(year) + timedelta(days=45))
    elsewhere.report(
        institution=school,
        year=year,
        tool="Compass",
        reported_on=max(day, first_day(year)),
        results=results if dice.random() < 0.6 else {},
        by=who,
        now=now,
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001 made aware here
