"""A school's year with one learner in everything that the portal keeps: whoever erases them has to find all of it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from benchmarks.models import Return
from benchmarks.returns import actions as returns
from benchmarks.signing import actions as signing
from frontdoor.careers.models import Career, Saved
from frontdoor.ground.models import Job
from frontdoor.ground.tasks import run_job
from frontdoor.letters import actions as letters
from frontdoor.letters.models import Letter
from frontdoor.people.models import User
from frontdoor.record.carers import actions as carers
from frontdoor.record.claims import actions as claims
from frontdoor.record.joining.actions import CODE, join_learners
from frontdoor.record.models import (
    Activity,
    ActivityKind,
    Attendance,
    Case,
    CaseKind,
    ClaimCode,
    Enrolment,
    Goal,
    Learner,
    Look,
    Need,
    NeedKind,
    Participation,
    PendingLink,
    PlanAction,
    WhatHelps,
)
from guidance.meetings import supporters
from guidance.models import Feedback, Hold, Meeting, Note, ParentalYes, Summary, Wait
from tests.benchmarks.factories import YEAR
from tests.factories import UserFactory
from tests.ground.test_operations import tools, url
from tests.guidance.factories import ServiceFactory, able_adviser, meeting
from tests.helpers import sign_in
from tests.record.factories import LearnerFactory, SafeguardingContactFactory
from tests.record.roll.files import HEADER, roll_file, row, upn
from tests.workexperience.factories import SessionFactory, applied
from workexperience.models import ApplicationState, Consent, Day, Step

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
GIVEN, FAMILY, KNOWN = "Zebulonia", "Quillfeather", "Zebby"
PRIVATE, SCHOOLS = "zq@private.example", "22quill@herefield.example"
UPN = upn(77)
SECRETS = [GIVEN, FAMILY, KNOWN, PRIVATE, "former-zq@private.example", SCHOOLS, UPN, "2009-05-06", "06/05/2009"]


@dataclass
class Everything:
    """What was made, and how it stood before."""

    learner: Learner
    account: User
    parent: User
    signed: Return
    uploads: Path
    ids: SimpleNamespace


@pytest.fixture
def _day():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def everything(_day, tmp_path, settings, here, elsewhere, amina, hana) -> Everything:
    settings.MEDIA_ROOT = tmp_path
    for school in (here, elsewhere):
        SafeguardingContactFactory(institution=school)
    load_roll(amina)
    enrolment = Enrolment.objects.get(upn=UPN)
    account = take_record(enrolment, amina)
    learner = Learner.objects.get(account=account)
    parent = name_parent(learner, here, amina)
    signed = take_part(learner, here, amina, hana)
    plan_and_needs(learner, account, here, amina)
    go_to_work(learner, here)
    meet_an_adviser(learner, account, here)
    change_everything(learner, account)
    return Everything(learner, account, parent, signed, tmp_path, SimpleNamespace(enrolment=enrolment.pk))


def load_roll(amina: User) -> None:
    """The real file by the real job: theirs, two others, and a row of theirs that is rejected."""
    header = [*HEADER, "Preferred Forename", "Email"]
    mine = {"UPN": UPN, "Legal Surname": FAMILY, "Legal Forename": GIVEN, "DOB": "06/05/2009", "Year Group": "Year 11"}
    bad = mine | {"UPN": "", "DOB": "soon"}
    rows = [
        [*row(77, **mine), KNOWN, SCHOOLS],
        [*row(78), "", ""],
        [*row(79), "", ""],
        [*row(80, **bad), KNOWN, SCHOOLS],
    ]
    client = sign_in(Client(), amina)
    answer = client.post(
        "/learners/900001/roll/", {"file": SimpleUploadedFile(f"{FAMILY}.csv", roll_file(*rows, header=header))}
    )
    run_job(Job.objects.latest("pk").pk)
    page = client.get(answer.url).content.decode()
    seen = page.split('name="seen" value="')[1][:64]
    client.post(answer.url, {"seen": seen})
    run_job(Job.objects.latest("pk").pk)
    assert Enrolment.objects.filter(ended_on=None).count() == 3
    assert Job.objects.latest("pk").rejected == 1


def take_record(enrolment: Enrolment, amina: User) -> User:
    """A code, an account with a session, and a second record that was joined into theirs."""
    claims.make_codes(enrolments=[enrolment], by=amina, now=NOW)
    account = UserFactory(email=PRIVATE, full_name=f"{GIVEN} {FAMILY}")
    claims.claim(
        code_id=ClaimCode.objects.get(enrolment=enrolment).pk,
        born=enrolment.learner.date_of_birth, by=account, now=NOW,
    )  # fmt: skip
    learner = Learner.objects.get(account=account)
    twin = LearnerFactory(given_names=GIVEN, family_name=FAMILY, date_of_birth=learner.date_of_birth)
    join_learners(kept=learner, absorbed=twin, cause=CODE, now=NOW, by=account)
    PendingLink.objects.create(earlier=learner, later=LearnerFactory(), created_at=NOW)
    sign_in(Client(), account)
    for career in Career.objects.all()[:1]:
        Saved.objects.create(user=account, career=career, saved_at=NOW)
    Saved.objects.create(user=account, code="abc", saved_at=NOW)
    return account


def name_parent(learner: Learner, here, amina: User) -> User:
    """A parent who was invited by letter and accepted; another who was named only."""
    parent = UserFactory(email="pat@home.example", full_name="Pat Other")
    link = carers.name_carer(learner=learner, institution=here, email=parent.email, name="Pat Other", by=amina, now=NOW)
    carers.invite(carer_id=link.pk, now=NOW)
    carers.accept(carer_id=link.pk, by=parent, now=NOW)
    carers.name_carer(learner=learner, institution=here, email="lee@home.example", name="", by=amina, now=NOW)
    return parent


def take_part(learner: Learner, here, amina: User, hana: User) -> Return:
    """A meeting of their own, one with another, and a return that was signed with both."""
    other = Learner.objects.get(family_name="Inventedson78")
    facts = {
        "institution": here, "kind": ActivityKind.GUIDANCE, "day": NOW.date(), "hours": 1, "one_to_one": True,
        "adviser_level": 6, "source": "By hand", "created_by": amina, "created_at": NOW,
    }  # fmt: skip
    for number, who in enumerate([[learner], [learner, other], [other]]):
        name = f"Talk with {KNOWN} {FAMILY}" if learner in who else "Talk"
        meeting = Activity.objects.create(**facts, title=name, source_key=f"test:{number}")
        for one in who:
            Participation.objects.create(activity=meeting, learner=one, attendance=Attendance.ATTENDED)
    draft = returns.start(institution=here, year=YEAR, by=amina, now=NOW)
    signing.send_to_head(return_id=draft.pk, email=hana.email, by=amina, now=NOW)
    return signing.sign(return_id=draft.pk, name="Hana Novak", role="Head", by=hana, now=NOW)


def go_to_work(learner: Learner, here) -> None:
    """A placement with a day in their log book, a parent who agreed, and what happened to it."""
    week = SessionFactory(first_day=NOW.date(), last_day=NOW.date())
    found = applied(week, institution=here, learner=learner, why=f"I am {KNOWN}", state=ApplicationState.CONFIRMED)
    Step.objects.create(application=found, state=ApplicationState.CONFIRMED, words=f"Ask for {KNOWN}", at=NOW)
    Consent.objects.create(
        application=found, session=week, text=f"{KNOWN} goes to work.", expires_at=NOW, answered_at=NOW, agrees=True,
        name="Pat Other", on_paper=True, created_at=NOW,
    )  # fmt: skip
    Day.objects.create(
        application=found, session=week, day=NOW.date(), starts_at=time(9), ends_at=time(15), hours=5,
        supervisor_name="Sol", supervisor_phone="01632 960002", log=f"{KNOWN} was here.", logged_at=NOW,
    )  # fmt: skip


def meet_an_adviser(learner: Learner, account: User, here) -> None:
    """A meeting with words, a supporter and all that is left of one, a wait to whom a time is offered, and a parent's yes."""
    adviser = able_adviser(ServiceFactory().organisation)
    begins = NOW + timedelta(days=5)
    facts = {"learner": learner, "institution": here, "words": f"{KNOWN} asks", "helps": f"Call me {KNOWN}"}
    made = meeting(adviser, begins, begins + timedelta(minutes=45), **facts, cancelled_because="")
    supporters.invite(meeting_id=made.pk, name="Lee Other", email="lee@home.example", by=account, now=NOW)
    Meeting.objects.filter(pk=made.pk).update(words=f"{GIVEN} asks")
    Summary.objects.create(
        meeting=made, talked=f"{KNOWN} talked", options=f"{FAMILY} and Sons", written_by=adviser.user, written_at=NOW
    )
    Summary.objects.filter(meeting=made).update(talked=f"{GIVEN} talked")
    Note.objects.create(meeting=made, adviser=adviser, words=f"{KNOWN} was tired", changed_at=NOW)
    Feedback.objects.create(meeting=made, helped="a-lot", knows_next=True, words=f"{KNOWN} says hello", said_at=NOW)
    wait = Wait.objects.create(
        **facts, service=adviser.service, topic="not-sure", channels=["phone"], booked_as="learner",
        promised_by=NOW.date(), ready_at=NOW, created_by=account, created_at=NOW,
    )  # fmt: skip
    later = begins + timedelta(days=1)
    Hold.objects.create(
        wait=wait, adviser=adviser, channel="phone", during=(later, later + timedelta(minutes=45)), expires_at=later
    )
    ParentalYes.objects.create(
        learner=learner, agreed_to="video", name=f"Lee {FAMILY}", said_on=NOW.date(), until=NOW.date(),
        created_by=account, created_at=NOW,
    )  # fmt: skip


def plan_and_needs(learner: Learner, account: User, here, amina: User) -> None:
    """What they wrote, what the school marked, who looked, what they asked, what was written to and about them."""
    goal = Goal.objects.create(learner=learner, title=f"{KNOWN} at sea", created_by=account, created_at=NOW)
    PlanAction.objects.create(goal=goal, text=f"Ring for {KNOWN}", created_by=account, created_at=NOW)
    WhatHelps.objects.create(learner=learner, words=f"Call me {KNOWN}", changed_at=NOW)
    Need.objects.create(
        learner=learner, institution=here, kind=NeedKind.YOUNG_CARER, starts_on=NOW.date(), created_by=amina,
        created_at=NOW,
    )  # fmt: skip
    facts = {"viewer": amina, "organisation": here, "role": "leader", "reason": "enrolled", "page": "Pupils", "at": NOW}
    other = Learner.objects.get(family_name="Inventedson78")
    Look.objects.create(**facts, kind="list", learners=[learner.pk, other.pk])
    look = Look.objects.create(**facts, kind="page", learners=[learner.pk])
    Case.objects.create(
        learner=learner, institution=here, kind=CaseKind.LOOK, look=look, about=f"{KNOWN} asks", words=f"I am {GIVEN}",
        created_by=account, created_at=NOW,
    )  # fmt: skip
    letters.queue("record-claim-code", key="test:waiting", to=PRIVATE, context=LETTER, now=NOW)
    about = letters.queue("record-claim-code", key="test:about", to=amina.email, context=LETTER, now=NOW)
    assert about
    Letter.objects.filter(pk=about.pk).update(text=f"{KNOWN} {FAMILY} has a question.", state="sent", sent_at=NOW)
    letters.queue("record-claim-code", key="test:another", to="somebody@else.example", context=LETTER, now=NOW)


LETTER = {"school": "Herefield School", "code": "BCDF-GHJK", "until": NOW, "link": "/record/"}


def change_everything(learner: Learner, account: User) -> None:
    """Each row was once otherwise, or was there and is no more: only its history knows."""
    later = NOW + timedelta(hours=1)
    account.email = "former-" + PRIVATE
    account.save()
    account.email = PRIVATE
    account.save()
    learner.known_as = f"{KNOWN}a"
    learner.save()
    Learner.objects.filter(pk=learner.pk).update(known_as=KNOWN)
    learner.refresh_from_db()
    learner.enrolments.update(tutor_group="11Z")
    learner.goals.update(title="Sea")
    gone = Goal.objects.create(learner=learner, title=f"{KNOWN}, once", created_by=account, created_at=NOW)
    PlanAction.objects.create(goal=gone, text=f"Once {KNOWN}", created_by=account, created_at=NOW)
    gone.delete()
    learner.cases.update(about="A look")
    learner.carers.filter(account=None).update(name=f"Lee {FAMILY}")
    learner.carers.filter(account=None).update(stopped_at=later, stopped_by=account)
    Activity.objects.filter(title__contains=FAMILY).update(adviser_note=f"{GIVEN} {FAMILY} was late")
    Activity.objects.filter(title__contains=FAMILY).update(adviser_note="")


@pytest.fixture
def found(everything) -> Callable[[], dict[str, list[str]]]:
    """What a whole dump of the database and the folder of uploads say of them, by where; empty when nothing."""

    def look() -> dict[str, list[str]]:
        texts = {
            str(file): file.read_bytes().decode("utf-8", "replace")
            for file in everything.uploads.rglob("*")
            if file.is_file()
        }
        texts |= {str(file): file.name for file in everything.uploads.rglob("*") if FAMILY in file.name}
        for line in dump().split("\nCOPY ")[1:]:
            texts[line.split(" ", 1)[0]] = line
        said = {where: [word for word in SECRETS if word.lower() in text.lower()] for where, text in texts.items()}
        return {where: words for where, words in said.items() if words}

    return look


def dump() -> str:
    """All that the test database holds, as a backup would."""
    program = tools() / "pg_dump"
    address = url(str(connection.settings_dict["NAME"]))
    if not program.exists():
        pytest.skip("PostgreSQL's tools are on another machine")
    done = subprocess.run([str(program), "--data-only", address], capture_output=True, text=True, check=True)
    return done.stdout
