"""Journey: somebody finds an offer, reports it without signing in, and the hub takes it off the list."""

from datetime import date, timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from tests.careers.factories import CategoryFactory
from tests.factories import OrganisationFactory, member
from tests.workexperience.factories import CheckFactory, EmployerFactory, OfferFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_a_report_takes_an_offer_off_the_list(visitor, council, hugo):
    day = date.today() + timedelta(days=60)
    employer = EmployerFactory(organisation=OrganisationFactory(name="Larch and Loom", council=council))
    CheckFactory(employer=employer, accepted_by_hub=True, insured_until=day)
    erin = member("erin@larch.example", "Erin Larch", employer.organisation, Role.EMPLOYER)
    offer = OfferFactory(employer=employer, sector=CategoryFactory(), title="A week with looms", closes_on=None)
    SessionFactory(offer=offer, first_day=day, last_day=day, weekdays=[day.isoweekday()])

    visitor.open(f"/work-experience/{offer.pk}/")
    visitor.follow("Report this offer")
    visitor.press("Send")
    assert visitor.errors == ["Choose what is wrong"]
    visitor.choose("What is wrong?", "It does not look safe")
    visitor.fill("What did you see? (optional)", "The saw has no guard.")
    visitor.press("Send")
    assert "Your report is sent" in visitor.text

    visitor.sign_in(hugo)
    visitor.open("/to-do/")
    assert "does not look safe" in visitor.text
    visitor.open("/employers/reports/")
    visitor.follow("A week with looms")
    assert "The saw has no guard." in visitor.text
    visitor.choose("What came of it?", "Taken off the list")
    visitor.press("Answer")
    assert visitor.errors == ["Say why you take the offer off the list. The employer reads it"]
    visitor.fill("Why?", "Please fit a guard.")
    visitor.press("Answer")
    assert "Answered." in visitor.text
    assert "Please fit a guard." in Letter.objects.get(to=erin.email).text
    visitor.open(f"/work-experience/{offer.pk}/", status=404)
