"""The demo's register: able, waiting, a school's own; a second run changes nothing."""

import pytest
from django.test import override_settings

from frontdoor.organisations.invented.actions import make_bodies, make_people
from guidance.advisers import inbox, queries
from guidance.advisers.seed import seed_demo
from guidance.models import Adviser, Proof
from tests.guidance.advisers.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


@override_settings(DEMO=True, DEMO_PASSWORD="open")
def test_the_demo_shows_each_standing_once() -> None:
    make_bodies()
    make_people()
    seed_demo()
    found = {str(one.user): queries.standing(one, TODAY) for one in Adviser.objects.select_related("user")}
    assert found["Asha Verma"].says == "People can be booked until 31 August 2028."
    assert found["Asha Verma"].runs_out("register")
    assert found["Imogen Wray"].is_able
    assert len(found["Marlow Tennant"].waiting) == 2
    lead = found["Marlow Tennant"].proofs[0].adviser.service.organisation.memberships.get(role="adviser-lead").user
    assert [one.what for one in inbox.due(lead, NOW)] == ["Decide about 2 proofs of Marlow Tennant"]
    number = Proof.objects.count()
    seed_demo()
    assert Proof.objects.count() == number
    Proof.objects.all().delete()
    Adviser.objects.all().delete()  # a demo of before there was a register
    seed_demo()
    assert Proof.objects.count() == number
