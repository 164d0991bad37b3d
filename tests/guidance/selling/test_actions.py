"""A service offers, changes and ends; what was ordered stays as it was ordered."""

from dataclasses import replace
from decimal import Decimal

import pytest

from frontdoor.ground.refused import Refused
from guidance.models import Service, TimeOffer
from guidance.selling import actions
from tests.factories import UserFactory
from tests.guidance.booking.people import NOW
from tests.guidance.factories import BlockFactory
from tests.guidance.selling.said import FACTS

pytestmark = pytest.mark.django_db


def offer(service, by, **more) -> TimeOffer:
    return actions.offer(service_id=service.pk, facts=replace(FACTS, **more), by=by, now=NOW)


def change(made, by, **more) -> TimeOffer:
    return actions.change(offer_id=made.pk, service_id=made.service_id, facts=replace(FACTS, **more), by=by)


def end(made, by) -> None:
    actions.end(offer_id=made.pk, service_id=made.service_id, by=by, now=NOW)


def test_same_offer_twice_is_one_and_another_of_its_name_is_refused(service, lena) -> None:
    made = offer(service, lena)
    assert offer(service, lena) == made
    assert actions.facts_of(TimeOffer.objects.get()) == FACTS
    with pytest.raises(Refused, match="another offer with this name"):
        offer(service, lena, price=Decimal(50))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"channels": ()}, "at least one way"),
        ({"channels": ("letter",)}, "from the lists"),
        ({"areas": ("Atlantis",)}, "from the lists"),
        ({"priced_by": "year"}, "from the lists"),
        ({"price": Decimal(-1)}, "from 0 to 10,000"),
        ({"price": Decimal(10_001)}, "from 0 to 10,000"),
        ({"sessions_a_day": 2}, "has one session"),
        ({"months_valid": 25}, "months valid is from 1 to 24"),
        ({"least_sessions": 0}, "least sessions is from 1"),
    ],
)
def test_nonsense_is_refused(service, lena, wrong, why) -> None:
    with pytest.raises(Refused, match=why):
        offer(service, lena, **wrong)
    made = offer(service, lena)
    with pytest.raises(Refused, match=why):
        change(made, lena, **wrong)


def test_only_those_who_run_a_service_that_takes_schools_offer(service, lena) -> None:
    with pytest.raises(Refused, match="no longer run"):
        offer(service, UserFactory())
    Service.objects.update(takes_schools=False)
    with pytest.raises(Refused, match="cannot choose you yet"):
        offer(service, lena)


def test_change_leaves_what_was_ordered(service, lena, here) -> None:
    made = offer(service, lena)
    block = BlockFactory(offer=made, institution=here)
    assert change(made, lena, price=Decimal(60), notice_hours=24).price == 60
    block.refresh_from_db()
    assert (block.price, block.notice_hours) == (Decimal("40.50"), 48)


def test_change_keeps_names_apart(service, lena) -> None:
    first, second = offer(service, lena), offer(service, lena, name="By the day")
    with pytest.raises(Refused, match="another offer with this name"):
        change(second, lena, name="BY THE SESSION")
    assert change(first, lena, name="By the Session").name == "By the Session"


def test_ended_offer_stays_ended_and_its_name_is_free(service, lena) -> None:
    made = offer(service, lena)
    end(made, lena)
    end(made, lena)
    made.refresh_from_db()
    assert (made.ended_by, made.ended_at) == (lena, NOW)
    assert change(made, lena) == made
    with pytest.raises(Refused, match="has ended"):
        change(made, lena, price=Decimal(1))
    assert offer(service, lena) != made
