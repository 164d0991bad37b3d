"""The list of an institution's pupils and one pupil's page, made of what the rooms offer."""

import pytest

from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Membership, Role
from frontdoor.record.shown import Place, pages, takes
from tests.factories import MembershipFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll(here):
    """Two pupils of Year 11 and one of Year 9."""
    for given, family, year in (("Asha", "Quill", 11), ("Bo", "Tern", 11), ("Cy", "Quill", 9)):
        enrolled(
            here, year_group=year, tutor_group=f"{year}A", learner=LearnerFactory(given_names=given, family_name=family)
        )


def names(page) -> list[str]:
    return [name for name in ("Asha Quill", "Bo Tern", "Cy Quill") if name in page.content.decode()]


def test_the_roll_stands_by_year_group(roll, signed_in, amina) -> None:
    page = signed_in(amina).get("/learners/900001/").content.decode()
    assert page.index("Cy Quill") < page.index("Asha Quill") < page.index("Bo Tern")
    assert "3 pupils" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "quill"}, ["Asha Quill", "Cy Quill"]),
        ({"q": "quill", "year": "11"}, ["Asha Quill"]),
        ({"q": "11a"}, ["Asha Quill", "Bo Tern"]),
        ({"q": "nobody"}, []),
        ({"year": "13"}, ["Asha Quill", "Bo Tern", "Cy Quill"]),
        ({"q": "x" * 200}, ["Asha Quill", "Bo Tern", "Cy Quill"]),
    ],
)
def test_narrowing_posts_and_keeps_names_out_of_addresses(roll, signed_in, amina, asked, found) -> None:
    client = signed_in(amina)
    assert names(client.post("/learners/900001/", asked)) == found
    assert names(client.post("/learners/900001/", asked, headers={"hx-request": "true"})) == found
    assert len(names(client.get("/learners/900001/", {"q": "quill"}))) == 3


def test_somebody_with_one_school_is_led_there(here, signed_in, amina) -> None:
    answer = signed_in(amina).get("/learners/")
    assert (answer.status_code, answer.url) == (302, "/learners/900001/")


def test_somebody_with_two_schools_chooses(here, elsewhere, signed_in, amina) -> None:
    MembershipFactory(user=amina, organisation=elsewhere, role=Role.TEACHER)
    page = signed_in(amina).get("/learners/").content.decode()
    assert "/learners/900001/" in page
    assert "/learners/900002/" in page


def test_a_teacher_is_offered_nothing_that_would_be_refused(roll, here, signed_in, bryn) -> None:
    client = signed_in(bryn)
    _, can = place_for(bryn, Can.SEE_LEARNERS, urn=900001)
    place = Place(here, can)
    assert not takes(place)
    for page in pages(place):
        assert client.get(page.href).status_code == 200, page.text


def test_every_page_offered_to_the_leader_opens(roll, here, signed_in, amina) -> None:
    client = signed_in(amina)
    _, can = place_for(amina, Can.SEE_LEARNERS, urn=900001)
    offered = pages(Place(here, can))
    assert len(offered) >= 8
    for page in offered:
        assert client.get(page.href).status_code == 200, page.text


def test_an_ended_membership_opens_nothing(roll, signed_in, amina) -> None:
    client = signed_in(amina)
    Membership.objects.filter(user=amina).update(ended_at="2026-11-01T00:00Z")
    assert client.get("/learners/900001/").status_code == 404


def test_any_list_of_pupils_costs_the_same(here, signed_in, amina, django_assert_num_queries) -> None:
    client = signed_in(amina)
    enrolled(here)
    client.get("/learners/900001/")
    with django_assert_num_queries(9):
        client.get("/learners/900001/")
    for _ in range(20):
        enrolled(here)
    with django_assert_num_queries(9):
        client.get("/learners/900001/")
