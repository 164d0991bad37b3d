"""A school orders once, the service says one word, either side ends; terms stay as they were ordered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Role
from guidance.blocks import actions, offers
from guidance.models import Block, Supply, TimeOffer
from tests.factories import MembershipFactory, SchoolFactory, UserFactory, member
from tests.guidance.blocks.orders import decide, order
from tests.guidance.booking.people import NOW
from tests.guidance.factories import SupplyFactory, TimeOfferFactory

pytestmark = pytest.mark.django_db


def end(block: Block, by, because: str = "", now=NOW, *, by_service: bool = False) -> Block:
    return actions.end(block_id=block.pk, because=because, by=by, by_service=by_service, now=now)


# --- Ordering --------------------------------------------------------------------------------------------------------
def test_order_keeps_the_terms_and_waits_for_the_service(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    TimeOffer.objects.update(price=99, notice_hours=1, months_valid=1)
    made.refresh_from_db()
    assert (made.sessions, made.total, made.price, made.notice_hours) == (20, Decimal(800), Decimal(40), 48)
    assert (made.year_groups, made.order_number) == ([10, 11], "PO 77")
    assert (made.first_day, made.last_day) == (date(2026, 9, 14), date(2027, 9, 13))
    assert made.accepted is None
    assert not Supply.objects.exists()


def test_same_key_is_the_same_order_and_another_key_another(offer, here, amina) -> None:
    first = order(offer, here, amina)
    assert order(offer, here, amina, sessions=30) == first
    assert order(offer, here, amina, key="two") != first
    assert Block.objects.count() == 2


def test_key_of_any_length_is_a_key(offer, here, amina) -> None:
    assert order(offer, here, amina, key="k" * 500) == order(offer, here, amina, key="k" * 500)


def test_small_order_is_confirmed_at_once_and_the_service_is_a_supplier(offer, here, amina) -> None:
    made = order(offer, here, amina, sessions=10)
    assert (made.accepted, made.decided_by, made.decided_at) == (True, None, NOW)
    supply = Supply.objects.get()
    assert (supply.service, supply.by_block, supply.year_groups) == (offer.service, True, [10, 11])
    assert (supply.first_day, supply.last_day) == (made.first_day, made.last_day)


def test_days_are_bought_whole(service, here, amina) -> None:
    daily = TimeOfferFactory(service=service, priced_by="day", price=300, sessions_a_day=6)
    made = order(daily, here, amina, sessions=20)
    assert (made.sessions, made.total) == (24, Decimal(1200))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"sessions": 4}, "at least 5"),
        ({"sessions": 2001}, "at most 2,000"),
        ({"year_groups": ()}, "at least one year group"),
        ({"year_groups": (3,)}, "not year groups of Herefield School"),
        ({"first_day": date(2026, 9, 8)}, "today or in the future"),
        ({"first_day": date(2029, 9, 8)}, "next two years"),
        ({"order_number": "  "}, "purchase order number"),
        ({"order_number": "1" * 41}, "40 characters"),
        ({"seen": "other terms"}, "has changed this offer"),
    ],
)
def test_nonsense_is_refused(offer, here, amina, asked, why) -> None:
    with pytest.raises(Refused, match=why):
        order(offer, here, amina, **asked)
    assert not Block.objects.exists()


def test_terms_that_changed_since_they_were_read_are_not_ordered(offer, here, amina) -> None:
    offer.refresh_from_db()
    seen = offers.version_of(offer)
    assert order(offer, here, amina, seen=seen)
    TimeOffer.objects.update(price=Decimal(60))
    with pytest.raises(Refused, match="has changed this offer"):
        order(offer, here, amina, key="two", seen=seen)


def test_school_of_another_region_cannot_order(service, here, amina) -> None:
    here.region = "London"
    here.save()
    assert order(TimeOfferFactory(service=service, areas=["London"]), here, amina)
    with pytest.raises(Refused, match="does not sell this any more"):
        order(TimeOfferFactory(service=service, areas=["North East"]), here, amina, key="two")


@pytest.mark.parametrize("gone", [{"ended_at": NOW}, None])
def test_what_is_not_on_sale_is_refused(offer, here, amina, lena, gone) -> None:
    if gone:
        TimeOffer.objects.update(**gone, ended_by=lena)
    else:
        type(offer.service).objects.update(takes_schools=False)
    with pytest.raises(Refused, match="Northway Advisers does not sell this any more"):
        order(offer, here, amina)


def test_whoever_has_left_orders_nothing(offer, here) -> None:
    with pytest.raises(Refused, match="no longer work there"):
        order(offer, here, UserFactory())


# --- The service's word ----------------------------------------------------------------------------------------------
def test_yes_makes_the_service_a_supplier_once(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    for _ in range(2):
        done = decide(made, lena, note="Gladly.")
    assert (done.accepted, done.decided_by, done.decision_note) == (True, lena, "Gladly.")
    assert Supply.objects.get().by_block
    with pytest.raises(Refused, match="answered already"):
        decide(made, lena, yes=False, note="No.")


def test_no_needs_a_reason_and_makes_nobody_a_supplier(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    with pytest.raises(Refused, match="Say why"):
        decide(made, lena, yes=False, note=" ")
    assert decide(made, lena, yes=False, note="We are full.").accepted is False
    assert not Supply.objects.exists()


def test_only_those_who_run_the_service_answer(offer, here, amina) -> None:
    made = order(offer, here, amina)
    with pytest.raises(Refused, match="no longer work there"):
        decide(made, amina)


def test_order_whose_last_day_has_passed_can_only_be_declined(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    later = NOW + timedelta(days=400)
    with pytest.raises(Refused, match="is over"):
        decide(made, lena, now=later)
    assert decide(made, lena, yes=False, note="Too late.", now=later).accepted is False


def test_what_was_chosen_before_becomes_bought_time_for_both_their_years(offer, here, amina, lena, service) -> None:
    SupplyFactory(institution=here, service=service, year_groups=[12], last_day=date(2026, 12, 1))
    decide(order(offer, here, amina), lena)
    supply = Supply.objects.get()
    assert (supply.by_block, supply.year_groups) == (True, [10, 11, 12])
    assert (supply.first_day, supply.last_day) == (date(2026, 9, 1), date(2027, 9, 13))


def test_what_is_over_makes_way(offer, here, amina, lena, service) -> None:
    over = SupplyFactory(institution=here, service=service, last_day=date(2026, 9, 2))
    decide(order(offer, here, amina), lena)
    over.refresh_from_db()
    assert over.ended_at == NOW
    assert Supply.objects.get(ended_at=None).by_block


# --- The end ---------------------------------------------------------------------------------------------------------
def test_school_ends_without_a_reason_and_a_second_time_nothing_happens(offer, here, amina, lena) -> None:
    made = decide(order(offer, here, amina), lena)
    first = end(made, amina)
    assert (first.ended_by, first.ended_by_service) == (amina, False)
    assert end(made, lena, "Ours.", NOW + timedelta(1), by_service=True).ended_at == NOW


def test_service_says_why_it_ends(offer, here, amina, lena) -> None:
    made = decide(order(offer, here, amina), lena)
    with pytest.raises(Refused, match="Say why"):
        end(made, lena, by_service=True)
    done = end(made, lena, "Our adviser leaves.", by_service=True)
    assert (done.ended_by_service, done.ended_because) == (True, "Our adviser leaves.")


def test_whoever_works_at_both_ends_it_for_the_side_whose_page_it_is(offer, here, amina, lena) -> None:
    MembershipFactory(user=lena, organisation=here, role=Role.LEADER)
    made = decide(order(offer, here, amina), lena)
    assert end(made, lena, "We are full.", by_service=True).ended_by_service


def test_school_takes_an_order_back_before_it_is_answered(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    end(made, amina)
    with pytest.raises(Refused, match="taken this order back"):
        decide(made, lena)


def test_what_is_over_or_anothers_is_not_ended(offer, here, amina, lena) -> None:
    made = decide(order(offer, here, amina), lena)
    stranger = member("cora@other.example", "Cora", SchoolFactory(), Role.LEADER)
    for by_service in (True, False):
        with pytest.raises(Refused, match="no longer work there"):
            end(made, stranger, by_service=by_service)
    with pytest.raises(Refused, match="is over"):
        end(made, amina, now=NOW + timedelta(days=400))


# --- Two at once -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_heard(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    both = Barrier(2)

    def answer(yes: bool) -> str:
        try:
            both.wait()
            decide(made, lena, yes=yes, note="So we say.")
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "heard"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(answer, (True, False)))
    assert said == [actions.DECIDED, "heard"]
    made.refresh_from_db()
    assert Supply.objects.filter(by_block=True).exists() == made.accepted


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_order_is_made(offer, here, amina) -> None:
    both = Barrier(2)

    def press(_number: int) -> int:
        try:
            both.wait()
            return order(offer, here, amina).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(press, range(2)))
    assert made == {Block.objects.get().pk}
