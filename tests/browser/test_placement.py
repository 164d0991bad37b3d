"""Journey: from an offer to a day that counts, with six people.

A pupil, a careers leader, a parent, an employer, a supervisor, and somebody who is shown the certificate.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.models import User
from frontdoor.record.carers.actions import name_carer
from frontdoor.record.models import Learner, Participation, Reason
from tests.factories import UserFactory, member
from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.factories import CheckFactory, EmployerFactory, OfferFactory, SessionFactory
from workexperience import tasks
from workexperience.models import Application, ApplicationState, Offer
from workexperience.offers.queries import days_of
from workexperience.offers.words import dates_in_words

pytestmark = pytest.mark.django_db
S = ApplicationState


@dataclass
class Around:
    """Who takes part, and what is offered."""

    nina: User
    learner: Learner
    erin: User
    offer: Offer
    day: date


@pytest.fixture
def around(here: Organisation, amina: User) -> Around:
    """A pupil of 15 whose school has named a parent, and a checked employer with one day for one."""
    today = timezone.localdate()
    nina = UserFactory(email="nina@home.example")
    learner = LearnerFactory(
        given_names="Nina", family_name="Quillfeather", date_of_birth=date(today.year - 15, 1, 5), account=nina
    )
    enrolled(here, learner=learner, year_group=10)
    name_carer(
        learner=learner, institution=here, email="petra@home.example", name="Petra", by=amina, now=timezone.now()
    )
    employer = EmployerFactory(organisation__name="Larch and Loom")
    CheckFactory(employer=employer, accepted_by_hub=True, insured_until=today + timedelta(days=365))
    erin = member("erin@larch.example", "Erin Holt", employer.organisation, Role.EMPLOYER)
    day = _weekday(today + timedelta(days=30))
    offer = OfferFactory(employer=employer, title="A day at the loom", closes_on=day, year_groups=[10])
    SessionFactory(offer=offer, first_day=day, last_day=day, weekdays=[day.isoweekday()], places=1)
    return Around(nina, learner, erin, offer, day)


def _weekday(day: date) -> date:
    return day + timedelta(days=(8 - day.isoweekday()) % 7 if day.isoweekday() > 5 else 0)


def test_a_day_at_a_workplace_is_asked_for_agreed_to_done_and_counted(visitor, around, here, amina):
    apply(visitor, around)
    agree(visitor, around, here, amina)
    parent_says_yes(visitor)
    employer_says_yes(visitor, around)
    one = Application.objects.get()
    assert (one.state, one.session.taken) == (S.CONFIRMED, 1)
    with time_machine.travel(_at(around.day - timedelta(days=1), 10), tick=True):
        tasks.move_on()
    with time_machine.travel(_at(around.day, 16), tick=True):
        supervisor_marks_and_writes(visitor, around)
    with time_machine.travel(_at(around.day + timedelta(days=1), 10), tick=True):
        tasks.move_on()
        pupil_reflects(visitor, around)
        somebody_checks(visitor)
    one.refresh_from_db()
    assert one.state == S.COUNTED
    assert Participation.objects.get(learner=around.learner).attendance == "attended"
    assert not Reason.objects.filter(organisation=around.offer.employer.organisation, ended_at=None).exists()
    read_all_letters(around)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def apply(visitor, around: Around) -> None:
    """Five screens, from the offer's page."""
    visitor.sign_in(around.nina)
    visitor.open(f"/work-experience/{around.offer.pk}/")
    visitor.follow("Apply")
    visitor.choose("Days", dates_in_words(days_of(around.offer.sessions.get())))
    visitor.press("Continue")
    visitor.press("Continue")
    assert len(visitor.errors) == 2
    visitor.fill("Why would you like to do this?", "I like to make things.")
    visitor.fill("What do you hope to learn?", "How a loom works.")
    visitor.press("Continue")
    visitor.fill("What would help you? (optional)", "A quiet place for lunch.")
    visitor.tick("Larch and Loom may read this, once it has said yes to me")
    visitor.press("Continue")
    assert visitor.heading.endswith("Check your answers")
    visitor.press("Send")
    assert visitor.heading == "Sent"


def agree(visitor, around: Around, here: Organisation, amina: User) -> None:
    """The board, one application, who is asked."""
    visitor.open("/")
    visitor.sign_in(amina)
    visitor.open(f"/learners/{here.urn}/work-experience/")
    visitor.follow("Nina Quillfeather")
    visitor.follow("Agree")
    visitor.fill("Who at the school can be reached on each day?", "Amina Yusuf")
    visitor.fill("Their phone number", "01632 960 003")
    visitor.choose("Which parent or carer do we ask?", "Petra, petra@home.example")
    visitor.press("Agree")
    assert Application.objects.get().state == S.PARENT


def parent_says_yes(visitor) -> None:
    """By a link, without an account; nothing but the first name is shown before the birth date."""
    link = _link("consent-asked")
    visitor.open(link)
    assert "Nina" in visitor.text
    assert "Quillfeather" not in visitor.text
    assert "Larch" not in visitor.text
    born = Learner.objects.get(family_name="Quillfeather").date_of_birth
    visitor.fill_date("Your child’s date of birth", str(born.day), str(born.month), str(born.year))
    visitor.press("Continue")
    assert "Larch and Loom" in visitor.text
    visitor.choose("What is the answer?", "Yes, they may go")
    visitor.fill("Your full name", "Petra Quillfeather")
    visitor.press("Send the answer")
    assert visitor.heading == "Thank you"
    visitor.open(link)
    assert visitor.heading == "You have answered"


def employer_says_yes(visitor, around: Around) -> None:
    """Reads a first name and two answers; what would help is read after the yes."""
    visitor.open("/")
    visitor.sign_in(around.erin)
    visitor.open("/to-do/")
    visitor.open(f"/employers/{around.offer.employer_id}/applications/")
    visitor.follow("Nina")
    assert "How a loom works." in visitor.text
    assert "quiet place" not in visitor.text
    assert "Quillfeather" not in visitor.text
    visitor.follow("Say yes")
    visitor.press("Say yes")
    assert "quiet place" in visitor.text


def supervisor_marks_and_writes(visitor, around: Around) -> None:
    """By the link, on the day."""
    visitor.open(_link("placement-day-link"))
    assert "Quillfeather" not in visitor.text
    visitor.press("Here")
    visitor.follow("Write feedback")
    visitor.fill("What did they do well, and what could they do next?", "Nina kept the threads apart.")
    visitor.fill("Your name", "Sol Marsh")
    visitor.press("Send")


def pupil_reflects(visitor, around: Around) -> None:
    """The log book, what was learned, and the certificate."""
    visitor.open("/")
    visitor.sign_in(around.nina)
    one = Application.objects.get()
    visitor.open(f"/record/work-experience/{one.pk}/reflect/")
    visitor.fill("What did you learn?", "Patience, and how a loom works.")
    visitor.press("Save")
    visitor.open(f"/record/work-experience/{one.pk}/certificate/")
    assert "5 hours 30 minutes in person" in visitor.text


def somebody_checks(visitor) -> None:
    """Code and last name show hours and employer."""
    one = Application.objects.get()
    visitor.open("/certificate/")
    visitor.fill("The code on the certificate", one.certificate)
    visitor.fill("The last name on the certificate", "Quillfeather")
    visitor.press("Check")
    assert visitor.heading == "This certificate is real"
    assert "Larch and Loom" in visitor.text
    assert "Nina" not in visitor.text


def _link(kind: str) -> str:
    text = Letter.objects.filter(kind=kind).latest("pk").text
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]


def read_all_letters(around: Around) -> None:
    """Each has a subject and a way on; to the employer and the parent none names the pupil in full."""
    letters = list(Letter.objects.all())
    assert {one.to for one in letters} >= {"petra@home.example", around.erin.email, around.nina.email}
    for one in letters:
        assert one.subject
        assert "Quillfeather" not in one.subject
        if one.to != around.nina.email:
            assert "Quillfeather" not in one.text, one.kind
        if one.to == around.erin.email:
            assert "Nina" not in one.text, one.kind
