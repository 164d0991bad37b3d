"""`/to-do/`: dated tasks over all roles, each naming its organisation."""

from datetime import date
from types import SimpleNamespace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.home import todo
from frontdoor.organisations.models import Role
from tests.factories import MembershipFactory, SchoolFactory, member
from tests.organisations.factories import waiting

TODO = "/to-do/"


def read(client):
    return client.get(TODO).content.decode()


def test_every_room_with_an_inbox_is_asked():
    assert {inbox.__name__ for inbox in todo.inboxes()} >= {"frontdoor.organisations.inbox", "frontdoor.home.inbox"}


def test_tasks_of_two_roles_name_their_organisations(signed_in, amina, elsewhere):
    MembershipFactory(user=amina, organisation=elsewhere, role=Role.LEADER)

    page = read(signed_in(amina))

    assert page.count("Invite your head") >= 2
    assert "Herefield School (Made-up school)" in page
    assert "Elsewhere Academy (Made-up school)" in page


def test_the_soonest_comes_first_and_what_has_no_date_last(monkeypatch):
    dues = [
        Due("c", "x", "/", "Go"),
        Due("b", "x", "/", "Go", by=date(2027, 1, 2)),
        Due("a", "x", "/", "Go", by=date(2026, 1, 2)),
    ]
    monkeypatch.setattr(todo, "inboxes", lambda: [SimpleNamespace(due=lambda *_: dues)])

    assert [due.what for due in todo.tasks(None, timezone.now())] == ["a", "b", "c"]


def test_somebody_who_waits_is_the_hubs_task(signed_in, hugo, hub, here):
    waiting(here, full_name="Ann Other")

    page = read(signed_in(hugo))

    assert "Decide whether Ann Other may join as careers leader" in page
    assert "By 9 November 2026" in page or "Since 9 November 2026" in page
    assert reverse("organisations:requests", args=[hub.pk]) in page


def test_nothing_due_says_what_comes_next(signed_in, council):
    page = read(signed_in(member("c@council.example", "Cal", council, Role.COUNCIL)))

    assert "Nothing needs you today" in page
    assert "Inventshire Council" in page


def test_waiting_people_cost_the_same_at_any_number(signed_in, hugo, hub, here):
    client = signed_in(hugo)
    costs = set()
    for more in (1, 2, 27):
        for _ in range(more):
            waiting(SchoolFactory(council=here.council))
        with CaptureQueriesContext(connection) as found:
            read(client)
        costs.add(len(found))

    assert len(costs) == 1, costs


def test_pages_of_a_role_are_there_whether_or_not_anything_is_due(signed_in, dee, amina):
    department, school = read(signed_in(dee)), read(signed_in(amina))

    assert reverse("register:import") in department
    assert reverse("oversight:coverage") in department
    assert reverse("benchmarks:home") in school
    assert reverse("oversight:coverage") not in school
    assert reverse("register:import") not in school
