"""Places to learn near a place: each way that a search can end, and what it costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from frontdoor.careers.choices.near import ages
from frontdoor.organisations.models import Outcode, Place, Point, Postcode
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db
HERE = Point(426_000, 427_500)
NEAR = "/choices/16/near/"


@pytest.fixture
def places():
    Outcode.objects.create(outcode="LS27", point=HERE, region="Yorkshire and The Humber")
    Outcode.objects.create(outcode="CF10", point=Point(318_000, 176_000), region="Wales")
    Postcode.objects.create(postcode="LS27 0PD", point=HERE, country="England")
    Place.objects.create(name="Leeds", council_name="Leeds", region="Yorkshire and The Humber", point=HERE)
    for council in ("Telford", "Isle of Wight"):
        Place.objects.create(name="Newport", council_name=council, region="England", point=HERE)


def school(miles: float, **facts):
    return SchoolFactory(easting=HERE.easting + round(miles * 1609.344), northing=HERE.northing, **facts)


def look(client, **asked):
    page = html.document_fromstring(client.get(NEAR, asked).content)
    names = [" ".join(name.text_content().split()) for name in page.cssselect(".places h3")]
    return page.cssselect("h1")[0].text_content(), names, " ".join(page.cssselect("main")[0].text_content().split())


@pytest.mark.parametrize("where", ["LS27", "ls27 0pd", "Leeds", "leeds, Leeds"])
def test_nearest_come_first_with_miles_ages_and_website(client, places, where):
    school(4, name="Far High School", website="www.far.example")
    school(1.5, name="Near College", type_code="18", age_low=16, age_high=99, website="https://near.example/")
    school(0.2, name="Next Door School", age_high=19)

    heading, names, text = look(client, where=where)

    assert heading.startswith("Places to learn near L")
    assert names == ["Next Door School Made-up school", "Near College Made-up school", "Far High School Made-up school"]
    assert "3 places within 10 miles" in text
    for words in (
        "Less than 1 mile",
        "1.5 miles",
        "4.0 miles",
        "College, ages 16 and over",
        "School sixth form, ages 11 to 18",
    ):
        assert words in text
    page = html.document_fromstring(client.get(NEAR, {"where": where}).content)
    assert page.xpath("//ol//a[@rel='external nofollow']/@href") == ["https://near.example/", "http://www.far.example"]


def test_only_places_after_16_are_listed(client, places):
    school(1, name="To Sixteen", age_high=16)
    school(1, name="Closed", status_code="2")
    school(1, name="Not Open Yet", status_code="4")
    school(1, name="Fees", type_code="11")
    school(1, name="Primary", phase_code="2", type_code="01", age_low=4, age_high=11)
    school(1, name="Closing", status_code="3")
    school(1, name="New Academy", type_code="", setting="secondary")

    assert look(client, where="LS27")[1] == ["Closing Made-up school", "New Academy Made-up school"]


def test_one_kind_can_be_asked_for(client, places):
    school(1, name="Sixth", type_code="34")
    school(1, name="College", type_code="18", phase_code="6")
    school(1, name="Special", type_code="07", phase_code="0", age_low=2, age_high=19)
    school(1, name="Special College", type_code="32", phase_code="6", age_low=16, age_high=25)

    assert look(client, where="LS27", kind="sixth-form")[1] == ["Sixth Made-up school"]
    assert look(client, where="LS27", kind="college")[1] == ["College Made-up school"]
    assert look(client, where="LS27", kind="special")[1] == ["Special Made-up school", "Special College Made-up school"]
    assert len(look(client, where="LS27", kind="")[1]) == 4


def test_nothing_near_says_that_it_looked_further(client, places):
    school(25, name="Distant School")
    heading, names, text = look(client, where="LS27")

    assert heading == "No place within 10 miles of LS27"
    assert "So we looked further, up to 40 miles away." in text
    assert names == ["Distant School Made-up school"]


def test_nothing_anywhere_says_so(client, places):
    school(60, name="Another Country")
    heading, names, text = look(client, where="LS27")

    assert heading == "No place within 10 miles of LS27"
    assert not names
    assert "We looked up to 40 miles away and found none." in text


def test_outside_england_names_the_other_services(client, places):
    heading, names, text = look(client, where="CF10")
    assert (heading, names) == ("CF10 is outside England", [])
    assert "Careers Wales" in text


def test_place_that_is_not_known_says_what_to_try(client, places):
    heading, _names, text = look(client, where="<Atlantis>")
    assert heading == "We do not know “<Atlantis>”"
    assert "Try a postcode" in text


def test_name_of_several_places_asks_which(client, places):
    school(1, name="Newport School")
    page = html.document_fromstring(client.get(NEAR, {"where": "Newport"}).content)
    assert page.cssselect("h1")[0].text == "Which Newport?"

    links = page.xpath("//main//ul[contains(@class, 'lines')]//a/@href")

    assert len(links) == 2
    assert "Newport School" in client.get(NEAR + links[0]).content.decode()


@pytest.mark.parametrize("where", ["", "   "])
def test_empty_box_is_told(client, where):
    page = html.document_fromstring(client.get(NEAR, {"where": where}).content)
    assert page.xpath("string(//title)").startswith("Error: ")
    assert page.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a/@href") == ["#id_where"]


@pytest.mark.parametrize(
    "asked", [{"kind": "castle"}, {"where": "x" * 300}, {"where": "LS27", "page": "-1"}, {"where": "LS27", "page": "x"}]
)
def test_odd_queries_get_a_page(client, places, asked):
    assert client.get(NEAR, asked).status_code == 200


def test_search_page_for_adults_says_where_courses_are(client):
    page = html.document_fromstring(client.get("/choices/adult/near/", {"where": "LS27"}).content)
    assert page.cssselect("h1")[0].text == "Find courses near you"
    assert "https://nationalcareers.service.gov.uk/find-a-course" in page.xpath("//main//a/@href")


@pytest.mark.parametrize("number", [1, 30])
def test_search_costs_the_same_at_any_length(client, places, number, django_assert_num_queries, council):
    for each in range(number):
        school(each / 10, council=council)
    with django_assert_num_queries(4):  # the outcode, how many, the page, the adult service
        client.get(NEAR, {"where": "LS27"})


def test_pages_follow_one_another_nearest_first(client, places):
    for each in range(12):
        school(each / 2, name=f"School {each:02}")

    first, second = (look(client, where="LS27", page=page)[1] for page in (1, 2))

    assert [name.removesuffix(" Made-up school") for name in first + second] == [
        f"School {each:02}" for each in range(12)
    ]
    assert len(second) == 2


@given(st.one_of(st.none(), st.integers(0, 30)), st.one_of(st.none(), st.integers(0, 99)))
def test_ages_are_words_or_nothing(low, high):
    said = ages(low, high)
    assert "None" not in said
    assert bool(said) <= bool(low or high)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (11, 18, "11 to 18"),
        (16, 99, "16 and over"),
        (None, 19, "to 19"),
        (16, None, "from 16"),
        (0, 0, ""),
        (None, 99, ""),
    ],
)
def test_ages_in_words(low, high, words):
    assert ages(low, high) == words
