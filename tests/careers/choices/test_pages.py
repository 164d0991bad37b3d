"""Pages of choices as anybody gets them."""

import pytest
from django.conf import settings
from lxml import html

from frontdoor.careers.advisers.queries import shipped
from frontdoor.careers.choices.stages import STAGES, stage
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db
EASY = [f"/choices/{key}/easy-read/" for key in ("13", "16", "send")]
PAGES = [
    "/choices/",
    *(f"/choices/{key}/" for key in STAGES),
    *(f"/choices/{key}/near/" for key in STAGES),
    *EASY,
    "/choices/teachers/maths/",
]


def tree(client, path):
    return html.document_fromstring(client.get(path).content)


@pytest.mark.parametrize("path", PAGES)
def test_page_is_one_body_for_everyone_and_sets_nothing(client, path, amina, signed_in):
    stranger = client.get(path)

    assert stranger.status_code == 200
    assert signed_in(amina).get(path).content == stranger.content
    assert not stranger.cookies
    assert "Cookie" not in stranger.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in stranger.content


@pytest.mark.parametrize("path", PAGES)
def test_adviser_is_on_every_page(client, path):
    page = tree(client, path)

    assert page.xpath("//main//*[@id='adviser']//a[starts-with(@href, 'tel:')]/@href") == ["tel:0800100900"]
    assert shipped().name in page.xpath("string(//main//*[@id='adviser'])")


@pytest.mark.parametrize("path", PAGES)
def test_every_link_inside_the_site_answers(client, path):
    inside = {
        address.split("#")[0].split("?")[0]
        for address in tree(client, path).xpath("//a/@href | //form/@action")
        if address.startswith("/")
    }
    answers = {address: client.get(address).status_code for address in inside}
    assert {address: code for address, code in answers.items() if code not in (200, 302)} == {}


@pytest.mark.parametrize("key", STAGES)
def test_stage_shows_its_ways_in_tables(client, key):
    page = tree(client, f"/choices/{key}/")

    assert [caption.text for caption in page.cssselect("table.ways caption")] == [
        table.caption for table in stage(key).tables
    ]
    assert len(page.xpath("//h1")) == 1


def test_ids_of_a_page_stand_once(client):
    for path in PAGES:
        ids = tree(client, path).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_nobody_is_no_reader(client):
    for path in ("/choices/nobody/", "/choices/nobody/near/", "/choices/nobody/easy-read/", "/choices/18/easy-read/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/choices/", "/choices/16/", "/choices/parents/"])
def test_page_of_words_asks_the_database_once_a_minute(client, path, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(path)
    with django_assert_num_queries(0):
        client.get(path)


@pytest.mark.parametrize("number", [1, 30])
def test_subject_costs_the_same_at_any_length(client, number, django_assert_num_queries):
    CareerFactory.create_batch(number, subjects=["maths"])
    with django_assert_num_queries(2):
        client.get("/choices/teachers/maths/")


@pytest.mark.parametrize("folder", ["components", "home", "careers/choices"])
def test_no_page_names_the_adult_service_itself(folder):
    """It is a row: it is being joined with the job centres. (A career's page names whose facts it stands on.)"""
    pages = (settings.BASE_DIR / "templates" / folder).rglob("*.html")
    assert [page for page in pages if shipped().name in page.read_text()] == []
