"""Find a school: by name, town, postcode or URN, typing errors forgiven."""

import pytest
from django.urls import reverse

from frontdoor.organisations.models import NameKey, Organisation
from frontdoor.organisations.register.queries import find_schools, namesakes, schools_like
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools():
    names = [
        ("Batley Grammar School", "Batley", "WF17 0AD"),
        ("Bradford Grammar School", "Bradford", "BD9 4JP"),
        ("St Mary’s Church of England Academy", "Leeds", "LS10 1AA"),
        ("Saint Mary's C of E Acad.", "Hull", "HU1 1AA"),
        ("Morley & Gildersome High School", "Leeds", "LS27 0PD"),
        ("King's School", "Grantham", "NG31 6RP"),
    ]
    return {
        town: SchoolFactory(name=name, town=town, postcode=postcode, urn=900_500 + number)
        for number, (name, town, postcode) in enumerate(names)
        if town
    } | {"Closed": SchoolFactory(name="Batley Old School", town="Batley", status_code="2")}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Batley Grammar School", "Batley Grammar School"),
        ("batly gramar", "Batley Grammar School"),
        ("BATLEY GRAMMER SCHOOL", "Batley Grammar School"),
        ("st marys church of england academy leeds", "St Mary’s Church of England Academy"),
        ("Saint Mary's CE Academy, Hull", "Saint Mary's C of E Acad."),
        ("morley and gildersome", "Morley & Gildersome High School"),
        ("kings", "King's School"),
        ("Grantham", "King's School"),
        ("ls27 0pd", "Morley & Gildersome High School"),
        ("LS270PD", "Morley & Gildersome High School"),
        ("BD9", "Bradford Grammar School"),
        ("900500", "Batley Grammar School"),
    ],
)
def test_school_is_found_first(schools, typed, first):
    assert find_schools(typed)[0].name == first


@pytest.mark.parametrize("typed", ["zzzqqq", "the", "&", "'", "999999", "12345678901234567890", "%", "_", "\\"])
def test_nothing_is_found_for_nothing(schools, typed):
    assert find_schools(typed) == []


def test_closed_school_is_not_found(schools):
    assert "Batley Old School" not in [school.name for school in find_schools("Batley Old School")]


def test_search_stays_within_what_it_is_given(schools):
    within = Organisation.objects.filter(town="Bradford")
    assert [school.name for school in schools_like("grammar school", within=within)] == ["Bradford Grammar School"]


def test_namesakes_ask_which_town(schools):
    found = namesakes(find_schools("St Marys Church of England Academy"))
    assert (found.count, found.towns) == (2, ["Hull", "Leeds"])
    assert namesakes(find_schools("Batley Grammar School")) is None


def test_name_key_compares_what_people_write_differently():
    school = SchoolFactory(name="The Saint Mary’s R.C. & Church of England Sch., Bishop's Étaples")
    school.refresh_from_db()
    assert school.name_key == "st marys rc and ce school bishops etaples"


def test_page_shows_town_and_postcode(client, schools):
    page = client.get(reverse("register:schools"), {"q": "batly gramar"}).content.decode()
    assert "<strong>Batley Grammar School" in page
    assert "Batley, WF17 0AD" in page


def test_page_asks_which_town(client, schools):
    page = client.get(reverse("register:schools"), {"q": "St Marys Church of England Academy"}).content.decode()
    assert "Which town?" in page
    assert '%20Hull"' in page


def test_page_says_when_nothing_is_found(client, schools):
    page = client.get(reverse("register:schools"), {"q": "<script>zz"}).content.decode()
    assert "We found no school or college for “&lt;script&gt;zz”" in page


def test_htmx_gets_the_list_alone(client, schools):
    page = client.get(reverse("register:schools"), {"q": "Batley"}, headers={"HX-Request": "true"})
    assert "<h1" not in page.content.decode()
    assert "HX-Request" in page["Vary"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_list_costs_the_same_at_any_length(client, council, number, django_assert_num_queries):
    for each in range(number):
        SchoolFactory(name=f"Quarry Bank School {each}", town="Quarry", council=council)
    with django_assert_num_queries(2):
        client.get(reverse("register:schools"), {"q": "Quarry"})


def test_name_key_is_the_same_function_in_a_query_and_in_the_column(schools):
    school = Organisation.objects.annotate(again=NameKey("name")).get(pk=schools["Leeds"].pk)
    assert school.again == school.name_key
