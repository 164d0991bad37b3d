"""Reading settings: kept in one cookie, put on <html> by the server and by the script alike, and nothing else in it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.home import reading

VALUES = {setting.name: [value for value, _ in setting.choices] for setting in reading.SETTINGS}
ALL = {name: values[-1] for name, values in VALUES.items()}


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}))
def test_what_was_chosen_comes_back(choices):
    cookie = reading.cookie_value(choices)

    assert reading.chosen(cookie) == {name: value for name, value in choices.items() if value}
    assert re.fullmatch(r"[a-z0-9.-]*", cookie), "static/js/reading.js reads these characters only"


@given(st.text())
def test_strange_cookie_gives_known_classes_only(cookie):
    assert set(reading.classes(cookie).split()) <= {f"read-{name}" for name in reading.KNOWN}


def test_each_class_but_listen_is_styled():
    sheet = Path(settings.BASE_DIR / "static" / "scss" / "_reading.scss").read_text()

    assert {name for name in reading.KNOWN if f".read-{name}" not in sheet} == {"listen-on"}


def test_saving_sets_the_cookie_and_every_page_wears_it(client):
    answer = client.post("/reading-settings/", {name: value or "usual" for name, value in ALL.items()})

    assert (answer.status_code, answer["Location"]) == (302, "/reading-settings/?saved=1")
    assert client.cookies["reading"].value == reading.cookie_value(ALL)
    page = client.get("/help/")
    assert 'class="govuk-template read-size-largest read-space-widest' in page.content.decode()


def test_page_for_a_reader_with_settings_is_kept_by_no_shared_cache(client):
    assert "private" not in client.get("/help/")["Cache-Control"]

    client.cookies["reading"] = "size-large"
    own = client.get("/help/")["Cache-Control"]
    assert "private" in own
    assert "public" not in own


def test_all_as_it_comes_leaves_no_cookie(client):
    client.cookies["reading"] = "size-large"

    answer = client.post("/reading-settings/", dict.fromkeys(VALUES, "usual"))

    assert answer.cookies["reading"]["max-age"] == 0


@pytest.mark.parametrize("cookie", ['"><script>alert(1)</script>', "size-huge", "size-large size-larger", "é"])
def test_hostile_cookie_is_harmless(client, cookie):
    client.cookies["reading"] = cookie

    page = client.get("/help/")

    assert 'class="govuk-template"' in page.content.decode()


def test_settings_page_shows_what_is_chosen_and_is_not_cached(client):
    client.cookies["reading"] = "contrast-dark"

    page = client.get("/reading-settings/")

    assert re.search(r'name="contrast"[^>]*value="dark"[^>]*checked', page.content.decode())
    assert "no-store" in page["Cache-Control"]


def test_wrong_choice_gets_a_sentence(client):
    page = client.post("/reading-settings/", {"size": "huge"})

    body = page.content.decode()
    assert "There is a problem" in body
    assert "<title>Error: Reading settings" in body
    assert "reading" not in page.cookies
