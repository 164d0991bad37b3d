"""What those who run a service see and type."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from frontdoor.organisations.models import Role
from guidance.models import Channel, Place, Service
from tests.factories import MembershipFactory, member
from tests.guidance.factories import (
    PlaceFactory,
    ProofFactory,
    ServiceFactory,
    SupplyFactory,
    WeeklyFactory,
    able_adviser,
    adviser_at,
)
from tests.guidance.services.conftest import NOW
from tests.organisations.factories import schools_around_merrow

PLACE = {"name": "Careers  room", "address": "Market Place", "postcode": "zy11aa", "finding_it": "", "step_free": "yes"}
MOST_QUERIES = 12


def at(name, *args):
    return reverse(f"guidance:{name}", args=args)


def words(answer):
    main = html.document_fromstring(answer.content.replace(b"<br>", b" ")).xpath("//main")[0]
    return " ".join(main.text_content().split())


@pytest.fixture
def page(signed_in, service, lena):
    def _page(**query):
        return words(signed_in(lena).get(at("service", service.organisation_id), query))

    return _page


@pytest.fixture
def near_here(here, beyond):
    schools_around_merrow(here, beyond)


# --- Beginning -------------------------------------------------------------------------------------------------------
def test_one_service_leads_straight_on_and_several_are_listed(signed_in, here, amina):
    client = signed_in(amina)
    assert client.get(at("services"))["Location"] == at("service", here.pk)

    other = ServiceFactory(organisation__name="Second Advisers").organisation
    MembershipFactory(user=amina, organisation=other, role=Role.ADVISER_LEAD)

    said = words(signed_in(amina).get(at("services")))
    assert "Second Advisers" in said
    assert "Herefield School Made-up school School or college. It gives no guidance here yet." in said


def test_a_school_without_a_service_begins_one(signed_in, here, amina):
    client, address = signed_in(amina), at("service", here.pk)
    assert "Herefield School gives no personal guidance here yet" in words(client.get(address))

    for _ in range(2):
        assert client.post(address)["Location"] == address

    assert Service.objects.get().organisation == here
    said = words(client.get(address))
    assert "Nobody can be booked at Herefield School. The service has no adviser here yet." in said
    assert "Your advisers meet your own pupils only." in said
    assert "Schools may choose you" not in said


def test_about_and_places_of_what_has_not_begun_are_not_there(signed_in, here, amina):
    client = signed_in(amina)
    assert client.get(at("service-about", here.pk)).status_code == 404
    assert client.get(at("place-add", here.pk)).status_code == 404


# --- How it stands ---------------------------------------------------------------------------------------------------
def test_each_adviser_stands_there_with_what_is_wrong_and_until_when(page, service):
    able_adviser(service.organisation, "ada@a.example", "Ada Able")
    without = adviser_at(service.organisation, "wil@a.example", "Wil Waiting")
    ProofFactory(adviser=without, waiting=True)
    ProofFactory(adviser=without, dbs=True, decided_by=None, decided_at=None, accepted=None)

    said = page()

    assert "Ada Able Can be booked People can be booked until 31 August 2028." in said
    assert (
        "Wil Waiting No bookings Nobody can be booked: no qualification at level 6 or above is checked. 2 proofs wait"
        in said
    )
    assert "Nobody can be booked at Invented Advisers" not in said


def test_a_proof_without_an_end_has_no_date(page, service):
    adviser = adviser_at(service.organisation)
    ProofFactory(adviser=adviser)
    ProofFactory(adviser=adviser, dbs=True, until=date.max)

    assert "Ada Viser Can be booked People can be booked: no end is known." in page()


def test_the_list_and_the_adviser_s_own_page_say_the_same(page, signed_in, service, lena):
    adviser = able_adviser(service.organisation)
    adviser.proofs.filter(kind="dbs").update(until=date(2026, 12, 24))

    said = "Runs out soon People can be booked until 24 December 2026."

    assert f"Ada Viser {said}" in page()
    assert said in words(signed_in(lena).get(at("adviser", adviser.pk)))


def test_a_service_where_nobody_can_be_booked_says_so_first(page, service):
    adviser_at(service.organisation)
    assert "Nobody can be booked at Invented Advisers. It has 1 adviser, with whom" in page()

    adviser_at(service.organisation, "two@a.example", "Two Viser")
    assert "It has 2 advisers, and nobody can be booked with any of them today." in page()


def test_whoever_has_left_is_not_there(page, service):
    adviser = able_adviser(service.organisation)
    adviser.user.memberships.update(ended_at=NOW)

    assert "Ada Viser" not in page()


def test_schools_stand_there_with_one_of_the_four_words_year_groups_and_dates(page, service):
    school = {"institution__name": "Chooser School", "service": service}
    SupplyFactory(**school)
    SupplyFactory(**school | {"institution__name": "Later School"}, first_day=date(2027, 1, 4), year_groups=[9, 10, 11])
    SupplyFactory(**school | {"institution__name": "Ending School"}, last_day=date(2026, 11, 23))
    SupplyFactory(**school | {"institution__name": "Past School"}, last_day=date(2026, 11, 22))

    said = page()

    assert "Chooser School Made-up school In place Years 10 and 11. Since 1 September 2026." in said
    assert "Later School Made-up school Not begun Years 9 to 11. Begins on 4 January 2027." in said
    assert "Ending Years 10 and 11. Since 1 September 2026; the last day is 23 November 2026." in said
    assert "Past School" not in said


def test_more_schools_than_a_page_are_counted_and_turned(page, service):
    for number in range(31):
        SupplyFactory(service=service, institution__name=f"School {number:02}")

    assert "31 schools and colleges, page 1 of 2." in page()
    assert "School 30" in page(page=2)


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_as_often_for_thirty_as_for_one(signed_in, service, lena, number):
    for one in range(number):
        able_adviser(service.organisation, f"a{one}@a.example", f"Ada {one}")
        PlaceFactory(service=service)
        PlaceFactory(service=service, closed_by=lena, closed_at=NOW)
        SupplyFactory(service=service)
    client = signed_in(lena)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(at("service", service.organisation_id))

    assert answer.status_code == 200
    assert len(asked) <= MOST_QUERIES, [one["sql"][:90] for one in asked]


# --- About -----------------------------------------------------------------------------------------------------------
def test_a_service_describes_itself(signed_in, service, lena):
    client, address = signed_in(lena), at("service-about", service.organisation_id)

    client.post(address, {"about": "We listen.\r\nWe ask.", "takes_schools": ""})

    service.refresh_from_db()
    assert (service.about, service.takes_schools) == ("We listen.\nWe ask.", False)
    client.post(address, {"about": "", "takes_schools": "on"})
    service.refresh_from_db()
    assert (service.about, service.takes_schools) == ("", True)


def test_a_school_is_not_asked_whether_other_schools_may_choose_it(signed_in, here, amina):
    ServiceFactory(organisation=here, takes_schools=False)
    assert b"takes_schools" not in signed_in(amina).get(at("service-about", here.pk)).content


# --- Places ----------------------------------------------------------------------------------------------------------
def test_a_place_is_added_changed_and_closed(signed_in, service, lena, near_here):
    client, home = signed_in(lena), at("service", service.organisation_id)

    assert client.post(at("place-add", service.organisation_id), PLACE)["Location"] == home
    place = Place.objects.get()
    assert (place.name, place.postcode, place.created_by) == ("Careers room", "ZY1 1AA", lena)
    assert "Careers room Market Place, ZY1 1AA Step-free way in." in words(client.get(home))

    change = at("place", service.organisation_id, place.pk)
    client.post(change, PLACE | {"step_free": "no"})
    place.refresh_from_db()
    assert not place.step_free

    close = at("place-close", service.organisation_id, place.pk)
    assert "Close this place?" in words(client.get(close))
    assert client.post(close)["Location"] == home
    assert "One place is closed Careers room, ZY1 1AA: closed on 23 November 2026" in words(client.get(home))
    for again in (
        client.post(close, follow=True),
        client.get(change, follow=True),
        client.post(change, PLACE, follow=True),
    ):
        assert "is closed" in words(again)
        assert again.redirect_chain == [(home, 302)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Enter the name of the place"),
        ({"postcode": "nowhere"}, "Enter a full UK postcode"),
        ({"postcode": "ZX1 1AA"}, "not in England"),
        ({"postcode": "ZY1 9ZZ"}, "is not in our list"),
        ({"step_free": ""}, "Choose yes if people can get in without steps"),
    ],
)
def test_what_is_wrong_with_a_place_is_said(signed_in, service, lena, near_here, change, sentence):
    answer = signed_in(lena).post(at("place-add", service.organisation_id), PLACE | change)

    assert sentence in words(answer)
    assert not Place.objects.exists()


def test_a_postcode_that_is_not_in_our_list_may_be_ticked_as_right(signed_in, service, lena, near_here):
    more = {"postcode": "ZY1 9ZZ", "postcode_is_right": "on"}
    signed_in(lena).post(at("place-add", service.organisation_id), PLACE | more)

    assert Place.objects.get().postcode == "ZY1 9ZZ"


def test_a_postcode_that_left_every_list_stays_when_the_rest_is_changed(signed_in, service, lena):
    place = PlaceFactory(service=service, postcode="ZZ9 9ZZ")

    signed_in(lena).post(at("place", service.organisation_id, place.pk), PLACE | {"postcode": "zz9 9zz"})

    place.refresh_from_db()
    assert (place.name, place.point.easting) == ("Careers room", 430_000)


def test_a_name_that_is_taken_is_said_at_the_name(signed_in, service, lena, near_here):
    PlaceFactory(service=service, name="careers room")

    answer = signed_in(lena).post(at("place-add", service.organisation_id), PLACE)

    assert "Another open place has this name" in words(answer)


def test_a_place_that_is_needed_says_who_needs_it(signed_in, service, lena):
    place = PlaceFactory(service=service)
    adviser = adviser_at(service.organisation)
    WeeklyFactory(adviser=adviser, place=place, channels=[Channel.FACE])
    client, address = signed_in(lena), at("place-close", service.organisation_id, place.pk)

    answer = client.get(address)

    assert "This place is still needed" in words(answer)
    assert "It is needed for 1 line of weekly hours." in words(answer)
    assert f"/guidance/times/{adviser.pk}/" in answer.content.decode()
    assert "cannot be closed yet" in words(client.post(address, follow=True))
    assert Place.objects.get().closed_at is None


def test_strangers_find_nothing(signed_in, service, bryn, cora):
    place = PlaceFactory(service=service)
    adviser = member("only@advisers.example", "Only Adviser", service.organisation, Role.ADVISER)
    for person in (bryn, cora, adviser):
        client = signed_in(person)
        for address in (
            at("service", service.organisation_id),
            at("service-about", service.organisation_id),
            at("place", service.organisation_id, place.pk),
        ):
            assert client.get(address).status_code == 404


def test_a_place_of_another_service_is_not_found(signed_in, service, lena):
    place = PlaceFactory(service=ServiceFactory())
    assert signed_in(lena).get(at("place", service.organisation_id, place.pk)).status_code == 404
