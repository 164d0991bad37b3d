"""Production: what must be set, whom it refuses, and what every answer's headers say."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from frontdoor.ground import safety
from frontdoor.ground.environment import Misconfigured
from frontdoor.ground.middleware import ClientAddress
from frontdoor.people.models import User
from tests.ground.house import ROOT

REQUIRED = ("FRONTDOOR_SITE_URL", "FRONTDOOR_SECRET_KEY", "DATABASE_URL", "REDIS_URL", "FRONTDOOR_EMAIL_URL")


def started(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python program of the product in a process of its own, with only this environment."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "frontdoor.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_without_its_secrets_names_each_and_says_how() -> None:
    done = started("from django.conf import settings; settings.DEBUG", FRONTDOOR_DEMO="0")

    assert done.returncode == 1
    for name in REQUIRED:
        assert f"{name} is not set. " in done.stderr
    assert "python3 -c 'import secrets" in done.stderr
    assert "Traceback" not in done.stderr


def test_production_web_process_refuses_too() -> None:
    done = started("import frontdoor.wsgi", FRONTDOOR_DEMO="0")

    assert done.returncode == 1
    assert "FRONTDOOR_SECRET_KEY is not set." in done.stderr


def test_settings_load_with_nothing_set() -> None:
    """Type checks and editors load them; that is demo mode."""
    done = started("from django.conf import settings; print(settings.DEMO, settings.DEBUG)")

    assert done.stdout.split() == ["True", "False"], done.stderr


def test_naming_real_servers_turns_demo_mode_off() -> None:
    done = started("from django.conf import settings; settings.DEMO", DATABASE_URL="postgresql://db.example/frontdoor")

    assert "FRONTDOOR_SECRET_KEY is not set." in done.stderr


@pytest.mark.django_db
def test_demo_account_outside_demo_mode_is_refused_by_check_and_web() -> None:
    with override_settings(DEMO=False):
        safety.refuse_demo_people()
        assert safety.no_demo_people() == []

        User.objects.create_user("somebody@demo.frontdoor.example")

        assert [error.id for error in safety.no_demo_people()] == ["frontdoor.E001"]
        with pytest.raises(Misconfigured, match="whose password is public"):
            safety.refuse_demo_people()
    assert safety.no_demo_people() == []  # in demo mode they belong here


@pytest.mark.parametrize("said", [[], ["FRONTDOOR_OPERATOR"], ["FRONTDOOR_OPERATOR", "FRONTDOOR_CONTACT_EMAIL"]])
def test_deploy_check_asks_who_runs_the_service_and_where_people_write(said) -> None:
    done = started(
        "import django, json; django.setup(); from frontdoor.ground import safety;"
        "print(json.dumps([warning.hint.split()[1] for warning in safety.somebody_answers()]))",
        FRONTDOOR_DEMO="0",
        FRONTDOOR_SITE_URL="https://careers.example",
        FRONTDOOR_SECRET_KEY="only-for-this-test",
        FRONTDOOR_EMAIL_URL="smtp://mail.example",
        DATABASE_URL="postgresql://db.example/frontdoor",
        REDIS_URL="redis://redis.example",
        **dict.fromkeys(said, "said"),
    )

    wanted = {"FRONTDOOR_OPERATOR", "FRONTDOOR_CONTACT_EMAIL"}
    assert set(json.loads(done.stdout)) == wanted - set(said), done.stderr


def test_deploy_check_asks_nothing_of_a_demo() -> None:
    assert settings.DEMO
    assert safety.somebody_answers() == []


@pytest.mark.django_db
def test_pages_carry_the_strict_headers(client: Client) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=settings.SECURE_HSTS_SECONDS or 63_072_000):
        response = client.get("/", secure=True)

    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "http:" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert int(response.headers["Strict-Transport-Security"].split(";")[0].split("=")[1]) >= 31_536_000
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_plain_http_is_led_to_https(client: Client) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        response = client.get("/help/")

    assert response.status_code == 301
    assert response.headers["Location"].startswith("https://")


@pytest.mark.parametrize(
    ("forwarded", "seen"),
    [
        (None, "10.0.0.9"),
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the left part was written by the client itself
    ],
)
def test_client_address_behind_a_proxy_is_the_last_one_added(forwarded: str | None, seen: str) -> None:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", **headers)

    ClientAddress(lambda request: request.META["REMOTE_ADDR"])(request)  # type: ignore[arg-type, return-value]

    assert request.META["REMOTE_ADDR"] == seen


def test_forwarded_headers_are_not_believed_by_default() -> None:
    assert not settings.BEHIND_PROXY
    assert not any("ClientAddress" in name for name in settings.MIDDLEWARE)
    assert settings.SECURE_PROXY_SSL_HEADER is None
