"""What happens on the list by itself: who is next, offers that run out, services that are theirs no more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from guidance import tasks
from guidance.advisers.rules import BASIC
from guidance.booking import actions as booking
from guidance.models import (
    AgreedTo,
    Block,
    Change,
    Channel,
    Draw,
    GivenBack,
    Hold,
    Language,
    ParentalYes,
    Supply,
    Wait,
    WaitEnd,
)
from guidance.waiting import actions, offering, queries, sweep
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import ServiceFactory, SupplyFactory, able_adviser, bought, meeting
from tests.guidance.waiting.conftest import ASKED, join, met, open_times, pupil

DAY = timedelta(days=1)
NINE = datetime(2026, 9, 21, 8, tzinfo=UTC)  # Monday, 9am in England


def with_offer(now=NOW) -> list[Wait]:
    """Who has an offer now, the earliest time first."""
    return [one.wait for one in queries.offers(now).select_related("wait").order_by("during")]


def fresh(wait: Wait) -> Wait:
    return Wait.objects.get(pk=wait.pk)


def test_decision_near_goes_first_and_then_who_waits_the_longest(mia, ade, zoe, full, here) -> None:
    met(mia, here)
    third, second = join(zoe), join(mia, now=NOW - DAY)
    first = join(ade)
    fourth = join(pupil(here, "Una", 10), now=NOW + timedelta(minutes=1))
    open_times(full, number=3)
    at = NOW + timedelta(minutes=2)
    assert sweep.run(now=at) == 3
    assert with_offer(at) == [first, second, third]
    assert not fresh(fourth).offers


def test_round_without_a_free_time_changes_nothing(mia, full) -> None:
    wait = join(mia)
    assert sweep.run(now=NOW) == 0
    assert fresh(wait).ready_at == NOW


def test_same_round_twice_offers_once(mia, full) -> None:
    join(mia)
    open_times(full, number=3)
    assert [sweep.run(now=NOW) for _ in range(2)] == [1, 0]
    assert Letter.objects.filter(kind="wait-offer").count() == 1


def test_who_does_not_answer_goes_behind_the_others(mia, ade, full) -> None:
    mias, ades = join(mia), join(ade, now=NOW + timedelta(hours=1))
    open_times(full)
    sweep.run(now=NOW)
    assert with_offer() == [mias]
    later = NOW + 2 * DAY
    sweep.run(now=later)
    assert with_offer(later) == [ades]
    assert (fresh(mias).ready_at, fresh(mias).promised_by) == (later, date(2026, 9, 25))


def test_after_two_offers_without_an_answer_the_wait_ends_with_a_letter(mia, full) -> None:
    wait = join(mia)
    open_times(full, number=2)
    for days in (0, 2, 4):
        sweep.run(now=NOW + days * DAY)
    assert (fresh(wait).end, fresh(wait).ended_by) == (WaitEnd.NO_ANSWER, None)
    letter = Letter.objects.get(kind="wait-ended")
    assert "did not hear from you" in letter.text
    assert is_wanted(letter, now=NOW + 4 * DAY)
    assert not Hold.objects.exists()


def test_end_is_not_told_to_who_waits_again(mia, full) -> None:
    actions.end(join(mia), WaitEnd.NO_ANSWER, by=None, now=NOW)
    join(mia)
    assert not is_wanted(Letter.objects.get(kind="wait-ended"), now=NOW)


def test_same_time_is_not_offered_twice(mia, full) -> None:
    join(mia)
    open_times(full)
    sweep.run(now=NOW)
    assert sweep.run(now=NOW + 3 * DAY) == 0


def test_offer_that_somebody_else_swept_away_still_counts(mia, ade, full) -> None:
    """Whoever wants the time deletes an offer that ran out: the wait goes on as if we had done it ourselves."""
    wait = join(mia)
    open_times(full)
    sweep.run(now=NOW)
    at = NOW + 2 * DAY
    booking.hold(chosen=booking.Chosen(full.pk, NINE, Channel.PHONE), learner=ade, by=ade.account, now=at)
    assert not queries.offers(at).exists()
    sweep.run(now=at)
    assert (fresh(wait).offers, fresh(wait).promised_by) == (1, date(2026, 9, 25))


def test_no_time_is_offered_without_long_enough_to_answer(mia, full) -> None:
    join(mia)
    full.notice = 48
    full.save()
    open_times(full, day=date(2026, 9, 11))  # 48 hours from now, and its answer would be due now
    assert sweep.run(now=NOW) == 0
    open_times(full, day=date(2026, 9, 14))
    assert sweep.run(now=NOW) == 1
    assert queries.offers(NOW).get().expires_at == NOW + 2 * DAY


def test_offer_ends_before_the_adviser_needs_to_know(mia, full) -> None:
    join(mia)
    open_times(full, day=date(2026, 9, 11))
    sweep.run(now=NOW)
    assert queries.offers(NOW).get().expires_at == NOW + DAY  # 24 hours before 9am on Friday


def test_offer_fits_how_they_want_to_meet_and_the_language(mia, ade, zoe, full, room) -> None:
    face = join(mia, [Channel.FACE.value])
    polish = join(ade, answers=replace(ASKED, language=Language.POLISH))
    phone = join(zoe)
    open_times(full, number=3)
    sweep.run(now=NOW)
    assert with_offer() == [phone]
    full.languages = [Language.POLISH]
    full.save()
    sweep.run(now=NOW)
    assert set(with_offer()) == {phone, polish}
    assert not fresh(face).offers
    Change.objects.update(channels=[Channel.FACE], place=room)
    sweep.run(now=NOW)
    assert queries.offer_of(face, now=NOW).place == room


def test_nobody_is_offered_a_time_when_they_meet_somebody_else(mia, full, here) -> None:
    wait = join(mia)
    other = ServiceFactory()
    SupplyFactory(institution=here, service=other)
    meeting(able_adviser(other.organisation, "o@advisers.example", "Oto"), NINE, NINE + timedelta(hours=1), learner=mia)
    open_times(full, number=2)
    sweep.run(now=NOW)
    assert queries.offer_of(wait, now=NOW).during.lower == NINE + timedelta(hours=1)


def test_nobody_is_offered_what_a_parent_says_yes_to_no_more(here, supplied, full, amina) -> None:
    child = pupil(here, "Tom", 11, date(2014, 1, 1))
    yes = ParentalYes.objects.create(
        learner=child, agreed_to=AgreedTo.MEETINGS, name="A parent", said_on=NOW.date(), until=date(2026, 9, 18),
        created_by=amina, created_at=NOW,
    )  # fmt: skip
    join(child)
    open_times(full)  # on 21 September
    assert sweep.run(now=NOW) == 0
    yes.until = date(2026, 9, 30)
    yes.save()
    assert sweep.run(now=NOW) == 1


def test_child_is_not_offered_an_adviser_with_a_basic_check(mia, full, here) -> None:
    wait = join(mia)
    full.proofs.filter(kind="dbs").update(name=BASIC)
    open_times(full)
    assert sweep.run(now=NOW) == 0
    assert not fresh(wait).offers


def test_offer_whose_hours_go_is_taken_back_and_costs_no_place(mia, full) -> None:
    wait = join(mia)
    open_times(full)
    sweep.run(now=NOW)
    Change.objects.all().delete()
    open_times(full, day=date(2026, 9, 22))
    sweep.run(now=NOW + DAY)
    assert fresh(wait).offers == 1
    assert queries.offer_of(wait, now=NOW + DAY).during.lower == NINE + DAY


def test_offer_that_stands_is_left_alone(mia, full) -> None:
    wait = join(mia)
    open_times(full, number=2)
    sweep.run(now=NOW)
    before = queries.offer_of(wait, now=NOW)
    sweep.run(now=NOW + timedelta(hours=1))
    assert queries.offer_of(wait, now=NOW) == before


@pytest.mark.parametrize("how", ["ended", "other years", "left"])
def test_wait_ends_with_a_letter_when_the_service_is_theirs_no_more(how, mia, full, supplied) -> None:
    wait = join(mia)
    if how == "ended":
        supplied.last_day = NOW.date()
        supplied.save()
    elif how == "other years":
        supplied.year_groups = [7, 8]
        supplied.save()
    else:
        mia.enrolments.update(ended_on=NOW.date())
    sweep.run(now=NOW + DAY)
    assert fresh(wait).end == WaitEnd.LEFT
    assert "does not give guidance to you any more" in Letter.objects.get(kind="wait-ended").text


def test_next_year_group_that_is_supplied_keeps_the_wait(mia, full, supplied) -> None:
    """`maybe_left` asks this year's roll, and `ways` knows the year after the summer."""
    wait = join(mia)
    supplied.year_groups = [12]
    supplied.save()
    sweep.run(now=datetime(2026, 9, 9, 9, tzinfo=UTC))
    assert fresh(wait).end == WaitEnd.LEFT
    again = join(pupil(mia.enrolments.get().institution, "Ivo", 12))
    sweep.run(now=NOW + timedelta(hours=2))
    assert fresh(again).ended_at is None


def test_adult_keeps_waiting_for_the_service_for_adults(pat, adults) -> None:
    adults.advisers.get().weekly.update(first_day=date(2027, 9, 1))
    wait = join(pat)
    sweep.run(now=NOW)
    assert fresh(wait).ended_at is None
    open_times(adults.advisers.get())
    assert sweep.run(now=NOW) == 1


def test_time_after_the_promise_is_offered_only_once_the_promise_is_due(mia, full) -> None:
    """Who waits has seen that there are later times. Promised by 23 September: from the 20th on a late time is a time."""
    open_times(full, day=date(2026, 9, 28))
    wait = join(mia)
    assert sweep.run(now=NOW) == 0
    assert sweep.run(now=NOW + timedelta(days=10)) == 0
    assert sweep.run(now=NOW + timedelta(days=11)) == 1
    assert with_offer(NOW + timedelta(days=11)) == [wait]


def test_cancelled_meeting_is_offered_right_after_the_commit(mia, ade, full, time_machine, monkeypatch) -> None:
    time_machine.move_to(NOW, tick=False)
    open_times(full)
    made = book(mia, full, NINE)
    wait = join(ade)
    asked = []
    monkeypatch.setattr("guidance.waiting.after.after_commit", lambda task, *args: asked.append((task, args)))
    booking.cancel(meeting_id=made.pk, because="", by=mia.account, now=NOW)
    assert asked == [(tasks.offer_free_times, (full.service_id,))]
    assert not Hold.objects.exists()
    tasks.offer_free_times(full.service_id)
    assert with_offer() == [wait]


def test_nothing_is_asked_of_a_worker_when_nobody_waits(mia, full, monkeypatch) -> None:
    open_times(full)
    made = book(mia, full, NINE)
    asked = []
    monkeypatch.setattr("guidance.waiting.after.after_commit", lambda *args: asked.append(args))
    booking.cancel(meeting_id=made.pk, because="", by=mia.account, now=NOW)
    assert not asked


def test_one_that_cannot_be_offered_stops_no_other_and_the_task_fails(mia, ade, full, monkeypatch) -> None:
    broken, whole = join(mia), join(ade, now=NOW - timedelta(minutes=1))
    open_times(full, number=2)
    keep = offering._keep

    def fails(wait, *args):
        if wait.pk == broken.pk:
            raise ValueError
        keep(wait, *args)

    monkeypatch.setattr(offering, "_keep", fails)
    with pytest.raises(RuntimeError, match="1 waits"):
        sweep.run(now=NOW)
    assert with_offer() == [whole]
    monkeypatch.undo()
    assert sweep.run(now=NOW) == 1  # killed in the middle: the next run goes on
    assert len(with_offer()) == 2


def test_record_that_is_erased_meanwhile_stops_nobody(mia, ade, full, monkeypatch) -> None:
    gone, whole = join(mia), join(ade, now=NOW + timedelta(minutes=1))
    open_times(full, number=2)
    offer_to = offering.offer_to

    def after_erasing(wait_id, *facts):
        Wait.objects.filter(pk=gone.pk).delete()
        return offer_to(wait_id, *facts)

    monkeypatch.setattr(offering, "offer_to", after_erasing)
    at = NOW + timedelta(minutes=2)
    assert sweep.run(now=at) == 1
    assert with_offer(at) == [whole]


def count(run) -> int:
    with CaptureQueriesContext(connection) as seen:
        run()
    return len(seen)


def test_each_offer_costs_a_constant_number_of_queries_and_a_full_line_none(mia, full, here) -> None:
    for number in range(12):
        join(pupil(here, f"Pupil{number}", 11))
    nothing_free = count(lambda: sweep.run(now=NOW))
    join(mia)
    assert count(lambda: sweep.run(now=NOW)) == nothing_free
    open_times(full, number=1)
    one = count(lambda: sweep.run(now=NOW))
    Hold.objects.all().delete()
    Wait.objects.update(offers=0, ready_at=NOW)
    Letter.objects.filter(kind="wait-offer").delete()
    Change.objects.all().delete()
    open_times(full, number=4)
    four = count(lambda: sweep.run(now=NOW))
    each = (four - one) / 3
    assert each == int(each)
    assert each <= 32


def test_whoever_waits_keeps_their_place_while_the_block_of_their_school_is_used_up(
    here, service, supplied, mia, ade, full
) -> None:
    supplied.delete()
    block = bought(here, service, 1)
    wait = join(mia)
    open_times(full, number=2)
    book(ade, full, datetime(2026, 9, 21, 8, tzinfo=UTC))
    sweep.run(now=NOW)
    assert fresh(wait).ended_at is None
    assert with_offer() == []
    Draw.objects.update(given_back_at=NOW, because=GivenBack.IN_TIME)
    sweep.run(now=NOW)
    assert with_offer() == [wait]
    Block.objects.filter(pk=block.pk).update(sessions=1, year_groups=[10])
    Supply.objects.update(year_groups=[10])
    sweep.run(now=NOW + 2 * DAY)
    assert fresh(wait).end == WaitEnd.LEFT
