"""Every page that names a pupil to somebody else keeps that it did: driven over the rows of the access table."""

import pytest
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from frontdoor.home import learners
from frontdoor.record.models import Learner, Look
from tests.access.rows import FURNISHERS, gather
from tests.access.world import build

pytestmark = pytest.mark.django_db
ROWS = gather()
# What a learner sees of themself: no look of anybody else's.
OWN = {"home:what-they-see"}
NAME = "Zephyrwyn"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The table's world, where every pupil has a first name that stands in no page by chance."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        for furnish in FURNISHERS:
            furnish(made)
        for pk in Learner.objects.values_list("pk", flat=True):
            Learner.objects.filter(pk=pk).update(given_names=f"{NAME}{pk}x", known_as="")
        yield made
        transaction.set_rollback(True)


def named_in(answer) -> set[int]:
    """The pupils whose names an answer shows."""
    body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")
    return {pk for pk in Learner.objects.values_list("pk", flat=True) if f"{NAME}{pk}x" in body}


def missing(world, row, role, method, *, htmx) -> set[int]:
    """The pupils whom an answer names and of whom no look was kept."""
    args = row.args(world, role, "own")
    if args is None:
        return set()
    with transaction.atomic():
        before = Look.objects.aggregate(newest=Max("pk"))["newest"] or 0
        headers = {"HX-Request": "true"} if htmx else {}
        data = row.data if method == "post" else None
        answer = getattr(world.client(role), method)(reverse(row.route, kwargs=args), data, headers=headers)
        shown = named_in(answer) if answer.status_code == 200 else set()
        kept = {pk for ids in Look.objects.filter(pk__gt=before).values_list("learners", flat=True) for pk in ids}
        transaction.set_rollback(True)
    return shown - kept


def gets(row, method, role) -> bool:
    """Whether the role is shown something; what the careers leader is shown too is asked once, as the leader."""
    if row.route in OWN or row.is_public or row.expected(method, role) != 200:
        return False
    return role != "head" or row.expected(method, "leader") != 200


@pytest.mark.parametrize(("role", "headers"), [("leader", (False, True)), ("head", (False,)), ("parent", (False,))])
def test_every_page_that_names_a_pupil_keeps_a_look(world, role, headers) -> None:
    ways = [(method, htmx) for method in ("get", "post") for htmx in headers]
    asked = [(row, *way) for row in ROWS for way in ways if gets(row, way[0], role)]
    forgotten = {(row.route, method) for row, method, htmx in asked if missing(world, row, role, method, htmx=htmx)}

    assert not forgotten, f"call record.looks.actions.looked in {sorted(forgotten)}"


def test_a_page_that_forgets_is_found(world, monkeypatch) -> None:
    """The test above sees what the pages show."""
    monkeypatch.setattr(learners, "looked", lambda **_: None)
    row = next(row for row in ROWS if row.route == "home:learners")

    assert world.things["pupil", world.school.urn].pk in missing(world, row, "leader", "get", htmx=False)
