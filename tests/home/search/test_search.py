"""/search: each outcome has its page, ten results a page, one body for everyone."""

import pytest
from lxml import html

from frontdoor.careers.finding import index
from frontdoor.home.search import asking
from frontdoor.home.search.asking import Outcome, ask
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def careers():
    for number in range(23):
        CareerFactory(title=f"Owl keeper of the {number}th tower", also=["feed owls"])
    for title in ("Nurse", "Glass blower", "Violin tuner", "Rope maker"):
        CareerFactory(title=title)
    index.fill()


def page(client, q, **more):
    return html.document_fromstring(client.get("/search", {"q": q} | more).content)


def titles(tree):
    return [link.text_content() for link in tree.cssselect(".hits h3 a")]


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", Outcome.EMPTY),
        ("nurse", Outcome.RESULTS),
        ("reading settings", Outcome.RESULTS),
        ("nurse glass violin rope", Outcome.NEAREST),
        ("zzzzqqq", Outcome.NOTHING),
        ("i want to be a", Outcome.NOTHING),
        ("x" * 201, Outcome.TOO_LONG),
    ],
)
def test_search_ends_in_one_of_its_outcomes(client, careers, typed, outcome):
    assert ask(typed).outcome is outcome
    assert client.get("/search", {"q": typed}).status_code == 200


def test_results_come_ten_a_page_and_keep_the_query(client, careers):
    first, last = page(client, "owls"), page(client, "owls", page=3)

    assert "23 careers" in first.text_content()
    assert len(titles(first)) == 10
    assert len(titles(last)) == 3
    assert first.cssselect(".govuk-pagination__next a")[0].get("href") == "?q=owls&page=2"


@pytest.mark.parametrize("number", ["0", "99", "-1", "two", "1e9"])
def test_page_that_does_not_exist_is_the_nearest_one(client, careers, number):
    assert titles(page(client, "owls", page=number))


def test_careers_come_before_help(client, careers):
    CareerFactory(title="Privacy officer")
    index.fill()

    assert titles(page(client, "privacy"))[:2] == ["Privacy officer", "Privacy"]


def test_nothing_found_offers_what_is_nearest_and_an_adviser(client, careers):
    tree = page(client, "nurse glass violin rope")

    assert "We found nothing for" in tree.text_content()
    assert "Nurse" in titles(tree)
    assert tree.xpath("//main//a[contains(., 'talk to an adviser')]")


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "' OR 1=1 --", "\\x", "%", "🦄 nurse", "نرس", "护士", "a\u0301"]
)
def test_odd_text_is_shown_as_typed_and_does_no_harm(client, careers, typed):
    response = client.get("/search", {"q": typed})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert html.document_fromstring(response.content).get_element_by_id("search").get("value") == typed


@pytest.mark.parametrize("query", ["nurse", "owls", "owl keeper"])
def test_search_costs_few_queries(client, careers, query, django_assert_max_num_queries):
    client.get("/search", {"q": query})  # the word is counted once a day
    with django_assert_max_num_queries(6):
        client.get("/search", {"q": query, "page": 1})


def test_search_is_one_body_and_says_nothing_of_cookies(client, careers, amina, signed_in):
    stranger = client.get("/search", {"q": "nurse"})

    assert signed_in(amina).get("/search", {"q": "nurse"}).content == stranger.content
    assert not stranger.cookies
    assert "public" in stranger["Cache-Control"]


def test_suggestions_are_options_with_addresses(client, careers):
    (option,) = html.fragments_fromstring(client.get("/search/suggestions/", {"q": "nur"}).content.decode(), True)

    assert (option.get("role"), option.get("aria-selected")) == ("option", "false")
    assert option.get("data-href").startswith("/careers/")
    assert "Nurse" in option.text_content()


@pytest.mark.parametrize("typed", ["", "n", "zzzzqqq", "x" * 500])
def test_nothing_to_suggest_is_an_empty_part(client, careers, typed):
    assert client.get("/search/suggestions/", {"q": typed}).content.strip() == b""


def test_box_is_whole_without_script(client):
    form = html.document_fromstring(client.get("/search").content).cssselect("form.search")[0]

    assert (form.get("method"), form.get("action")) == ("get", "/search")
    assert form.cssselect("input[name=q]")[0].get("role") is None  # only script makes it a combobox
    assert form.cssselect("ul[role=listbox]")[0].get("hidden") is not None


def test_rooms_are_discovered_in_their_order():
    assert [room.__name__ for room in asking.rooms()] == [
        "frontdoor.careers.search",
        "workexperience.search",
        "frontdoor.home.search",
    ]
