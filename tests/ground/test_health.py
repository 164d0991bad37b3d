"""`/healthz` and `/readyz`."""

import time

import pytest
from django.db import connection
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries


def test_healthz_answers_without_database_session_or_known_host(client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["careers.example"], SECURE_SSL_REDIRECT=True):
        response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})  # no `db`: a query would fail

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.real_servers
def test_readyz_is_ready_when_both_answer(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):  # it asks on a connection of its own
        response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "answers", "broker": "answers"}


@pytest.mark.django_db
def test_readyz_says_that_the_broker_is_away(client: Client) -> None:
    began = time.monotonic()
    with override_settings(CACHE_URL="redis://:a-secret@127.0.0.1:9/1"):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "answers", "broker": "away"}
    assert b"secret" not in response.content
    assert time.monotonic() - began < 5


@pytest.mark.django_db
def test_readyz_says_that_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    away = {**connection.get_connection_params(), "host": "127.0.0.1", "port": 9}
    monkeypatch.setattr(connection, "get_connection_params", lambda: away)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "away"
