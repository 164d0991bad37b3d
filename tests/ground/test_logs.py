"""Log lines: JSON with ids, and nothing about a person."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from frontdoor.ground.logs import JsonFormatter, clean, request_id
from frontdoor.people.models import User


@pytest.fixture
def lines() -> Iterator[Any]:
    """A function that gives everything logged so far, as the production handler would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.django_db
def test_sign_in_attempt_leaves_no_address_and_no_password_in_the_logs(client: Client, lines: Any) -> None:
    User.objects.create_user("amina.private@herefield.example", "right-horse-battery")

    for password in ("wrong-horse-battery", "right-horse-battery"):
        client.post("/account/login/", {"login": "amina.private@herefield.example", "password": password})
    client.get("/account/login/?next=/x&email=amina.private@herefield.example")

    said = json.dumps(lines())
    assert '"route": "account/login/"' in said
    assert "amina.private" not in said
    assert "horse-battery" not in said


def test_request_line_has_the_id_that_the_answer_carries(client: Client, lines: Any) -> None:
    response = client.get("/healthz?token=secret-token")

    line = next(line for line in lines() if line["logger"] == "frontdoor.requests")
    assert line["request_id"] == response.headers["X-Request-Id"]
    assert line["status"] == 200
    assert line["ms"] >= 0
    assert "secret-token" not in json.dumps(lines())


@pytest.mark.django_db
def test_missing_page_does_not_log_its_path(client: Client, lines: Any) -> None:
    client.get("/benchmarks/sign/a-token-nobody-may-see/")

    assert "a-token-nobody-may-see" not in json.dumps(lines())


@pytest.mark.django_db
def test_database_error_does_not_log_the_row(lines: Any) -> None:
    User.objects.create_user("twice.private@herefield.example")
    try:
        with transaction.atomic():
            User.objects.create_user("twice.private@herefield.example")
    except IntegrityError:
        logging.getLogger("anything").exception("could not save twice.private@herefield.example")

    said = json.dumps([line for line in lines() if line["logger"] == "anything"])
    assert "IntegrityError" in said
    assert "twice.private" not in said


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("sent to a.b+c@school.example today", "sent to [address] today"),
        ("GET /find/?q=Sami+Adeyemi&where=LE1 failed", "GET /find/?[query] failed"),
        ("what now? nothing", "what now? nothing"),
        ("DETAIL:  Key (full_name)=(Sami) already exists.", "DETAIL: [left out]"),
        ("login=a%40b.example", "login=[address]"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_line_outside_a_request_has_no_request_id(lines: Any) -> None:
    logging.getLogger("anything").warning("hello")

    assert request_id.get() == ""
    assert "request_id" not in lines()[-1]
