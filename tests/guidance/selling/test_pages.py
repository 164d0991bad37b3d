"""What those who run a service see and type about what they sell."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from frontdoor.organisations.models import Role
from guidance.models import Block, GivenBack, Service, TimeOffer
from tests.factories import member
from tests.guidance.blocks.orders import order
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import BlockFactory, ProofFactory, ServiceFactory, TimeOfferFactory, bought
from tests.guidance.selling.said import TYPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
MOST_QUERIES = 9


def at(name, *args):
    return reverse(f"guidance:{name}", args=args)


def words(answer):
    main = html.document_fromstring(answer.content.replace(b"<br>", b" ")).xpath("//main")[0]
    return " ".join(main.text_content().split())


@pytest.fixture
def as_lena(signed_in, lena):
    return signed_in(lena)


@pytest.fixture
def place(service) -> int:
    return service.organisation_id


# --- Offers ----------------------------------------------------------------------------------------------------------
def test_nothing_offered_says_what_to_do(as_lena, place) -> None:
    said = words(as_lena.get(at("time-offers", place)))
    assert "You offer nothing yet" in said
    assert "Offer adviser time" in said


def test_offer_is_typed_and_read_as_schools_read_it(as_lena, place, ada) -> None:
    ProofFactory(adviser=ada, register=True)
    said = words(as_lena.post(at("time-offer-new", place), TYPED, follow=True))
    assert "Schools can now order By the session." in said
    assert "£40.50 a session, without VAT" in said
    assert "Video call, phone" in said
    assert "1 adviser can be booked: 1 at level 6. 1 is in a professional register. A DBS check has been seen." in said
    assert "cancelled 48 hours before" in said
    assert "Up to 20 sessions: at once" in said


def test_price_of_a_day_asks_how_many_sessions(as_lena, place) -> None:
    daily = TYPED | {"priced_by": "day", "price_day": "300", "price_session": "nonsense", "sessions_a_day": ""}
    said = words(as_lena.post(at("time-offer-new", place), daily))
    assert "Enter how many sessions are in a day" in said
    assert "like 45" not in said
    as_lena.post(at("time-offer-new", place), daily | {"sessions_a_day": "6"})
    made = TimeOffer.objects.get()
    assert (made.priced_by, made.price, made.sessions_a_day) == ("day", Decimal(300), 6)
    said = words(as_lena.get(at("time-offers", place)))
    assert "£300 a day of 6 sessions, without VAT" in said


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"price_session": ""}, "Enter the price of a session"),
        ({"price_session": "-4"}, "Enter a price from 0 to 10,000 pounds"),
        ({"channels": []}, "Choose at least one way of meeting"),
        ({"months_valid": "30"}, "Enter a number from 1 to 24"),
        ({"safeguarding": ""}, "Say how you keep pupils safe"),
        ({"priced_by": ""}, "Choose what the price is for"),
    ],
)
def test_what_is_missing_is_said(as_lena, place, wrong, why) -> None:
    assert why in words(as_lena.post(at("time-offer-new", place), TYPED | wrong))
    assert not TimeOffer.objects.exists()


def test_form_shows_what_is_stored_and_changes_it(as_lena, place, service) -> None:
    made = TimeOfferFactory(service=service, priced_by="day", price=Decimal("285.50"), sessions_a_day=6)
    form = as_lena.get(at("time-offer", place, made.pk)).content.decode()
    assert 'value="285.50"' in form
    said = words(as_lena.post(at("time-offer", place, made.pk), TYPED, follow=True))
    assert "What schools have ordered already stays as it was ordered." in said
    made.refresh_from_db()
    assert (made.name, made.price, made.sessions_a_day) == ("By the session", Decimal("40.50"), 1)


def test_ended_offer_is_listed_as_ended_once(as_lena, place, service) -> None:
    made = TimeOfferFactory(service=service)
    assert "Nobody can order it any more" in words(as_lena.get(at("time-offer-end", place, made.pk)))
    as_lena.post(at("time-offer-end", place, made.pk))
    said = words(as_lena.post(at("time-offer-end", place, made.pk), follow=True))
    assert "has ended already" in said
    assert "One offer has ended" in said
    assert words(as_lena.get(at("time-offer", place, made.pk), follow=True)).count("has ended already") == 1


def test_service_that_takes_no_schools_is_told_so(as_lena, place) -> None:
    Service.objects.update(takes_schools=False)
    assert "Schools cannot choose you, so nobody sees what you offer" in words(as_lena.get(at("time-offers", place)))
    assert as_lena.get(at("time-offer-new", place))["Location"] == at("service-about", place)


def test_school_has_nothing_to_sell(signed_in, here, amina) -> None:
    ServiceFactory(organisation=here, takes_schools=False)
    client = signed_in(amina)
    assert client.get(at("time-offers", here.pk)).status_code == 404
    assert client.get(at("sold", here.pk)).status_code == 404
    assert "that you sell" not in words(client.get(at("service", here.pk)))


def test_service_page_leads_here(as_lena, place) -> None:
    said = words(as_lena.get(at("service", place)))
    assert "Adviser time that you sell to schools" in said
    assert "What schools have ordered" in said


# --- What was ordered ------------------------------------------------------------------------------------------------
def test_orders_that_wait_stand_first_then_what_ends_first(as_lena, place, service, here) -> None:
    offer = TimeOfferFactory(service=service)
    facts = {"offer": offer, "institution": here}
    over = BlockFactory(**facts, last_day=NOW.date() - timedelta(1))
    later, sooner = (BlockFactory(**facts, last_day=NOW.date() + timedelta(days)) for days in (90, 30))
    waiting = BlockFactory(**facts, accepted=None, decided_at=None)
    said = words(as_lena.get(at("sold", place)))
    places = [said.index(one.reference) for one in (waiting, sooner, later, over)]
    assert places == sorted(places)
    assert "Waiting for the service 10 sessions" in said
    assert "In use 10 sessions: 0 used or booked, 10 left" in said


def test_nothing_ordered_yet(as_lena, place) -> None:
    assert "No school has ordered yet" in words(as_lena.get(at("sold", place)))


@pytest.mark.parametrize("number", [1, 30])
def test_list_asks_as_often_for_thirty_as_for_one(as_lena, place, service, here, number) -> None:
    BlockFactory.create_batch(number, offer=TimeOfferFactory(service=service), institution=here)
    with CaptureQueriesContext(connection) as asked:
        assert as_lena.get(at("sold", place)).status_code == 200
    assert len(asked) <= MOST_QUERIES, [one["sql"][:90] for one in asked]


def test_yes_is_said_on_the_page_of_the_order(as_lena, place, service, here, amina) -> None:
    made = order(TimeOfferFactory(service=service, confirms_up_to=0), here, amina)
    address = at("sold-block", place, made.pk)
    said = words(as_lena.get(address))
    assert "Order of Herefield School" in said
    assert "PO 77" in said
    assert "To be paid as it stands £0, without VAT" in said
    assert "Herefield School can book now" in words(as_lena.post(address, {"answer": "yes"}, follow=True))
    assert Block.objects.get().accepted
    said = words(as_lena.post(address, {"answer": "no", "because": "Full."}, follow=True))
    assert "This order has been answered already." in said


def test_no_needs_a_reason(as_lena, place, service, here, amina) -> None:
    made = order(TimeOfferFactory(service=service, confirms_up_to=0), here, amina)
    address = at("sold-block", place, made.pk)
    assert "Say why you say no" in words(as_lena.post(address, {"answer": "no", "because": " "}))
    said = words(as_lena.post(address, {"answer": "no", "because": "We are full."}, follow=True))
    assert "You said no on 9 September 2026: We are full." in said


def test_statement_has_times_and_references_and_no_names(as_lena, place, service, here, mia, ada, supplied) -> None:
    supplied.delete()
    block = bought(here, service)
    first, late = book(mia, ada, NINE), book(mia, ada, TEN)
    block.draws.filter(meeting=late).update(given_back_at=NOW, because=GivenBack.IN_TIME)
    block.draws.create(day=NOW.date(), drawn_at=NOW - timedelta(1))
    said = words(as_lena.get(at("sold-block", place, block.pk)))
    assert f"14 September 2026 at 9:00am {first.reference} Booked" in said
    assert f"14 September 2026 {late.reference} Cancelled in time: back in the block" in said
    assert "9 September 2026 Record erased Used" in said
    assert "2 used or booked, 8 left" in said
    assert "Mia" not in said


def test_service_ends_a_block_with_a_reason(as_lena, place, service, here) -> None:
    block = bought(here, service)
    address = at("sold-block-end", place, block.pk)
    assert "10 of 10 sessions are not booked" in words(as_lena.get(address))
    assert "Say why you end it" in words(as_lena.post(address, {"because": ""}))
    said = words(as_lena.post(address, {"because": "Our adviser leaves."}, follow=True))
    assert "You ended it on 9 September 2026: Our adviser leaves." in said
    assert "To be paid as it stands £0, without VAT" in said
    assert "This block is over already" in words(as_lena.post(address, {"because": "Again."}, follow=True))


def test_blocks_of_another_service_are_not_there(signed_in, place, here) -> None:
    block = BlockFactory(institution=here)
    other = member("zoe@other.example", "Zoe", block.service.organisation, Role.ADVISER_LEAD)
    assert signed_in(other).get(at("sold-block", place, block.pk)).status_code == 404
    assert signed_in(other).get(at("sold-block", block.service.organisation_id, block.pk)).status_code == 200
