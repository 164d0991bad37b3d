"""Public pages are made once, kept for a minute, and made anew when content changes."""

import gzip
import time

import pytest
from django.conf import settings as django_settings
from django.test import Client

from frontdoor.ground import public_pages
from frontdoor.ground.cache import Cache
from frontdoor.home import reading
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db
PATH = "/careers/keeper/"


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.PAGE_CACHE_SECONDS = 60
    public_pages.forget()
    yield
    public_pages.forget()


@pytest.fixture
def career():
    return CareerFactory(slug="keeper", title="Keeper")


def test_second_reader_costs_no_query_and_gets_the_same(client, career, django_assert_num_queries):
    first = client.get(PATH)

    with django_assert_num_queries(0):
        second = Client().get(PATH)

    assert second.content == first.content
    for name in ("Content-Security-Policy", "Content-Type", "Cache-Control", "X-Frame-Options"):
        assert second[name] == first[name]


def test_editors_save_is_seen_by_the_next_reader(client, career):
    client.get(PATH)

    career.overview = "New words. At once."
    career.save()

    assert "New words. At once." in client.get(PATH).content.decode()


def test_query_is_part_of_the_address(client, career):
    assert client.get("/careers/?letter=k").content != client.get("/careers/?letter=z").content


def test_part_for_htmx_is_kept_apart(client, career):
    client.get(PATH)
    kept = set(public_pages._kept)

    client.get(PATH, headers={"HX-Request": "true"})

    assert len(set(public_pages._kept) - kept) == 1


def test_reader_with_settings_of_their_own_passes_by(client, career):
    client.get(PATH)
    own = Client()
    own.cookies[reading.COOKIE] = "contrast-dark"

    response = own.get(PATH)

    assert reading.COOKIE == django_settings.READING_COOKIE
    assert "read-contrast-dark" in response.content.decode()
    assert "read-contrast-dark" not in client.get(PATH).content.decode()
    assert "private" in response["Cache-Control"]


def test_person_signed_in_gets_the_page_for_everyone(career, amina, signed_in):
    assert signed_in(amina).get(PATH).content == Client().get(PATH).content


def test_packed_answer_holds_the_same_page(client, career):
    plain = client.get(PATH)

    packed = client.get(PATH, headers={"Accept-Encoding": "gzip, br"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_page_made_for_a_packed_reader_serves_a_plain_one(client, career):
    packed = client.get(PATH, headers={"Accept-Encoding": "gzip"})
    assert client.get(PATH).content == gzip.decompress(packed.content)


def test_browser_that_has_the_page_is_told_so(client, career):
    tag = client.get(PATH)["ETag"]

    again = client.get(PATH, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_kept_page_grows_old(client, career, settings):
    settings.PAGE_CACHE_SECONDS = 1
    client.get(PATH)
    career.__class__.objects.update(overview="Behind its back. No signal.")
    assert "Behind its back" not in client.get(PATH).content.decode()

    time.sleep(1.1)

    assert "Behind its back" in client.get(PATH).content.decode()


@pytest.mark.parametrize(
    "path", ["/reading-settings/", "/cookies/", "/feedback/", "/account/login/", "/careers/nobody/"]
)
def test_pages_of_one_person_and_missing_ones_are_not_kept(client, path):
    client.get(path)
    assert not public_pages._kept


def test_wrong_host_is_refused_also_for_a_kept_page(client, career, settings):
    client.get(PATH)
    settings.ALLOWED_HOSTS = ["frontdoor.example"]

    assert client.get(PATH, headers={"Host": "evil.example"}).status_code == 400


def test_plain_http_is_sent_to_https_also_for_a_kept_page(client, career, settings):
    client.get(PATH)
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get(PATH).status_code == 301


def test_nothing_is_kept_while_the_version_cannot_be_asked(client, career, monkeypatch):
    monkeypatch.setattr(Cache, "away_until", time.monotonic() + 60)

    client.get(PATH)

    assert not public_pages._kept


def test_no_more_pages_are_kept_than_fit(client, career, monkeypatch):
    monkeypatch.setattr(public_pages, "MOST", 3)
    for number in range(6):
        client.get(f"{PATH}?n={number}")

    assert len(public_pages._kept) == 3


def test_very_long_query_is_not_kept(client, career):
    client.get(f"{PATH}?q={'x' * 400}")
    assert not public_pages._kept
