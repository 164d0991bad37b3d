"""An adviser's notes reach nobody else: no page of anybody, no list, search, letter or export."""

import json
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from frontdoor.record.models import Learner
from frontdoor.record.shown import held_back, holds
from guidance.models import Adviser, BookedAs, Meeting, Note, Outcome
from tests.access.rows import FURNISHERS, Row, gather
from tests.access.world import ROLES, World, build
from tests.guidance.factories import meeting

pytestmark = pytest.mark.django_db
SOUGHT, REST = "zebrafish", "quiltwork"
MARKER = f"{SOUGHT} {REST}"
ROWS = [row for row in gather() if row.get and not row.is_public]  # public pages are one body for everyone
EVERYBODY_ELSE = [role for role in ROLES if role not in ("anonymous", "adviser")]
COLUMNS = ("own", "elsewhere")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of the access table, where every learner has met both services' advisers, who have noted something."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        for furnish in FURNISHERS:
            furnish(made)
        advisers = [Adviser.objects.get(user=people["adviser"]) for people in (made.people, made.others)]
        for number, learner in enumerate(Learner.objects.order_by("pk")):
            for adviser in advisers:
                _met(adviser, learner, made, number)
        for one in Meeting.objects.all():
            Note.objects.get_or_create(
                meeting=one, adviser=one.adviser, defaults={"words": MARKER, "changed_at": timezone.now()}
            )
        yield made
        transaction.set_rollback(True)


def _met(adviser: Adviser, learner: Learner, world: World, number: int) -> None:
    near = adviser.user == world.people["adviser"]
    start = timezone.now() - timedelta(days=60 + number, hours=0 if near else 5)
    school = learner.enrolments.filter(ended_on=None).values_list("institution", flat=True).first()
    facts = {"outcome": Outcome.ATTENDED, "outcome_by": adviser.user, "outcome_at": start, "institution_id": school}
    meeting(adviser, start, start + timedelta(minutes=45), learner=learner, booked_as=BookedAs.LEARNER, **facts)


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_no_page_of_anybody_else_has_them(world, role) -> None:
    client, seen, told = world.client(role), 0, []
    for row in (one for one in ROWS if one.get and one.get[role] == 200):
        for address in addresses(world, row, role):
            with transaction.atomic():
                answer = client.get(address)
                transaction.set_rollback(True)
            seen += answer.status_code == 200
            if REST in words_of(answer):
                told.append(address)
    assert seen > 5
    assert told == []


def addresses(world: World, row: Row, role: str) -> list[str]:
    found = (row.args(world, role, column) for column in COLUMNS)
    return [reverse(row.route, kwargs=args) for args in found if args is not None]


def words_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Type", "").startswith("application/pdf"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(body)).pages)
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_no_search_finds_them(world, role) -> None:
    client, pages = world.client(role), [f"/search?q={SOUGHT}", f"/account/join/?q={SOUGHT}"]
    for page in [*pages, f"/learners/{world.school.urn}/?words={SOUGHT}&q={SOUGHT}"]:
        assert REST not in words_of(client.get(page)), page


def test_learners_whole_export_says_only_that_they_exist(world) -> None:
    client = world.client("student")
    for form in ("json", "pdf"):
        said = words_of(client.post("/record/export/", {"form": form, "sensitive": "on"}))
        assert REST not in said
        if form == "json":
            assert [one for one in json.loads(said)["held_back"] if "notes exist" in one]


def test_nothing_that_is_handed_out_has_them(world) -> None:
    for learner in Learner.objects.all():
        assert REST not in str(holds(learner))
        assert REST not in str(held_back(learner))
