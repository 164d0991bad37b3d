"""Bodies that are too large, queries that no database takes, and pages that no browser keeps."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from frontdoor.ground.environment import is_this_machine
from frontdoor.ground.guards import stood_here
from frontdoor.ground.logs import clean


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client) -> None:
    answer = client.post("/feedback/", {"words": "x" * 3_100_000})

    assert answer.status_code == 413
    assert "larger than 3 MB" in answer.content.decode()


def test_a_stranger_sends_no_large_file_to_the_register(client, signed_in, amina) -> None:
    assert client.post(reverse("register:import"), {"file": "x"}).status_code == 302
    assert signed_in(amina).post(reverse("register:import"), {"file": "x"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/schools/?q=a%00b", "/account/join/?q=a%00b"])
def test_a_zero_byte_in_a_query_gets_a_sentence(client, path) -> None:
    client.raise_request_exception = False

    answer = client.get(path)

    assert answer.status_code == 400
    assert "Nothing has been changed" in answer.content.decode()


def test_a_page_of_somebody_signed_in_is_kept_nowhere(signed_in, amina) -> None:
    assert "no-store" in signed_in(amina).get("/to-do/")["Cache-Control"]


def test_a_public_page_may_be_kept_for_strangers(client, db) -> None:
    assert client.get("/worried/")["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_copy_of_the_database_does_not_hold_the_second_step(signed_in, amina) -> None:
    signed_in(amina)
    app = Authenticator.objects.get(user=amina)

    assert app.wrap().validate_code("000000") in (True, False)  # it can be read
    assert app.data["secret"].startswith("gAAAA")  # and is a Fernet token


@pytest.mark.parametrize(
    ("site", "hosts", "here"),
    [
        ("http://127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]"], True),
        ("https://careers.example", ["127.0.0.1"], False),
        ("http://127.0.0.1:8000", ["careers.example"], False),
        ("http://127.0.0.1:8000", ["*"], False),
    ],
)
def test_this_machine_means_no_other_host(site, hosts, here) -> None:
    assert is_this_machine(site, hosts) is here


def test_rows_quoted_over_several_lines_are_left_out_of_logs() -> None:
    error = (
        "IntegrityError: no\nDETAIL:  Failing row (1, Ann\nOther, words).\nTraceback (most recent call last):\n  File x"
    )

    assert "Ann" not in clean(error)
    assert "Other" not in clean(error)
    assert "File x" in clean(error)
    assert "Ann" not in clean(repr(error))


@pytest.mark.parametrize(
    ("said", "here"),
    [
        ({}, None),
        ({"origin": "http://testserver"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://elsewhere.example", "sec-fetch-site": "same-origin"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, False),
        ({"origin": "null"}, False),
    ],
)
def test_a_form_is_known_to_have_stood_here_by_what_the_browser_says(rf, said, here) -> None:
    assert stood_here(rf.post("/", headers=said)) is here
