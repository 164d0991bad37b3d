"""Nobody without a reason can see a pupil, or infer that there is one: not by a page, a list, a search, a file or a count.

Every page is asked twice: before the pupil joins a school and after, with all that hangs on them. Whoever has nothing to
do with the pupil gets the same answer both times, and none holds anything of theirs.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frontdoor.organisations.models import Organisation, Role
from frontdoor.record.actions import end_enrolments
from frontdoor.record.carers import actions as carers
from frontdoor.record.models import Learner, Need, NeedKind, Participation
from tests.access.rows import FURNISHERS, Row, gather
from tests.access.world import World, build
from tests.factories import SchoolFactory, UserFactory, member
from tests.helpers import sign_in
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("strangers")]  # what they were told is asked once
ROWS = gather()  # before the world is furnished: it registers what furnishes it
GIVEN, FAMILY, UPN, EMAIL = "Quixotine", "Zzyzxworth", "Z999999999991", "quixotine@pupils.example"
EVERY_LETTER = {"letters:mailbox", "letters:mailbox-letter"}  # shows everybody's letters, in demo mode only
TELLS = (GIVEN, FAMILY, UPN, EMAIL, "2011-07-23", "23 July 2011")
TYPED, SEARCH, NOBODY = f'value="{FAMILY}"'.encode(), "/search", "somebody not signed in"
ONCE = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[^\'"]+|nonce="[^"]*"|value="[0-9a-f]{32}"|\d\d:\d\d:\d\d[.\d+:]*'
)


def former(world: World) -> Organisation:
    """The school that the pupil has left."""
    return SchoolFactory(urn=910_009, name="School 9", council=world.far_school.council)


def strangers(world: World, before: Organisation, parent) -> dict[str, Client]:
    """Who has nothing to do with the pupil, or no longer."""
    people = {
        "staff of another school": world.others["leader"],
        "a former school": member("leader@former.example", "Left Behind", before, Role.LEADER),
        "a stopped parent": parent,
        "an employer": world.people["employer"],
        "the department": world.people["department"],
    }
    return {who: sign_in(Client(), person) for who, person in people.items()} | {NOBODY: Client()}


def pupil_of(before: Organisation, parent, by) -> Learner:
    """Once on the roll of one school, with a parent whom it stopped; now on none."""
    learner = LearnerFactory(given_names=GIVEN, family_name=FAMILY, date_of_birth=date(2011, 7, 23))
    now = timezone.now() - timedelta(days=30)
    enrolment = enrolled(before, learner=learner, upn=UPN, email=EMAIL, started_on=date(2023, 9, 1))
    link = carers.name_carer(learner=learner, institution=before, email=parent.email, name="P", by=by, now=now)
    carers.invite(carer_id=link.pk, now=now)
    carers.accept(carer_id=link.pk, by=parent, now=now)
    carers.stop(carer_id=link.pk, by=by, now=now)
    end_enrolments(enrolments=[enrolment], on=timezone.localdate(now), now=now, by=by)
    return learner


def joins(world: World, learner: Learner) -> None:
    """The pupil joins a school, is marked, takes part, and has an account and another parent."""
    learner.account = UserFactory(email="quixotine@home.example", full_name=f"{GIVEN} {FAMILY}")
    learner.save()
    enrolled(world.school, learner=learner, upn=UPN, email=EMAIL, tutor_group="11Z", started_on=timezone.localdate())
    now = timezone.now()
    facts = {"kind": NeedKind.YOUNG_CARER, "starts_on": timezone.localdate(), "created_at": now}
    Need.objects.create(learner=learner, institution=world.school, **facts)
    Participation.objects.create(
        activity=world.things["activity", world.school.urn], learner=learner, attendance="attended"
    )
    link = carers.name_carer(
        learner=learner, institution=world.school, email="p2@home.example", name="P", by=world.people["leader"], now=now
    )
    carers.invite(carer_id=link.pk, now=now)


def addresses(world: World, rows: list[Row], *, public: bool) -> list[str]:
    """Every page that is read and is one body for everyone, or is not; for the pupil's school and the other."""
    found = {}
    for row in [row for row in rows if row.is_public == public and row.route not in EVERY_LETTER]:
        for role in ("leader", "student", "parent", "department") if row.get else ():
            for column in ("own", "elsewhere"):
                if (args := row.args(world, role, column)) is not None:
                    found[reverse(row.route, kwargs=args)] = True
    return list(found)


def told(answer) -> tuple:
    """All that an answer tells, without what is new in each."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, ONCE.sub(b"", body), answer.get("Location"), answer.get("Content-Disposition")


def asked(client: Client, pages: list[str]) -> dict[str, tuple]:
    """Every page's answer, and what searches for the pupil find."""
    answers = {}
    with transaction.atomic():
        client.get("/feedback/")  # the first form gives a browser its token
        for page in pages:
            answers[page] = told(client.get(page))
            if page.startswith("/learners/") and answers[page][0] == 200:
                answers[f"POST {page}"] = told(client.post(page, {"q": FAMILY}))
        answers[SEARCH] = told(client.get(SEARCH, {"q": f"{GIVEN} {FAMILY}"}))
        transaction.set_rollback(True)
    return answers


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker) -> Iterator[dict[str, tuple[dict, dict]]]:
    """What each stranger is told before the pupil joins, and after."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        for furnish in FURNISHERS:
            furnish(world)
        left, parent = former(world), UserFactory(email="stopped@home.example")
        clients = strangers(world, left, parent)
        learner = pupil_of(left, parent, world.people["leader"])
        private = [*addresses(world, ROWS, public=False), *of(learner, world.school, world.far_school, left)]
        private += [
            page.replace(str(world.school.urn), str(left.urn)) for page in private if str(world.school.urn) in page
        ]
        pages = dict.fromkeys(clients, private) | {NOBODY: [*private, *addresses(world, ROWS, public=True)]}
        first = {who: asked(client, pages[who]) for who, client in clients.items()}
        joins(world, learner)
        yield {who: (first[who], asked(client, pages[who])) for who, client in clients.items()}
        transaction.set_rollback(True)


def of(learner: Learner, *schools: Organisation) -> list[str]:
    """The pupil's own pages."""
    return [f"/record/children/{learner.pk}/", *(f"/learners/{school.urn}/{learner.pk}/" for school in schools)]


def test_nobody_without_a_reason_is_told_anything_of_a_pupil(found) -> None:
    for who, (_, after) in found.items():
        for page, (_, body, *headers) in after.items():
            said = (body + str(headers).encode()).replace(TYPED, b"")  # a box shows what was typed into it
            assert [word for word in TELLS if word.encode() in said and page != SEARCH] == [], f"{who} at {page}"


def test_nobody_without_a_reason_can_infer_that_a_pupil_has_joined(found) -> None:
    told_apart = [
        f"{who} at {page}" for who, (before, after) in found.items() for page in before if before[page] != after[page]
    ]
    assert told_apart == [], "\n".join(told_apart)


def test_strangers_were_really_asked(found) -> None:
    assert all(len(before) > 100 for before, _ in found.values())
    assert any(page.startswith("POST /learners/") for page in found["a former school"][0])
    assert found[NOBODY][0][SEARCH][0] == 200
