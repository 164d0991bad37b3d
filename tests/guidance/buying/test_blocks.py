"""What a school bought: what is left, the statement, the end, the next order, and what `/to-do/` asks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.people.models import User
from guidance.blocks import actions
from guidance.buying import inbox
from guidance.models import Block, Draw, GivenBack, Meeting, Outcome
from tests.guidance.buying.pages import page, press, text
from tests.guidance.factories import BlockFactory, SupplyFactory, TimeOfferFactory, able_adviser, bought, meeting
from tests.guidance.supplies.conftest import NOW, TODAY
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def block(here, service, offer) -> Block:
    return bought(here, service, 10, offer=offer)


def drawn(block: Block, days: int, **facts) -> Draw:
    """A session of a meeting so many days from now."""
    adviser = block.service.advisers.get()
    start = NOW + timedelta(days=days)
    held = {
        one: facts.pop(one)
        for one in ("cancelled_at", "cancelled_by", "outcome", "outcome_at", "outcome_by")
        if one in facts
    }
    made = meeting(adviser, start, start + timedelta(minutes=45), learner=enrolled(block.institution).learner, **held)
    return Draw.objects.create(block=block, meeting=made, day=start.date(), drawn_at=NOW, **facts)


def test_list_says_where_each_stands(as_amina, here, block, offer):
    drawn(block, 3)
    BlockFactory(offer=offer, institution=here, accepted=None, decided_at=None)
    BlockFactory(offer=offer, institution=here, accepted=False)
    BlockFactory(offer=offer, institution=here, last_day=date(2026, 10, 1))
    BlockFactory(offer=offer, institution=here, first_day=date(2027, 1, 4))
    said = text(page(as_amina, "blocks"))
    for words in ("In use", "9 of 10 left", "Waiting for the service", "Not accepted", "Over", "Not begun"):
        assert words in said


def test_nothing_bought_says_so(as_amina, here):
    assert "You have bought no adviser time yet" in text(page(as_amina, "blocks"))


def test_block_says_its_balance_and_its_statement(as_amina, here, block, leo):
    drawn(block, 3)
    drawn(block, -3)
    drawn(block, 4, given_back_at=NOW, because=GivenBack.IN_TIME)
    drawn(block, 5, cancelled_at=NOW, cancelled_by=leo)
    drawn(block, -5, outcome=Outcome.MISSED, outcome_at=NOW, outcome_by=leo)
    erased = drawn(block, -6)
    learner = erased.meeting.learner
    Meeting.objects.filter(pk=erased.meeting_id).delete()
    answer = page(as_amina, "block", block.pk)
    said = text(answer)
    for words in (
        "<strong>10</strong> bought",
        "<strong>5</strong> booked or used",
        "<strong>5</strong> left",
        "1 session went back into the block",
        "Cancelled in time: back in the block",
        "Cancelled late: used",
        "Did not come: used",
        "Record erased",
        "Booked",
        "Fill it with pupils",
        "£400",
    ):
        assert words in said
    assert learner.family_name not in said
    table = page(as_amina, "block-statement", block.pk).content.decode()
    assert table.startswith("\ufeffDay of the meeting,Reference,Session,Given back on\r\n2026-11-26,M")
    assert len(table.splitlines()) == 7
    assert "2026-11-17,Record erased,Used,\r\n" in table


def test_long_statement_has_pages(as_amina, here, service, offer):
    long = bought(here, service, 60, offer=offer)
    Draw.objects.bulk_create([Draw(block=long, day=TODAY, drawn_at=NOW) for _ in range(55)])
    said = text(page(as_amina, "block", long.pk))
    assert said.count("Record erased") == 50
    assert text(page(as_amina, "block", long.pk, page=2)).count("Record erased") == 5
    assert page(as_amina, "block-statement", long.pk).content.decode().count("Record erased") == 55


def test_declined_says_why_and_used_up_can_be_ordered_again(as_amina, here, offer, leo):
    sent = BlockFactory(
        offer=offer, institution=here, accepted=False, decided_by=leo, decision_note="We are full until May."
    )
    said = text(page(as_amina, "block", sent.pk))
    assert "We are full until May." in said
    assert "End this block" not in said
    full = BlockFactory(offer=offer, institution=here, sessions=1)
    drawn(full, 3)
    said = text(page(as_amina, "block", full.pk))
    assert "Used up" in said
    assert f"/order/{offer.pk}/?again={full.pk}" in said
    type(offer).objects.update(ended_at=NOW, ended_by=leo)
    assert "does not sell this any more" in text(page(as_amina, "block", full.pk))


def test_ending_late_costs_the_whole_and_pressing_again_changes_nothing(as_amina, here, block, amina):
    drawn(block, 3)
    said = text(page(as_amina, "block-end", block.pk))
    assert "You still pay £400.</strong> The whole price stays, because it has begun." in said
    assert "9 sessions are left and will be gone." in said
    said = text(press(as_amina, "block-end", block.pk, because="We have our own adviser now."))
    assert "The block is ended." in said
    assert "Your school ended it on 23 November 2026" in said
    assert "We have our own adviser now." in said
    assert "Nothing was changed." in text(press(as_amina, "block-end", block.pk))
    block.refresh_from_db()
    assert (block.ended_by, block.ended_by_service) == (amina, False)


def test_ending_in_time_costs_nothing(as_amina, here, offer):
    early = BlockFactory(offer=offer, institution=here, first_day=date(2027, 1, 4))
    assert "free of charge until 21 December 2026" in text(page(as_amina, "block", early.pk))
    assert "Nothing is to be paid." in text(page(as_amina, "block-end", early.pk))
    said = text(press(as_amina, "block-end", early.pk))
    assert "Nothing </dd>" in said


def test_order_that_waits_can_be_taken_back(as_amina, here, offer):
    waits = BlockFactory(offer=offer, institution=here, accepted=None, decided_at=None)
    assert "Take your order back" in text(page(as_amina, "block-end", waits.pk))
    assert "The order is taken back." in text(press(as_amina, "block-end", waits.pk))
    waits.refresh_from_db()
    assert waits.ended_at


def test_what_the_service_ended_is_paid_by_what_was_used(as_amina, here, block, leo):
    drawn(block, -3)
    actions.end(block_id=block.pk, because="Our adviser has left.", by=leo, by_service=True, now=NOW)
    said = text(page(as_amina, "block", block.pk))
    assert "Inventshire Advisers ended it" in said
    assert "£40 </dd>" in said


def test_too_many_words_are_refused_and_end_nothing(as_amina, here, block):
    assert "Use 300 characters or fewer" in text(press(as_amina, "block-end", block.pk, because="x" * 301))
    block.refresh_from_db()
    assert block.ended_at is None


def test_another_schools_block_does_not_exist(as_amina, elsewhere, here, offer):
    theirs = BlockFactory(offer=offer, institution=elsewhere)
    for name in ("block", "block-end", "block-statement"):
        assert page(as_amina, name, theirs.pk).status_code == 404
    assert press(as_amina, "block-end", theirs.pk).status_code == 404


def test_suppliers_say_what_is_left(as_amina, here, block, service):
    drawn(block, 3)
    BlockFactory(offer=block.offer, institution=here, sessions=28)
    said = text(page(as_amina, "suppliers"))
    assert "Bought: 37 of 38 sessions left." in said
    assert "Buy adviser time" in said
    supply = here.supplies.get()
    assert "Bought: 37 of 38 sessions left. Each meeting with them uses one." in text(
        page(as_amina, "supply", supply.pk)
    )
    Block.objects.update(last_day=date(2026, 10, 1))
    assert "Bought: no sessions left." in text(page(as_amina, "suppliers"))


def due(user: User) -> list[str]:
    return [one.what for one in inbox.due(User.objects.get(pk=user.pk), NOW)]


def test_todo_names_time_that_ends_soon(here, block, amina, bryn, cora):
    assert due(amina) == []
    Block.objects.update(last_day=TODAY + timedelta(days=30))
    assert due(amina) == ["Use 10 sessions of adviser time"]
    assert due(bryn) == due(cora) == []
    drawn(block, 3)
    assert due(amina) == ["Use 9 sessions of adviser time"]
    Block.objects.update(sessions=1)
    assert due(amina) == []


@pytest.mark.parametrize("name", ["blocks", "block", "suppliers"])
def test_pages_ask_the_same_for_one_and_for_many(as_amina, here, block, name):
    args, asked = [block.pk] if name == "block" else [], []
    for number in (1, 20):
        for one in range(number):
            drawn(block, 10 * number + one)
            more = BlockFactory(offer=TimeOfferFactory(), institution=here)
            able_adviser(more.service.organisation, f"a{number}-{one}@a.example")
            SupplyFactory(institution=here, service=more.service, by_block=True)
        page(as_amina, name, *args)
        with CaptureQueriesContext(connection) as captured:
            page(as_amina, name, *args)
        asked.append(len(captured))
    assert asked[0] == asked[1]
    assert asked[1] <= 11


def test_statement_says_the_day_in_england_on_which_a_session_came_back(as_amina, here, block):
    drawn(block, 3, given_back_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC), because=GivenBack.IN_TIME)
    assert page(as_amina, "block-statement", block.pk).content.decode().rstrip().endswith(",2026-07-01")


def test_order_that_was_taken_back_says_that(as_amina, here, offer, amina):
    sent = BlockFactory(offer=offer, institution=here, accepted=None, decided_at=None, ended_at=NOW, ended_by=amina)
    said = text(page(as_amina, "block", sent.pk))
    assert "Your school took this order back" in said
    assert "Meetings that were booked" not in said
