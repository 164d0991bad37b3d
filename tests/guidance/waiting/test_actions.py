"""Joining the list and leaving it; saying yes or no to what is offered."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.record.models import Attendance
from guidance.booking import actions as booking
from guidance.booking.actions import Chosen
from guidance.booking.rules import PARENT_NEEDED, VIDEO_NEEDED
from guidance.models import Channel, Hold, Meeting, Wait, WaitEnd
from guidance.waiting import actions, queries, sweep
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import ServiceFactory, SupplyFactory, WeeklyFactory, able_adviser
from tests.guidance.waiting.conftest import join, met, open_times, pupil


def offered(learner) -> Wait:
    """The learner joins, two times become free, and they are offered the first."""
    wait = join(learner)
    open_times(learner.adviser, number=2)
    sweep.run(now=NOW)
    wait.refresh_from_db()
    return wait


@pytest.fixture
def wait(mia, full) -> Wait:
    """Mia is offered Monday 21 September, 9am."""
    mia.adviser = full
    return offered(mia)


def test_joining_promises_a_day_and_names_who_owns_it(mia, full, service, here) -> None:
    made = join(mia)
    assert (made.service, made.institution) == (service, here)
    assert made.promised_by == date(2026, 9, 23)
    assert (made.band, made.offers, made.ready_at) == (1, 0, NOW)
    letter = Letter.objects.get(kind="wait-joined")
    assert letter.to == "mia@pupils.example"
    assert "You get a time by 23 September 2026" in letter.text
    assert "Colleges near me" not in letter.text


def test_joining_twice_is_waiting_once(mia, full) -> None:
    assert join(mia) == join(mia)
    assert Letter.objects.filter(kind="wait-joined").count() == 1


def test_nobody_waits_while_a_time_is_free_that_suits(mia, ada) -> None:
    with pytest.raises(Refused, match="There is a free time"):
        join(mia)
    assert not Wait.objects.exists()


def test_free_time_in_another_way_than_they_want_does_not_keep_them_from_waiting(mia, ada, room) -> None:
    ada.channels = [Channel.VIDEO]
    ada.save()
    assert join(mia).service == ada.service


def test_nobody_joins_to_whom_nobody_gives_guidance(mia, supplied) -> None:
    supplied.delete()
    with pytest.raises(Refused, match="Ask your careers leader"):
        join(mia)


def test_under_13_needs_a_parent_and_under_16_a_yes_to_video(here, supplied, full) -> None:
    twelve = pupil(here, "Tom", 11, date(2014, 1, 1))
    with pytest.raises(Refused) as why:
        join(twelve)
    assert str(why.value) == PARENT_NEEDED
    fifteen = pupil(here, "Fay", 11, date(2011, 1, 1))
    with pytest.raises(Refused) as why:
        join(fifteen, [Channel.VIDEO])
    assert str(why.value) == VIDEO_NEEDED
    assert join(fifteen, [Channel.VIDEO, Channel.PHONE])


def test_offer_is_in_a_way_to_which_everybody_said_yes(here, supplied, full) -> None:
    fifteen = pupil(here, "Fay", 11, date(2011, 1, 1))
    wait = join(fifteen, [Channel.VIDEO, Channel.PHONE])
    open_times(full)
    sweep.run(now=NOW)
    assert queries.offer_of(wait, now=NOW).channel == Channel.PHONE


def test_own_staff_own_the_promise_before_a_service_that_is_bought(mia, full, here) -> None:
    own = able_adviser(here, "own@advisers.example", "Olu Own").service
    SupplyFactory(institution=here, service=own)
    assert join(mia).service == own


def test_whoever_has_nobody_to_do_it_owns_no_promise(mia, full, here, service) -> None:
    empty = ServiceFactory(organisation=here)
    SupplyFactory(institution=here, service=empty)
    assert join(mia).service == service


def test_adult_waits_with_the_service_for_adults(pat, adults) -> None:
    adults.advisers.get().weekly.update(first_day=date(2027, 9, 1))
    made = join(pat)
    assert (made.service, made.institution, made.band) == (adults, None, 2)


def test_band_is_the_second_once_they_met_an_adviser_in_this_phase(mia, ade, zoe, full, here) -> None:
    met(mia, here, date(2025, 11, 3))
    met(ade, here, date(2021, 11, 3))  # in Year 6
    assert [join(one).band for one in (mia, ade, zoe)] == [2, 1, 2]


def test_absence_and_a_group_do_not_take_the_first_band_away(mia, full, here) -> None:
    met(mia, here, attendance=Attendance.ABSENT)
    met(mia, here, one_to_one=False)
    assert join(mia).band == 1


def test_withdrawing_frees_what_was_on_offer(wait, mia) -> None:
    actions.withdraw(wait_id=wait.pk, by=mia.account, now=NOW)
    again = actions.withdraw(wait_id=wait.pk, by=mia.account, now=NOW + timedelta(days=1))
    assert (again.end, again.ended_by, again.ended_at) == (WaitEnd.WITHDRAWN, mia.account, NOW)
    assert not Hold.objects.exists()


def test_yes_books_the_time_and_ends_the_wait(wait, mia, full) -> None:
    made = actions.accept(wait_id=wait.pk, number=1, by=None, now=NOW)
    assert actions.accept(wait_id=wait.pk, number=1, by=None, now=NOW) == made
    wait.refresh_from_db()
    assert (made.learner, made.adviser, made.during.lower.hour) == (mia, full, 8)
    assert (made.words, made.phone, made.created_by) == ("Colleges near me", "07700 900123", mia.account)
    assert (wait.end, wait.meeting, wait.ended_at) == (WaitEnd.BOOKED, made, NOW)
    assert not Hold.objects.exists()


def test_yes_comes_too_late_when_the_offer_is_over(wait) -> None:
    with pytest.raises(Refused, match="not kept for you"):
        actions.accept(wait_id=wait.pk, number=1, by=None, now=NOW + timedelta(days=2))
    assert not Meeting.objects.exists()


def test_yes_to_an_earlier_offer_does_not_book_the_later_one(wait) -> None:
    actions.decline(wait_id=wait.pk, number=1, by=None, now=NOW)
    sweep.run(now=NOW)
    with pytest.raises(Refused):
        actions.accept(wait_id=wait.pk, number=1, by=None, now=NOW)
    assert queries.offer_of(wait, now=NOW)


def test_no_is_the_back_of_the_line_with_a_new_promise_and_another_time(wait) -> None:
    later = NOW + timedelta(days=1)
    actions.decline(wait_id=wait.pk, number=1, by=None, now=later)
    wait.refresh_from_db()
    assert (wait.ready_at, wait.promised_by, wait.ended_at) == (later, date(2026, 9, 24), None)
    sweep.run(now=later)
    assert queries.offer_of(wait, now=later).during.lower == datetime(2026, 9, 21, 9, tzinfo=UTC)


def test_second_no_is_the_end_and_a_repeated_one_changes_nothing(wait) -> None:
    actions.decline(wait_id=wait.pk, number=1, by=None, now=NOW)
    sweep.run(now=NOW)
    actions.decline(wait_id=wait.pk, number=1, by=None, now=NOW)  # the first letter's page, once more
    assert queries.offer_of(wait, now=NOW)
    assert actions.decline(wait_id=wait.pk, number=2, by=None, now=NOW).end == WaitEnd.WITHDRAWN
    assert not Hold.objects.exists()


def test_time_that_is_not_free_after_all_costs_no_place(wait) -> None:
    actions.give_back(wait_id=wait.pk, number=1, now=NOW)
    wait.refresh_from_db()
    assert (wait.offers, wait.ready_at, wait.promised_by) == (0, wait.created_at, date(2026, 9, 23))


def test_booking_in_another_way_ends_the_wait(wait, mia, full) -> None:
    made = book(mia, full, datetime(2026, 9, 21, 9, tzinfo=UTC))
    wait.refresh_from_db()
    assert (wait.end, wait.meeting) == (WaitEnd.BOOKED, made)
    assert not Hold.objects.exists()


def test_booking_with_another_service_leaves_the_wait(mia, full, here) -> None:
    wait = join(mia)
    other = able_adviser(ServiceFactory().organisation, "other@advisers.example", "Oto Other")
    SupplyFactory(institution=here, service=other.service)
    WeeklyFactory(adviser=other)
    book(mia, other)
    wait.refresh_from_db()
    assert wait.ended_at is None


def test_nobody_else_gets_the_time_that_is_on_offer(wait, ade, full) -> None:
    chosen = Chosen(full.pk, datetime(2026, 9, 21, 8, tzinfo=UTC), Channel.PHONE)
    with pytest.raises(Refused):
        booking.hold(chosen=chosen, learner=ade, by=ade.account, now=NOW)


def test_letters_go_only_while_they_are_true(wait) -> None:
    letters = {kind: Letter.objects.get(kind=f"wait-{kind}") for kind in ("joined", "offer")}
    assert not is_wanted(letters["joined"], now=NOW)
    assert is_wanted(letters["offer"], now=NOW)
    assert not is_wanted(letters["offer"], now=NOW + timedelta(days=2))
    actions.decline(wait_id=wait.pk, number=1, by=None, now=NOW)
    assert not is_wanted(letters["offer"], now=NOW)


def test_offer_says_until_when_and_what_a_no_means(wait) -> None:
    letter = Letter.objects.get(kind="wait-offer")
    assert "Monday 21 September 2026, 9am to 9:45am" in letter.text
    assert "11 September 2026 at 9:00am" in letter.text
    assert "back of the line" in letter.text
    assert letter.expires_at == NOW + timedelta(days=2)
    assert "Mia" not in letter.text
