"""A school's pages ask the database 11 times at most, whoever of its staff opens them (issue 3.5)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.rows import FURNISHERS, gather
from tests.access.world import SCHOOL_STAFF, build

pytestmark = pytest.mark.django_db
MOST = 11
MORE = {
    "home:safeguarding-learner": 12,  # the pupil's page, once it is known that the safeguarding contact asks
    "guidance:for-pupil": 27,  # free times: up to twice what is stored of advisers, whatever their number
    "home:capacity": 22,  # who is due is counted, and free times are, as there
}
ROWS = [row for row in gather() if row.get and not row.is_public]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One state of the database, rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        for furnish in FURNISHERS:
            furnish(made)
        yield made
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", SCHOOL_STAFF)
def test_pages_of_a_school_keep_to_their_queries(world, role) -> None:
    client, asked, over = world.client(role), 0, []
    for row in ROWS:
        args = row.args(world, role, "own")
        if args is None or "urn" not in args or row.expected("get", role) != 200:
            continue
        page = reverse(row.route, kwargs=args)
        with transaction.atomic():
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            transaction.set_rollback(True)
        asked += 1
        over += [f"{page}: {len(queries)}"] * (len(queries) > MORE.get(row.route, MOST))
    assert asked > 5
    assert over == []
