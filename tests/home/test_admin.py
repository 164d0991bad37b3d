"""Django's admin: the register and content, for those who may, through our own sign-in."""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.access.test_table import routes
from tests.access.world import ROLES, build
from tests.factories import UserFactory

PARTS = [{}, {"app_label": "organisations"}, {"object_id": "1"}, {"content_type_id": 1, "object_id": 1}, {"url": "x"}]


def addresses() -> set[str]:
    """Every named page of the admin, with whatever parts it takes."""
    found = {"/admin/", "/admin/nothing/", "/admin/people/user/", "/admin/letters/letter/"}
    for name in routes(get_resolver().url_patterns):
        for parts in PARTS if name.startswith("admin:") else []:
            try:
                found.add(reverse(name, kwargs=parts))
            except NoReverseMatch:
                continue
    return found


def test_only_the_register_and_content_are_shown():
    shown = {model._meta.label for model in admin.site._registry}

    assert shown
    assert {label.split(".")[0] for label in shown} <= {"organisations", "benchmarks", "careers", "home", "record"}
    assert {label for label in shown if label.startswith("home.")} == {"home.AskedWord"}
    assert {label for label in shown if label.startswith("record.")} == {"record.Helpline", "record.RetentionRun"}
    assert not shown & {"organisations.Membership", "organisations.Joining", "organisations.Contact"}
    assert not [label for label in shown if "Return" in label or "Letter" in label]


def test_nobody_without_the_right_learns_anything(db):
    world = build()
    assert len(addresses()) > 10
    for address in sorted(addresses()):
        missing = None
        for role in ROLES:
            for method in ("get", "post"):
                answer = getattr(world.client(role), method)(address)
                if role == "anonymous":
                    assert answer["Location"].startswith(reverse("account_login")), address
                else:
                    missing = missing or answer.content
                    assert (answer.status_code, answer.content) == (404, missing), f"{role} {method} {address}"


@pytest.fixture
def keeper(db):
    return UserFactory(email="keeper@people.example", is_staff=True, is_superuser=True)


def test_a_keeper_sees_the_register(client, keeper, here):
    client.force_login(keeper)

    assert "Herefield School" in client.get(reverse("admin:organisations_organisation_changelist")).content.decode()
    change = reverse("admin:organisations_organisation_change", args=[here.pk])
    assert client.get(change).status_code == 200
    client.post(change, {"name": "Another name", "website": ""})
    here.refresh_from_db()
    assert here.name == "Herefield School"
    assert client.get(reverse("admin:organisations_organisation_delete", args=[here.pk])).status_code == 403


def test_a_keeper_needs_the_second_step_too(client, keeper, settings):
    settings.DEMO = False
    client.force_login(keeper)

    assert client.get("/admin/")["Location"].startswith(reverse("mfa_activate_totp"))


def test_admins_own_doors_lead_to_ours(client, keeper):
    assert client.get("/admin/login/")["Location"].startswith(reverse("account_login"))
    client.force_login(keeper)
    assert client.get("/admin/password_change/")["Location"] == reverse("account_change_password")
