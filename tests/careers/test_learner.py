"""Saved careers and quiz results on somebody's own record: for them alone, whole in their file, gone when they are erased."""

import json
from datetime import UTC, datetime

import pytest

from frontdoor.careers import learner as room
from frontdoor.careers.models import Saved
from frontdoor.careers.saving import actions
from frontdoor.record.shown import Looking
from tests.careers.factories import CareerFactory
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CODE = "1.eeeeaaaaeeeeaaaa"


@pytest.fixture
def sami(here):
    """On the roll here, with a saved career and a saved quiz result."""
    learner = enrolled(here, learner=LearnerFactory(account=UserFactory())).learner
    actions.save_career(by=learner.account, career=CareerFactory(title="Bee keeper", slug="bee-keeper"), now=NOW)
    actions.save_result(by=learner.account, code=CODE, aside=("bee-keeper", "gone"), now=NOW)
    return learner


def test_my_record_has_what_i_saved_and_leads_to_it(sami, signed_in) -> None:
    page = signed_in(sami.account).get("/record/").content.decode()

    assert 'href="/careers/bee-keeper/"' in page
    assert "Result of 22 November 2026" in page
    assert 'href="/saved/"' in page


def test_nobody_else_is_told_that_there_is_anything(sami, here, amina, signed_in) -> None:
    staff = signed_in(amina).get(f"/learners/{here.urn}/{sami.pk}/").content.decode()
    assert sami.name in staff
    for words in ("Bee keeper", "Result of", "Saved careers"):
        assert words not in staff
    assert list(room.sections(Looking(sami, UserFactory(), NOW.date()))) == []
    assert list(room.sections(Looking(sami, sami.account, NOW.date(), institution=here))) == []


def test_a_long_list_is_cut_and_says_so(sami) -> None:
    for _ in range(8):
        actions.save_career(by=sami.account, career=CareerFactory(), now=NOW)

    (mine,) = room.sections(Looking(sami, sami.account, NOW.date()))

    assert len(mine.lines) == 6
    assert mine.links == [("See all your saved things", "/saved/")]


def test_file_has_every_saved_thing(sami, signed_in) -> None:
    answer = signed_in(sami.account).post("/record/export/", {"form": "json"})
    tables = {one["key"]: one["rows"] for one in json.loads(answer.content)["tables"]}

    assert tables["saved_careers"] == [
        {"career": "Bee keeper", "address": "/careers/bee-keeper/", "saved_on": "2026-11-22"}
    ]
    (result,) = tables["quiz_results"]
    assert (result["answers"], result["aside"], result["saved_on"]) == (CODE, "Bee keeper, gone", "2026-11-22")
    assert result["sides"]


def test_a_record_without_an_account_has_saved_nothing(db, sami) -> None:
    assert [table.rows for table in room.holds(LearnerFactory())] == [[], []]


def test_an_erased_learner_has_saved_nothing_and_others_keep_theirs(sami) -> None:
    other = LearnerFactory(account=UserFactory())
    actions.save_result(by=other.account, code=CODE, aside=(), now=NOW)

    room.erase([sami.pk])

    assert Saved.objects.get().user == other.account
