"""The pages on which a school chooses its suppliers, and the one on which a service ends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdoor.organisations.models import Kind, Role
from guidance.models import Supply
from guidance.supplies import actions, queries
from tests.factories import MembershipFactory, OrganisationFactory, SchoolFactory
from tests.guidance.factories import ServiceFactory, SupplyFactory, able_adviser, adviser_at
from tests.guidance.supplies.conftest import NOW, TODAY, terms
from tests.record.factories import enrolled

pytestmark = pytest.mark.usefixtures("at_now")
FIRST = {"first_day_day": "23", "first_day_month": "11", "first_day_year": "2026"}


def text(response):
    return " ".join(response.content.decode().split())


def page(client, name, /, *args, **query):
    return client.get(reverse(f"guidance:{name}", args=args), query)


def press(client, name, /, *args, **posted):
    return client.post(reverse(f"guidance:{name}", args=args), posted, follow=True)


def choose_page(service):
    return ("supplier-choose", 900001, service.organisation_id)


def test_one_school_leads_on_and_two_are_listed(here, elsewhere, amina, signed_in):
    client = signed_in(amina)
    assert page(client, "suppliers-mine").url == "/guidance/suppliers/900001/"
    MembershipFactory(user=amina, organisation=elsewhere)
    said = text(page(signed_in(amina), "suppliers-mine"))
    assert "Herefield School" in said
    assert "/guidance/suppliers/900002/" in said


def test_nobody_yet_is_a_plain_fact_of_each_year_group(here, amina, signed_in):
    said = text(page(signed_in(amina), "suppliers", 900001))
    assert said.count("Nobody yet") == 7
    assert "Year 13" in said
    assert "Year 14" not in said
    assert "Nobody is chosen yet" in said


def test_what_is_chosen_stands_by_year_group_and_by_service(chosen, here, service, amina, signed_in):
    able_adviser(service.organisation)
    adviser_at(service.organisation, "new@advisers.example")
    coming = ServiceFactory(organisation__name="Coming Advisers")
    actions.choose(institution=here, service=coming, terms=terms(11, first=TODAY + timedelta(10)), by=amina, now=NOW)
    said = text(page(signed_in(amina), "suppliers", 900001))
    assert said.count("Nobody yet") == 5
    assert "Coming Advisers, from 3 December 2026<br>Inventshire Advisers" in said
    assert "Bought in. Since 23 November 2026. 1 adviser can be booked now." in said
    assert "Not begun" in said
    assert "No adviser can be booked now" in said


def test_a_college_chooses_for_its_years_or_for_those_of_its_roll(amina, signed_in, here):
    for low, high, count in [(16, 99, 3), (None, 16, 5), (19, 99, 3)]:
        type(here).objects.filter(pk=here.pk).update(age_low=low, age_high=high)
        assert text(page(signed_in(amina), "suppliers", 900001)).count("Nobody yet") == count
    enrolled(here, year_group=11)
    assert "Year 11" in text(page(signed_in(amina), "suppliers", 900001))


def test_finding_lists_own_staff_then_the_council_then_the_nearest(here, council, amina, signed_in):
    type(here).objects.filter(pk=here.pk).update(easting=400_000, northing=300_000)
    far = ServiceFactory(organisation__easting=450_000, organisation__northing=300_000)
    near = ServiceFactory(organisation__easting=401_000, organisation__northing=300_000)
    council_service = ServiceFactory(organisation=council)
    own = adviser_at(here).service
    nowhere = ServiceFactory()
    ServiceFactory(takes_schools=False, organisation__name="Takes No Schools")
    ServiceFactory(organisation=SchoolFactory(), takes_schools=True)
    here.refresh_from_db()
    assert list(queries.nearest(here)) == [own, council_service, near, far, nowhere]
    said = text(page(signed_in(amina), "suppliers-find", 900001))
    assert "5 services" in said
    assert "Own staff" in said
    assert "Less than 1 mile away" in said
    assert "31.1 miles away" in said
    assert "Takes No Schools" not in said


def test_finding_by_name_and_by_pages(here, service, amina, signed_in):
    for _ in range(24):
        ServiceFactory()
    client = signed_in(amina)
    assert "25 services: page 1 of 2" in text(page(client, "suppliers-find", 900001))
    said = text(page(client, "suppliers-find", 900001, name="inventshire"))
    assert "1 service<" in said
    assert "No service matches" in text(page(client, "suppliers-find", 900001, name="zzz"))


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("1900", "The first day must be today or in the future"),
        ("2062", "The first day must be within the next two years"),
    ],
)
def test_a_slip_in_the_year_is_said_at_the_first_day(here, service, amina, signed_in, year, sentence):
    answer = signed_in(amina).post(
        reverse("guidance:supplier-choose", args=[900001, service.organisation_id]),
        {"years": ["10"]} | FIRST | {"first_day_year": year},
    )

    assert sentence in text(answer)
    assert not Supply.objects.exists()


def test_choosing_pressing_twice_and_seeing_it_chosen(here, service, amina, leo, signed_in):
    client = signed_in(amina)
    asked = text(page(client, *choose_page(service)))
    assert 'value="23"' in asked
    for _ in range(2):
        said = text(press(client, *choose_page(service), years=["10", "11"], **FIRST))
        assert "Inventshire Advisers is chosen." in said
    made = Supply.objects.get()
    assert (made.year_groups, made.first_day, made.created_by) == ([10, 11], TODAY, amina)
    assert page(client, *choose_page(service)).url == reverse("guidance:supply", args=[900001, made.pk])
    assert "Chosen" in text(page(client, "suppliers-find", 900001))


def test_a_mistake_gets_a_sentence_and_nothing_is_lost(here, service, amina, signed_in):
    client = signed_in(amina)
    past = {"last_day_day": "1", "last_day_month": "9", "last_day_year": "2026"}
    said = text(press(client, *choose_page(service), **FIRST, **past))
    assert "Choose at least one year group" in said
    assert "The last day must be the same as or after the first day" in said
    assert not Supply.objects.exists()


def test_a_service_that_stopped_meanwhile_is_a_sentence(here, service, amina, signed_in):
    client = signed_in(amina)
    page(client, *choose_page(service))
    type(service).objects.update(takes_schools=False)
    said = text(press(client, *choose_page(service), years=["10"], **FIRST))
    assert "Inventshire Advisers takes no new schools at the moment." in said
    assert not Supply.objects.exists()


def test_another_schools_own_staff_do_not_exist(here, elsewhere, amina, signed_in):
    theirs = adviser_at(elsewhere).service
    assert page(signed_in(amina), *choose_page(theirs)).status_code == 404


def test_changing_year_groups_and_the_last_day(chosen, amina, signed_in):
    client = signed_in(amina)
    assert "first_day" not in text(page(client, "supply", 900001, chosen.pk))
    last = {"last_day_day": "16", "last_day_month": "7", "last_day_year": "2027"}
    said = text(press(client, "supply", 900001, chosen.pk, years=["11", "12"], **last))
    assert "Your choice is saved." in said
    assert "Ending" in said
    assert "Inventshire Advisers, until 16 July 2027" in said


def test_what_has_not_begun_can_begin_on_another_day(here, service, amina, signed_in):
    coming = terms(10, first=TODAY + timedelta(10))
    made = actions.choose(institution=here, service=service, terms=coming, by=amina, now=NOW)
    press(signed_in(amina), "supply", 900001, made.pk, years=["10"], **FIRST)
    made.refresh_from_db()
    assert made.first_day == TODAY


def test_ending_and_pressing_again(chosen, amina, signed_in):
    client = signed_in(amina)
    assert "as soon as you press" in text(page(client, "supply-end", 900001, chosen.pk))
    assert "is ended." in text(press(client, "supply-end", 900001, chosen.pk, because="Too far away."))
    said = text(press(client, "supply-end", 900001, chosen.pk, because="Too far away."))
    assert "has ended already. Nothing was changed." in said
    assert "Too far away." in said
    assert "has ended already" in text(press(client, "supply", 900001, chosen.pk, years=["10"]))


def test_a_teacher_sees_nothing_of_it(chosen, bryn, signed_in):
    client = signed_in(bryn)
    for name, *args in [("suppliers", 900001), ("supply", 900001, chosen.pk), ("suppliers-mine",)]:
        assert page(client, name, *args).status_code == 404


def test_who_runs_the_service_ends_with_a_reason(chosen, leo, service, signed_in):
    client, place = signed_in(leo), ("supply-stop", service.organisation_id, chosen.pk)
    assert "Herefield School" in text(page(client, *place))
    assert "Say why you end it" in text(press(client, *place))
    for _ in range(2):
        answer = client.post(reverse("guidance:supply-stop", args=place[1:]), {"because": "Our adviser has left."})
        assert answer.url == f"/guidance/services/{service.organisation_id}/"
    chosen.refresh_from_db()
    assert (chosen.ended_by, chosen.ended_because) == (leo, "Our adviser has left.")


def test_no_other_service_ends_it(chosen, signed_in):
    other = ServiceFactory()
    adviser_lead = MembershipFactory(organisation=other.organisation, role=Role.ADVISER_LEAD).user
    client = signed_in(adviser_lead)
    assert page(client, "supply-stop", other.organisation_id, chosen.pk).status_code == 404
    assert page(client, "supply-stop", chosen.service.organisation_id, chosen.pk).status_code == 404


@pytest.mark.parametrize("name", ["suppliers", "suppliers-find"])
def test_pages_ask_the_same_for_one_and_for_forty(here, amina, signed_in, name):
    client, asked = signed_in(amina), []
    for number in (1, 39):
        for one in range(number):
            place = OrganisationFactory(kind=Kind.ADVISER_SERVICE)
            adviser = able_adviser(place, f"a{number}-{one}@advisers.example")
            adviser.service.takes_schools = True
            adviser.service.save(update_fields=["takes_schools"])
            SupplyFactory(institution=here, service=adviser.service)
        page(client, name, 900001)
        with CaptureQueriesContext(connection) as captured:
            page(client, name, 900001)
        asked.append(len(captured))
    assert asked[0] == asked[1]
    assert asked[1] <= 11
