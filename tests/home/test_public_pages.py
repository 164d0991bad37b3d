"""Pages for everyone are one body, light, whole without script, and ask nothing of another host."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.test import Client
from lxml import html

from frontdoor.home import content, furniture
from frontdoor.record.care.shipped import load_helplines
from frontdoor.record.models import Helpline
from tests.careers.factories import CareerFactory
from tests.factories import SchoolFactory, UserFactory

PUBLIC = [
    "/",
    *(f"/for-{who}/" for who in ("students", "adults", "parents", "schools", "employers", "advisers")),
    "/what-to-expect/",
    "/worried/",
    "/help/",
    "/accessibility/",
    "/privacy/",
    "/privacy/ages-11-to-13/",
    "/privacy/ages-14-to-17/",
    "/terms/",
    "/feedback/thank-you/",
    "/search",
    "/search?q=privacy",
    "/search?q=zzzz",
    "/search?q=nurse",
    "/careers/quiz/how/",
    "/performance/",
    "/careers/",
    "/careers/?all=1",
    "/careers/?category=animal-care&way=work",
    "/careers/?category=animal-care&letter=z",
    "/careers/invented/",
    "/choices/",
    "/choices/16/",
    "/choices/parents/",
    "/choices/13/easy-read/",
    "/choices/16/near/",
    "/choices/16/near/?where=Atlantis",
    "/choices/16/near/?where=",
    "/choices/teachers/maths/",
    "/guidance/what-it-is/",
    "/guidance/advisers/",
    "/guidance/advisers/?language=pl",
    "/there-is-no-such-page/",
]
# Open to anyone too, though not one body for everyone: they hold a form, or what was asked for.
OPEN = [
    "/work-experience/",
    "/work-experience/?where=Atlantis",
    "/work-experience/?q=goats",
    "/guidance/",
    "/guidance/choose/?topic=not-sure&how=phone",
    "/schools/",
    "/schools/?q=Made+up",
    "/account/join/",
    "/account/join/?q=Made+up",
    "/account/join/900100/",
    "/account/login/",
    "/account/login/code/",
    "/account/signup/",
    "/account/password/reset/",
    "/reading-settings/",
    "/cookies/",
    "/feedback/",
    "/careers/quiz/",
    "/careers/quiz/2/",
    "/saved/",
]
STATIC = Path(settings.BASE_DIR) / "static"
A_VISIT = 100_000


@pytest.fixture(autouse=True)
def _career(request):
    """One career, for the tests that have a database."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        CareerFactory(slug="invented", title="Nurse of animals", subjects=["maths"])


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_the_same_for_everyone(client, path, amina, signed_in):
    pupil = UserFactory()

    stranger = client.get(path)

    for person in (amina, pupil):
        assert signed_in(person).get(path).content == stranger.content
    # What a cache may keep: for a visitor who brings no cookie there is nothing about cookies in the answer.
    assert "Cookie" not in stranger.get("Vary", "")
    assert not stranger.cookies
    assert b"csrfmiddlewaretoken" not in stranger.content


@pytest.mark.parametrize("path", ["/help/", "/there-is-no-such-page/"])
def test_page_of_words_needs_no_database(client, path):
    """Without the `db` mark a query is an error."""
    assert client.get(path).status_code in (200, 404)


def assets(body: bytes) -> set[str]:
    """What a browser asks for to show this page: styles, scripts, pictures, and the font that the style sheet names."""
    tree = html.document_fromstring(body)
    found = set(
        tree.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src | //img/@src")
    )
    found |= {address.split("#")[0] for address in tree.xpath("//*[local-name()='use']/@href")}
    return found


@cache
def on_the_wire(address: str) -> int:
    """A file's size as whitenoise sends it: brotli, but for a font that is packed already."""
    path = Path(finders.find(address.removeprefix("/static/")))
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else min(len(brotli.compress(data)), len(data))


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PUBLIC, *OPEN])
def test_first_visit_is_light_and_asks_one_host(client, path):
    for number in range(30 if path in OPEN else 0):  # more than a page of results
        SchoolFactory(urn=900100 + number, name=f"Made up Academy of the Long Name, Number {number}")

    answer = client.get(path)

    assert answer.status_code == (404 if path == "/there-is-no-such-page/" else 200)
    body = answer.content

    wanted = assets(body)
    assert not [address for address in wanted if urlsplit(address).netloc], "asks another host"
    size = len(gzip.compress(body)) + sum(on_the_wire(address) for address in wanted)
    assert size <= A_VISIT, f"{size} bytes"


def test_style_sheet_names_only_the_font_that_is_preloaded():
    sheet = STATIC / "built" / "app.css"
    assert set(re.findall(r'url\("?([^")]+)"?\)', sheet.read_text())) == {"atkinson.woff2"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_every_link_inside_the_site_answers(client, path):
    tree = html.document_fromstring(client.get(path).content)
    inside = {
        address.split("#")[0].split("?")[0]
        for address in tree.xpath("//a/@href | //form/@action")
        if address.startswith("/")
    }

    answers = {address: Client().get(address).status_code for address in inside}
    assert {address: code for address, code in answers.items() if code not in (200, 302)} == {}


def test_navigation_links_only_rooms_that_answer(monkeypatch):
    monkeypatch.setattr(furniture, "is_there", lambda path: path == "/for-schools/")

    found = furniture.links(furniture.NAVIGATION, "/for-schools/")

    assert [(link.text, link.current, link.exact) for link in found] == [("For schools", True, True)]


@pytest.mark.django_db
def test_feedback_link_names_the_kind_of_page_and_no_address(client):
    """A path may hold a token or a school's number: only its pattern goes along."""
    body = client.get("/for-students/").content.decode()

    assert "/feedback/?page=for-%3Cslug%3Aslug%3E%2F" in body


@pytest.mark.django_db
def test_start_page_has_a_door_for_each_audience(client):
    tree = html.document_fromstring(client.get("/").content)

    names = [" ".join(door.text_content().split()) for door in tree.cssselect(".door")]
    assert names == [door["door"] for door in content.doors()]
    assert len(names) == 6


def test_door_of_nobody_is_not_found(client):
    assert client.get("/for-nobody/").status_code == 404


def test_what_to_expect_names_all_eight(client):
    tree = html.document_fromstring(client.get("/what-to-expect/").content)

    assert len(tree.cssselect(".steps > li h2")) == 8


@pytest.mark.django_db
def test_worried_page_has_999_and_childline(client):
    tree = html.document_fromstring(client.get("/worried/").content)

    numbers = tree.xpath("//main//a[starts-with(@href, 'tel:')]/@href")
    assert numbers[:2] == ["tel:999", "tel:08001111"]


@pytest.mark.django_db
def test_worried_page_answers_while_the_database_is_away(client):
    def away(*_):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(away):
        tree = html.document_fromstring(client.get("/worried/").content)

    assert tree.xpath("//main//a[@href='tel:999']")


@pytest.mark.django_db
def test_a_number_changed_in_the_admin_stands_on_the_worried_page(client):
    load_helplines()
    Helpline.objects.filter(name="Childline").update(phone="0800 0000")

    body = client.get("/worried/").content.decode()

    assert "Childline, 0800 0000" in body
    assert "0800 1111" not in body


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/privacy/", "/there-is-no-such-page/"])
def test_worried_is_one_click_away_on_every_page(client, path):
    tree = html.document_fromstring(client.get(path).content)

    assert tree.xpath("//footer//a[@href='/worried/']")
