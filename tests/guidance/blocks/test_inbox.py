"""Those who run a service are asked to answer orders, in one line with the day of the oldest."""

from datetime import date, timedelta

import pytest

from guidance import inbox as room
from guidance.blocks import inbox
from tests.guidance.blocks.orders import decide, order
from tests.guidance.booking.people import NOW

pytestmark = pytest.mark.django_db


def lines(user) -> list:
    return list(inbox.due(user, NOW))


def test_one_order_leads_to_its_page_until_it_is_answered(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    (one,) = lines(lena)
    assert (one.what, one.by) == ("Answer an order of adviser time", date(2026, 9, 16))
    assert one.url == f"/guidance/services/{offer.service.organisation_id}/sold/{made.pk}/"
    assert one in list(room.due(lena, NOW))
    decide(made, lena)
    assert lines(lena) == []


def test_several_are_one_line_by_the_oldest(offer, here, amina, lena) -> None:
    order(offer, here, amina)
    order(offer, here, amina, key="two", now=NOW + timedelta(days=2))
    (one,) = lines(lena)
    assert (one.what, one.by) == ("Answer 2 orders of adviser time", date(2026, 9, 16))
    assert one.url == f"/guidance/services/{offer.service.organisation_id}/sold/"


def test_nobody_else_is_asked(offer, here, amina, mia) -> None:
    order(offer, here, amina)
    assert lines(amina) == []
    assert lines(mia.account) == []
