"""What a school has chosen or bought ends in the middle of a term: no time after it, and what is booked stays."""

from datetime import date, timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.access import Can
from frontdoor.record.access import learners_seen
from guidance.blocks import actions as blocks
from guidance.blocks import queries
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.models import Block, Channel, Hold, Meeting, Supply, Wait, WaitEnd
from guidance.supplies import actions as supplies
from guidance.waiting import sweep
from tests.guidance.booking.pages import BY_PHONE, CHOOSE, key, names, page, words
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import bought
from tests.guidance.waiting.conftest import join, open_times

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
WEEK = timedelta(days=7)
LAST_DAY = date(2026, 9, 18)  # a Friday: Monday 14 September is before it, Monday 21 September after it


@pytest.fixture
def block(here, service, mia, supplied) -> Block:
    """The school buys in place of what it had chosen."""
    supplied.delete()
    return bought(here, service, 2)


@pytest.fixture(params=["supply", "block"])
def contract(request, supplied) -> Supply | Block:
    """What ends."""
    return supplied if request.param == "supply" else request.getfixturevalue("block")


def ends(contract: Supply | Block, by) -> None:
    """The school ends it now."""
    if isinstance(contract, Block):
        blocks.end(block_id=contract.pk, because="", by=by, by_service=False, now=NOW)
    else:
        supplies.end_by_school(supply_id=contract.pk, because="", by=by, now=NOW)


def move(made: Meeting, start, by=None) -> Meeting:
    return actions.move(meeting_id=made.pk, chosen=Chosen(made.adviser_id, start, Channel.PHONE), by=by, now=NOW)


def days(client) -> set[str]:
    """On which days the page offers times."""
    return {name.partition(",")[0] for name in names(page(client.get(CHOOSE, BY_PHONE)))}


def test_times_after_the_last_day_are_gone_with_the_next_request(as_mia, contract) -> None:
    assert days(as_mia) == {"Monday 14 September 2026", "Monday 21 September 2026"}
    type(contract).objects.filter(pk=contract.pk).update(last_day=LAST_DAY)
    assert days(as_mia) == {"Monday 14 September 2026"}


def test_no_time_is_left_once_it_is_ended_and_one_that_was_kept_is_not_booked(
    as_mia, mia, ada, amina, contract
) -> None:
    actions.hold(chosen=Chosen(ada.pk, NINE, Channel.PHONE), learner=mia, by=mia.account, now=NOW)
    ends(contract, amina)
    assert days(as_mia) == set()
    answer = as_mia.post(
        "/guidance/book/",
        {
            "time": key(ada, NINE),
            "how": "phone",
            "step": "check",
            "topic": "after-16",
            "phone": "07700 900 982",
            "words": "",
            "helps": "",
        },
        follow=True,
    )
    assert "Your meeting is booked" not in words(page(answer))
    assert not Meeting.objects.exists()


def test_meeting_that_is_booked_stays_and_its_adviser_sees_its_learner_until_follow_up_ends(
    mia, ada, amina, contract
) -> None:
    made = book(mia, ada, NINE + WEEK)
    ends(contract, amina)
    made.refresh_from_db()
    assert made.cancelled_at is None
    until = (NINE + WEEK).date() + timedelta(days=28)
    for day, seen in ((NOW.date(), [mia]), (until, [mia]), (until + timedelta(days=1), [])):
        assert list(learners_seen(ada.user, Can.SEE_LEARNERS, today=day)) == seen


def test_meeting_that_is_booked_can_be_cancelled_after_the_end(mia, ada, amina, contract) -> None:
    made = book(mia, ada)
    ends(contract, amina)
    assert actions.cancel(meeting_id=made.pk, because="", by=mia.account, now=NOW).is_cancelled
    assert Letter.objects.filter(kind="meeting-adviser-off").count() == 1
    assert not Hold.objects.exists()


def test_meeting_moves_within_what_is_left(mia, ada, contract) -> None:
    made = book(mia, ada, NINE + WEEK)
    type(contract).objects.filter(pk=contract.pk).update(last_day=LAST_DAY)
    assert move(made, NINE).during.lower == NINE
    with pytest.raises(actions.Refused, match="no longer free"):
        move(made, NINE + WEEK)


def test_pages_offer_other_times_for_the_meeting_that_used_the_last_session(mia, ada, block, signed_in) -> None:
    Block.objects.update(sessions=1)
    made = book(mia, ada)
    for person, address in ((mia.account, "meetings"), (ada.user, "day")):
        shown = signed_in(person).get(f"/guidance/{address}/{made.pk}/move/")
        assert "10am to 10:45am" in words(page(shown))
    assert move(made, TEN, mia.account).during.lower == TEN
    block.refresh_from_db()
    assert queries.left_of(block) == 0


def test_waiting_list_of_that_service_ends_with_a_letter(mia, ada, amina, contract) -> None:
    ada.weekly.update(first_day=date(2027, 9, 1))
    wait = join(mia)
    ends(contract, amina)
    open_times(ada)
    assert sweep.run(now=NOW) == 0
    assert Wait.objects.get(pk=wait.pk).end == WaitEnd.LEFT
    assert Letter.objects.filter(kind="wait-ended", to="mia@pupils.example").count() == 1
    assert not Hold.objects.exists()


def test_who_waits_is_offered_times_before_the_last_day_only(mia, ada, contract) -> None:
    ada.weekly.update(first_day=date(2027, 9, 1))
    wait = join(mia)
    type(contract).objects.filter(pk=contract.pk).update(last_day=LAST_DAY)
    open_times(ada, day=date(2026, 9, 21))
    assert sweep.run(now=NOW) == 0
    assert Wait.objects.get(pk=wait.pk).ended_at is None
    open_times(ada, day=date(2026, 9, 17))
    assert sweep.run(now=NOW) == 1
