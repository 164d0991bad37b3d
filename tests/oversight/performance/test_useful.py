"""The question "Was this page useful?" counts one press by kind of page and day; opening a page counts nothing."""

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver
from lxml import html

from frontdoor.ground.models import Tally
from frontdoor.ground.public_pages import forget
from frontdoor.oversight.performance.kinds import KINDS
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db
CAREER = "careers/<str:slug>/"


def lines():
    return set(Tally.objects.values_list("what", "step", "number"))


def routes(patterns=None, before=""):
    """The pattern of every page."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_every_kind_is_the_pattern_of_a_page():
    assert set(KINDS) - set(routes()) == set()


@pytest.mark.parametrize("path", ["/", "/careers/", "/choices/16/", "/search?q=privacy", "/what-to-expect/", "/help/"])
def test_page_of_content_asks_once(client, path):
    assert client.get(path).content.count(b"useful__row") == 1


def test_one_press_without_script_or_cookie_counts_the_kind_of_page(client):
    CareerFactory(slug="keeper", title="Keeper")
    answer = client.get("/careers/keeper/")
    form = html.document_fromstring(answer.content).cssselect(".useful__row")[0]
    fields = {field.get("name"): field.get("value") for field in form.cssselect("input")}

    strict = Client(enforce_csrf_checks=True)
    sent = strict.post(form.get("action"), fields | {"answer": "yes"}, follow=True)

    assert (form.get("method"), fields) == ("post", {"page": CAREER})
    assert not answer.cookies
    assert not strict.cookies
    assert "Thank you" in sent.content.decode()
    assert lines() == {(CAREER, "useful-yes", 1)}


def test_no_offers_the_one_box_about_that_kind_of_page(client):
    page = html.document_fromstring(
        client.post("/useful/", {"page": CAREER, "answer": "no"}, follow=True).content
    ).cssselect("main")[0]

    assert page.xpath(".//a[@role='button']/@href") == ["/feedback/?page=careers%2F%3Cstr%3Aslug%3E%2F"]
    assert lines() == {(CAREER, "useful-no", 1)}


def test_opening_every_link_and_form_address_counts_nothing(client):
    """What a crawler or a scanner of links does: GET and HEAD on whatever a page names."""
    CareerFactory(slug="keeper", title="Keeper")
    for path in ("/", "/careers/keeper/", "/help/", "/performance/"):
        tree = html.document_fromstring(client.get(path).content)
        found = [address for address in tree.xpath("//main//a/@href | //main//form/@action") if address[0] == "/"]
        for address in [*found, f"/useful/?page={CAREER}&answer=yes", "/useful/thank-you/?answer=yes&page="]:
            for ask in (client.get, client.head):
                ask(address)

    assert lines() == set()


def test_opening_writes_nothing_at_all(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/useful/", {"page": CAREER, "answer": "yes"})["Location"] == "/"
        assert client.get("/useful/thank-you/", {"page": CAREER, "answer": "yes"}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"page": CAREER},
        {"page": CAREER, "answer": "maybe"},
        {"page": "careers/keeper/", "answer": "yes"},
        {"page": "benchmarks/<int:urn>/", "answer": "yes"},
        {"answer": "yes"} | {"page": "x" * 500},
    ],
)
def test_only_known_kinds_and_answers_are_taken(client, sent):
    assert client.post("/useful/", sent).status_code == 404
    assert lines() == set()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 302),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_form_of_another_site_is_refused(client, headers, status):
    answer = client.post("/useful/", {"page": CAREER, "answer": "yes"}, headers=headers)

    assert answer.status_code == status
    assert len(lines()) == (status == 302)


@override_settings(ACCOUNT_RATE_LIMITS={"useful": "2/h/ip"})
def test_too_many_from_one_network_are_told_and_not_counted(client):
    for _ in range(3):
        answer = client.post("/useful/", {"page": CAREER, "answer": "yes"}, follow=True)

    assert "did not count this one" in answer.content.decode()
    assert lines() == {(CAREER, "useful-yes", 2)}


def test_thanks_lead_back_to_our_page_and_to_no_other(client):
    def back(referer):
        page = client.get("/useful/thank-you/?answer=yes", headers={"Referer": referer})
        return html.document_fromstring(page.content).xpath("//nav[@aria-label='Back']//a/@href")

    assert back("http://testserver/careers/keeper/") == ["http://testserver/careers/keeper/"]
    assert back("https://elsewhere.example/") == []
    assert back("javascript:alert(1)") == []


def test_nothing_of_who_pressed_is_kept():
    assert {field.name for field in Tally._meta.fields} == {"id", "day", "what", "step", "number"}


@pytest.mark.parametrize("path", ["/there-is-no-such-page/", "/careers/there-is-no-such-career/", "/feedback/"])
def test_pages_of_errors_and_forms_do_not_ask(client, path):
    assert b"useful__row" not in client.get(path).content


def test_question_is_the_same_from_the_cache(client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    forget()
    CareerFactory(slug="keeper", title="Keeper")
    assert client.get("/careers/keeper/").content == Client().get("/careers/keeper/").content
    forget()
