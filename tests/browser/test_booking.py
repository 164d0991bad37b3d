"""Journey: a pupil and an adult each book a meeting with an adviser, in five pages once they are signed in."""

from datetime import date, time

import pytest
from django.utils import timezone

from frontdoor.organisations.models import Kind, Organisation
from frontdoor.record.models import Learner
from guidance.booking import finding
from guidance.booking.finding import Wanted
from guidance.booking.shown import by_day
from guidance.booking.visitor import visitor as seeker_of
from guidance.models import Adviser, Channel, Meeting, Service
from tests.factories import OrganisationFactory, UserFactory
from tests.guidance.factories import ServiceFactory, SupplyFactory, WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
START, ENOUGH = "Book a meeting with a careers adviser", 5


def adviser_of(place: Organisation, email: str, name: str) -> Adviser:
    """Somebody who can be booked by phone on every weekday."""
    adviser = able_adviser(place, email, name)
    adviser.proofs.filter(kind="dbs").update(until=date(2099, 8, 31))
    for weekday in range(5):
        hours = {"starts_at": time(9), "ends_at": time(17), "channels": [Channel.PHONE.value]}
        WeeklyFactory(adviser=adviser, weekday=weekday, **hours)
    return adviser


@pytest.fixture
def advisers(here) -> Service:
    """The service that the school has chosen, and one for adults."""
    service = ServiceFactory(organisation__name="Northway Advisers")
    SupplyFactory(institution=here, service=service)
    adviser_of(service.organisation, "ada@advisers.example", "Ada Viser")
    adults = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Invented Careers for Adults")
    adviser_of(adults, "abel@adults.example", "Abel Stone")
    return service


def first_time(account) -> str:
    """The next free time, as it is heard."""
    now = timezone.now()
    seeker = seeker_of(account, now=now)
    found = finding.slots(seeker.through, Wanted(channel=Channel.PHONE), seeker.asker, now, most=1)
    _day, radios = by_day(found, Channel.PHONE, {}, names=True)[0]
    return f"{radios[0].day}, {radios[0].hours}"


def to_the_details(visitor, account) -> list[str]:
    """From the start to the questions; the pages on the way."""
    visitor.open("/guidance/")
    seen = [visitor.heading]
    visitor.choose("What do you want to talk about?", "I am not sure yet")
    visitor.choose("How do you want to meet?", "Phone")
    visitor.press("Show times")
    seen.append(visitor.heading)
    visitor.press("Continue")
    assert visitor.errors == ["Choose a time"]
    visitor.choose("The next free times", first_time(account))
    visitor.press("Continue")
    return [*seen, visitor.heading]


def test_a_pupil_books_with_an_adviser_of_their_school(visitor, here, advisers):
    nina = UserFactory(email="nina@home.example")
    year = timezone.localdate().year - 16
    learner = LearnerFactory(given_names="Nina", account=nina, date_of_birth=date(year, 1, 5))
    enrolled(here, learner=learner)
    visitor.sign_in(nina)

    seen = to_the_details(visitor, nina)
    visitor.fill("Your phone number", "07700 900 982")
    visitor.fill("What would you like to talk about? (optional)", "Apprenticeships near me")
    visitor.press("Continue")
    seen.append(visitor.heading)
    assert "Apprenticeships near me" in visitor.text
    visitor.press("Book this meeting")

    made = Meeting.objects.get(learner=learner)
    assert visitor.heading == "Your meeting is booked"
    assert made.reference in visitor.text
    assert "Ada Viser, Northway Advisers" in visitor.text
    seen.append(visitor.heading)
    assert (seen[0], len(seen)) == (START, ENOUGH)


def test_an_adult_without_a_record_books_with_the_service_for_adults(visitor, advisers):
    nia = UserFactory(email="nia@home.example")
    visitor.sign_in(nia)

    to_the_details(visitor, nia)
    visitor.press("Continue")
    assert "Enter your date of birth" in visitor.errors
    visitor.fill("First name", "Nia")
    visitor.fill("Last name (optional)", "Cole")
    visitor.fill_date("Your date of birth", "1", "5", "1990")
    visitor.fill("Your phone number", "07700 900 982")
    visitor.press("Continue")
    assert "1 May 1990" in visitor.text
    visitor.press("Book this meeting")

    assert visitor.heading == "Your meeting is booked"
    assert "Abel Stone, Invented Careers for Adults" in visitor.text
    assert Learner.objects.get(account=nia).meetings.count() == 1
