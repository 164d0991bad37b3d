"""A letter to a learner says whom they can turn to."""

import pytest

from frontdoor.record.care.letters import to_learner
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def test_letter_to_a_learner_names_the_contact_the_helplines_and_999(here, settings) -> None:
    learner = LearnerFactory(account=UserFactory(email="mo@private.example"))
    enrolled(here, learner=learner)

    letter = to_learner("join-confirm", learner=learner, key="a:1", context={"organisation": "X"}, now=NOW)

    assert letter is not None
    assert letter.to == "mo@private.example"
    for said in (letter.text, letter.html):
        assert f"{settings.SITE_URL}/record/safe/" in said
        assert "Herefield School: Sade Guard, Designated safeguarding lead, 01632 960 001" in said
        assert "Call 999" in said
        assert "Childline, 0800 1111" in said
        assert "Checked 21/11/2026" in said


def test_learner_without_an_account_gets_none() -> None:
    assert to_learner("join-confirm", learner=LearnerFactory(), key="a:1", context={}, now=NOW) is None
