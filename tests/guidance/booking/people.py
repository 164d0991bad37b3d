"""Mia, in Year 11 of `here`, which has chosen Northway Advisers for Years 10 and 11; Ada, its adviser; Pat, an adult.

Ada meets people on Mondays from 9 to noon by video and phone, and on Tuesdays from 1pm to 4pm in the careers room. It is
Wednesday 9 September 2026, 9am in England. Lena leads the service.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from frontdoor.organisations.models import Kind, Organisation, Role
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from guidance.booking.actions import Answers, Chosen
from guidance.models import Adviser, BookedAs, Channel, Meeting, Place, Service, Topic
from tests.factories import OrganisationFactory, UserFactory, member
from tests.guidance.factories import PlaceFactory, ServiceFactory, SupplyFactory, WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

NOW = datetime(2026, 9, 9, 8, tzinfo=UTC)
NINE = datetime(2026, 9, 14, 8, tzinfo=UTC)  # Monday, 9am in England
TEN = NINE + timedelta(hours=1)
ONE = datetime(2026, 9, 15, 12, tzinfo=UTC)  # Tuesday, 1pm
ANSWERS = Answers(Topic.AFTER_16, words="Apprenticeships near me", phone="07700 900123")


@pytest.fixture
def at_nine(time_machine):
    """The pages' clock stands at NOW."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def service(db: None) -> Service:
    return ServiceFactory(organisation__name="Northway Advisers", organisation__made_up=True)


@pytest.fixture
def room(service: Service) -> Place:
    return PlaceFactory(service=service, name="Careers room")


@pytest.fixture
def ada(service: Service, room: Place) -> Adviser:
    adviser = able_adviser(service.organisation)
    adviser.video_room = "https://video.example/ada"
    adviser.save()
    WeeklyFactory(adviser=adviser)
    WeeklyFactory(
        adviser=adviser, weekday=1, starts_at=time(13), ends_at=time(16), channels=[Channel.FACE.value], place=room
    )
    return adviser


@pytest.fixture
def lena(service: Service) -> User:
    return member("lena@northway.example", "Lena Ross", service.organisation, Role.ADVISER_LEAD)


@pytest.fixture
def supplied(here: Organisation, service: Service):
    return SupplyFactory(institution=here, service=service)


@pytest.fixture
def mia(here: Organisation, supplied) -> Learner:
    """16, with an account, in Year 11."""
    account = UserFactory(email="mia@pupils.example", full_name="Mia Hart")
    learner = LearnerFactory(account=account, given_names="Mia", family_name="Hart", date_of_birth=date(2010, 9, 2))
    enrolled(here, learner=learner)
    return learner


@pytest.fixture
def pat(adults: Service) -> Learner:
    """40, with an account, on no roll."""
    account = UserFactory(email="pat@home.example", full_name="Pat Moss")
    return LearnerFactory(account=account, given_names="Pat", family_name="Moss", date_of_birth=date(1986, 5, 1))


@pytest.fixture
def adults(db: None) -> Service:
    """The service for adults, with one adviser, Abel, who has the same Mondays as Ada."""
    organisation = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Invented Careers for Adults", made_up=True)
    adviser = able_adviser(organisation, "abel@adults.example", "Abel Stone")
    WeeklyFactory(adviser=adviser)
    return adviser.service


@pytest.fixture
def as_mia(mia: Learner, ada: Adviser, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(mia.account)


@pytest.fixture
def as_new(adults: Service, signed_in: Callable[[User], Client]) -> Client:
    """Somebody with an account and without a record, where the adult service has an adviser."""
    return signed_in(UserFactory(email="nia@home.example", full_name="Nia Cole"))


def book(learner: Learner, adviser: Adviser, start: datetime = NINE, channel: str = Channel.PHONE, **more) -> Meeting:
    """A booking by the learner."""
    from guidance.booking import actions  # noqa: PLC0415 tests of the race swap it

    facts = {"answers": ANSWERS, "booked_as": BookedAs.LEARNER, "by": learner.account, "now": NOW} | more
    return actions.book(learner=learner, chosen=Chosen(adviser.pk, start, channel), **facts)


def missed(meeting_id: int, by: User, now: datetime, seen: str = "") -> Meeting:
    """Its adviser says that the learner did not come; `seen`: what stood there."""
    from guidance.models import Outcome  # noqa: PLC0415
    from guidance.outcomes import actions  # noqa: PLC0415

    return actions.record(meeting_id=meeting_id, outcome=Outcome.MISSED, said=None, by=by, now=now, seen=seen)
