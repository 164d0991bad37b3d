"""An application of a fifteen-year-old of `here` that the school agreed to, and the parent whom it asked."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.letters.models import Letter
from frontdoor.record.models import Carer
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import deciding

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
BORN = {"born_day": "3", "born_month": "6", "born_year": "2011"}
CONTACT = {"contact_name": "Amina Yusuf", "contact_phone": "01632 960 003"}


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def zara(here):
    account = UserFactory(email="zara@people.example")
    facts = {"given_names": "Zara Jane", "family_name": "Okonkwo", "date_of_birth": date(2011, 6, 3)}
    return enrolled(here, learner=LearnerFactory(account=account, **facts)).learner


@pytest.fixture
def pat(zara, here):
    return Carer.objects.create(
        learner=zara, institution=here, name="Pat Okonkwo", email="pat@people.example", created_at=NOW
    )


@pytest.fixture
def application(zara, here):
    return applied(SessionFactory(places=1), institution=here, learner=zara)


@pytest.fixture
def approved(application, pat, amina, at_now):
    facts = {"carer_id": pat.pk, "by": amina, "now": NOW}
    return deciding.approve(application_id=application.pk, **CONTACT, **facts)


def key_of(consent):
    """The key in the letter that carried the question."""
    return Letter.objects.get(key=f"consent-asked:{consent.pk}:link").text.partition("?key=")[2].split()[0]


def text(response):
    return " ".join(response.content.decode().split())
