"""Keeping a time, booking it, moving and cancelling it."""

from datetime import date, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from frontdoor.record.models import Learner, Reason, ReasonKind
from guidance.advisers.rules import BASIC
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.booking.rules import HELD_FOR
from guidance.models import Adviser, BookedAs, Channel, Hold, Meeting, Outcome, ProofKind, Service, Topic, Wait
from guidance.tasks import offer_free_times
from guidance.times.free import Time
from tests.factories import MembershipFactory, UserFactory
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book, missed
from tests.guidance.factories import ProofFactory, SupplyFactory, WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled


def test_booking_makes_a_meeting_a_reason_and_two_letters(mia, ada, here) -> None:
    made = book(mia, ada)
    assert (made.institution, made.channel, made.moves) == (here, Channel.PHONE, 0)
    assert len(made.reference) == 8
    reason = Reason.objects.get(source_key=f"guidance.meeting:{made.pk}:0")
    assert (reason.person, reason.learner, str(reason.until)) == (ada.user, mia, "2026-10-12")
    assert {one.to for one in Letter.objects.all()} == {"mia@pupils.example", "ada@advisers.example"}


def test_same_again_is_the_same_meeting(mia, ada) -> None:
    assert book(mia, ada) == book(mia, ada)
    assert Meeting.objects.count() == 1


def test_taken_time_is_refused(mia, pat, ada) -> None:
    book(mia, ada)
    with pytest.raises(Refused, match="no longer free"):
        book(pat, ada)


def test_moving_frees_the_old_time_and_tells_both(mia, ada) -> None:
    made = book(mia, ada)
    moved = actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.VIDEO), by=mia.account, now=NOW)
    assert (moved.pk, moved.during.lower, moved.moves, moved.reference) == (made.pk, TEN, 1, made.reference)
    assert Reason.objects.get(kind=ReasonKind.BOOKED, ended_at=None).source_key.endswith(":1")
    assert Letter.objects.filter(kind="meeting-moved").count() == 1


def test_cancelling_frees_the_time_and_ends_the_reason(mia, ada) -> None:
    made = book(mia, ada)
    actions.cancel(meeting_id=made.pk, because="", by=None, now=NOW)
    assert not Reason.objects.filter(kind=ReasonKind.BOOKED, ended_at=None).exists()
    assert book(mia, ada).pk != made.pk


def test_meeting_in_a_place_has_the_place(mia, ada, room) -> None:
    assert book(mia, ada, ONE, Channel.FACE).place == room


def test_held_time_is_kept_for_the_holder_only(mia, pat, ada) -> None:
    actions.hold(chosen=Chosen(ada.pk, NINE, Channel.PHONE), learner=mia, by=mia.account, now=NOW)
    with pytest.raises(Refused):
        actions.hold(chosen=Chosen(ada.pk, NINE, Channel.PHONE), learner=mia, by=pat.account, now=NOW)
    assert book(mia, ada)


def test_another_way_at_the_same_time_is_not_the_same_meeting(mia, ada) -> None:
    book(mia, ada)
    with pytest.raises(Refused, match="You have a meeting at that time"):
        book(mia, ada, channel=Channel.VIDEO)


def test_learner_is_at_one_meeting_at_a_time(mia, ada, here) -> None:
    bea = able_adviser(ada.service.organisation, "bea@advisers.example", "Bea Viser")
    WeeklyFactory(adviser=bea, starts_at=time(9, 30), ends_at=time(11))
    book(mia, ada)
    with pytest.raises(Refused, match="You have a meeting at that time"):
        book(mia, bea, NINE + timedelta(minutes=30))


def test_learner_books_three_meetings_and_an_adviser_may_book_a_fourth(mia, ada) -> None:
    for start in (NINE, TEN, TEN + timedelta(hours=1)):
        book(mia, ada, start)
    with pytest.raises(Refused, match="You have 3 meetings"):
        book(mia, ada, ONE, Channel.FACE)
    assert book(mia, ada, ONE, Channel.FACE, booked_as=BookedAs.ADVISER, by=ada.user)


@pytest.mark.parametrize(
    ("setting", "value", "later"), [("most_a_day", 1, 1), ("most_a_week", 1, 1), ("buffer", 120, 1), ("notice", 200, 0)]
)
def test_nobody_is_booked_beyond_what_the_adviser_said(mia, pat, ada, here, setting, value, later) -> None:
    setattr(ada, setting, value)
    ada.save()
    if later:
        book(mia, ada)
    with pytest.raises(Refused, match="no longer free"):
        book(enrolled(here).learner, ada, NINE + later * timedelta(hours=1), by=ada.user)


def test_one_person_at_two_services_is_booked_once(mia, ada, adults, pat) -> None:
    also = adviser_of(ada, adults)
    book(mia, ada)
    with pytest.raises(Refused, match="no longer free"):
        book(pat, also)
    with pytest.raises(Refused, match="no longer free"):
        actions.hold(chosen=Chosen(also.pk, NINE, Channel.PHONE), learner=pat, by=pat.account, now=NOW)
    assert book(pat, also, TEN)


@pytest.mark.parametrize(
    ("start", "channel"),
    [
        (NINE + timedelta(minutes=5), Channel.PHONE),
        (NINE, Channel.FACE),
        (NINE - timedelta(weeks=1), Channel.PHONE),
        (NINE + timedelta(weeks=30), Channel.PHONE),
        (NINE + timedelta(days=2), Channel.PHONE),
    ],
)
def test_what_is_no_free_time_is_refused(mia, ada, start, channel) -> None:
    with pytest.raises(Refused, match="no longer free"):
        book(mia, ada, start, channel)


def test_adviser_of_no_service_of_mine_is_refused(mia, adults, ada, pat) -> None:
    with pytest.raises(Refused):
        book(mia, adults.advisers.get())
    with pytest.raises(Refused):
        book(pat, ada)


def test_adviser_who_left_or_is_not_able_is_refused(mia, ada) -> None:
    ada.proofs.filter(kind=ProofKind.DBS).update(until=NINE.date() - timedelta(days=1))
    with pytest.raises(Refused):
        book(mia, ada)
    ada.proofs.filter(kind=ProofKind.DBS).update(until=NINE.date())
    ada.user.memberships.update(ended_at=NOW)
    with pytest.raises(Refused):
        book(mia, ada)


def test_a_child_is_not_booked_with_a_basic_check_and_an_adult_is(pat, adults) -> None:
    adults.advisers.get().proofs.filter(kind=ProofKind.DBS).update(name=BASIC)
    child = LearnerFactory(date_of_birth=date(2009, 1, 1))
    with pytest.raises(Refused):
        book(child, adults.advisers.get(), by=pat.account)
    assert book(pat, adults.advisers.get())


def test_time_in_a_place_that_closed_is_refused(mia, ada, room, lena) -> None:
    room.closed_at, room.closed_by = NOW, lena
    room.save()
    with pytest.raises(Refused):
        book(mia, ada, ONE, Channel.FACE)


def test_whose_yes_is_missing_is_refused_when_booking_and_when_moving(here, supplied, ada) -> None:
    learner = enrolled(here, learner=LearnerFactory(date_of_birth=date(2012, 1, 1))).learner
    with pytest.raises(Refused, match="under 16"):
        book(learner, ada, channel=Channel.VIDEO, by=ada.user)
    made = book(learner, ada, by=ada.user)
    with pytest.raises(Refused, match="under 16"):
        actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.VIDEO), by=None, now=NOW)


def test_meeting_is_on_behalf_of_the_school_that_was_asked_for(mia, ada, here, elsewhere) -> None:
    SupplyFactory(institution=elsewhere, service=ada.service)
    enrolled(elsewhere, learner=mia, sort="other")
    assert book(mia, ada, institution_id=elsewhere.pk).institution == elsewhere
    with pytest.raises(Refused):
        book(mia, ada, TEN, institution_id=999)


# --- Keeping a time ---------------------------------------------------------------------------------------------------


def keep(person, ada, start=NINE, now=NOW, **more) -> Hold:
    return actions.hold(chosen=Chosen(ada.pk, start, Channel.PHONE), learner=person, by=person.account, now=now, **more)


def test_keeping_another_time_gives_the_first_back_and_the_same_is_kept_no_longer(mia, ada) -> None:
    keep(mia, ada)
    for minutes in (5, 14):
        assert keep(mia, ada, now=NOW + timedelta(minutes=minutes)).expires_at == NOW + HELD_FOR
    video = Chosen(ada.pk, NINE, Channel.VIDEO)
    again = actions.hold(chosen=video, learner=mia, by=mia.account, now=NOW + timedelta(minutes=14))
    assert (again.channel, again.expires_at) == (Channel.VIDEO, NOW + HELD_FOR)
    assert keep(mia, ada, now=NOW + HELD_FOR).expires_at == NOW + 2 * HELD_FOR  # it was free for others
    keep(mia, ada, TEN)
    assert [one.during.lower for one in Hold.objects.all()] == [TEN]


def test_kept_time_is_anybodys_once_it_has_expired(mia, ada, here) -> None:
    keep(mia, ada)
    other = enrolled(here, learner=LearnerFactory(account=UserFactory())).learner
    with pytest.raises(Refused):
        keep(other, ada, now=NOW + HELD_FOR - timedelta(seconds=1))
    assert keep(other, ada, now=NOW + HELD_FOR)
    assert Hold.objects.get().user == other.account


def test_kept_times_that_are_over_are_forgotten_after_an_hour(mia, ada, time_machine) -> None:
    keep(mia, ada)
    time_machine.move_to(NOW + HELD_FOR + timedelta(minutes=59), tick=False)
    offer_free_times()
    assert Hold.objects.exists()
    time_machine.move_to(NOW + HELD_FOR + timedelta(hours=1), tick=False)
    offer_free_times()
    assert not Hold.objects.exists()


def test_what_i_keep_is_not_in_my_way_at_a_time_beside_it(mia, ada) -> None:
    ada.buffer = 60
    ada.save()
    keep(mia, ada)
    assert book(mia, ada, NINE + timedelta(minutes=105)).during.lower == NINE + timedelta(minutes=105)


def test_kept_time_counts_to_what_the_adviser_holds(mia, ada, here) -> None:
    ada.most_a_day = 1
    ada.save()
    keep(mia, ada)
    with pytest.raises(Refused):
        book(enrolled(here).learner, ada, TEN, by=ada.user)


def test_time_is_kept_no_more_once_it_is_booked_or_moved_to(mia, ada) -> None:
    keep(mia, ada)
    made = book(mia, ada)
    assert not Hold.objects.exists()
    keep(mia, ada, TEN)
    actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.PHONE), by=mia.account, now=NOW)
    assert not Hold.objects.exists()


def test_time_that_was_offered_is_booked_by_who_waits_and_by_nobody_else(mia, ada, here) -> None:
    facts = {"service": ada.service, "topic": Topic.NOT_SURE, "channels": ["phone"], "promised_by": NINE.date()}
    made = {"created_by": mia.account, "created_at": NOW, "ready_at": NOW, "booked_as": BookedAs.LEARNER}
    wait = Wait.objects.create(learner=mia, **facts, **made)
    during = DateTimeTZRange(NINE, NINE + timedelta(minutes=45))
    Hold.objects.create(adviser=ada, wait=wait, during=during, channel="phone", expires_at=NOW + timedelta(days=1))
    with pytest.raises(Refused):
        book(enrolled(here).learner, ada, by=ada.user)
    with pytest.raises(Refused):
        book(mia, ada)
    assert book(mia, ada, wait_id=wait.pk)
    assert not Hold.objects.exists()


# --- Moving, cancelling, missing ---------------------------------------------------------------------------------------


def move(meeting, adviser, start=TEN, channel=Channel.PHONE, **more):
    chosen = Chosen(adviser.pk, start, channel)
    return actions.move(meeting_id=meeting.pk, chosen=chosen, **{"by": None, "now": NOW} | more)


def test_moving_twice_to_one_time_is_moving_once(mia, ada) -> None:
    made = book(mia, ada)
    assert move(made, ada).moves == move(made, ada).moves == 1
    assert Letter.objects.filter(kind="meeting-moved").count() == 1


def test_meeting_is_not_in_its_own_way(mia, ada) -> None:
    ada.most_a_day, ada.most_a_week = 1, 1
    ada.save()
    made = book(mia, ada)
    assert move(made, ada).during.lower == TEN
    assert move(made, ada, TEN, Channel.VIDEO).channel == Channel.VIDEO


def test_time_that_a_meeting_left_is_free_at_once(mia, ada, here) -> None:
    move(book(mia, ada), ada)
    assert book(enrolled(here).learner, ada, by=ada.user)


def test_meeting_that_moves_to_a_room_and_back_has_its_place_and_none(mia, ada, room) -> None:
    made = book(mia, ada)
    assert move(made, ada, ONE, Channel.FACE).place == room
    assert move(made, ada).place is None


def test_refused_move_changes_nothing(mia, ada, here) -> None:
    made = book(mia, ada)
    book(enrolled(here).learner, ada, TEN, by=ada.user)
    before = Letter.objects.count()
    with pytest.raises(Refused):
        move(made, ada)
    made.refresh_from_db()
    assert (made.during.lower, made.moves) == (NINE, 0)
    assert Reason.objects.get(source_key=f"guidance.meeting:{made.pk}:0").ended_at is None
    assert Letter.objects.count() == before


@pytest.mark.parametrize("now", [NINE, NINE + timedelta(days=1)])
def test_meeting_that_began_is_neither_moved_nor_cancelled(mia, ada, now) -> None:
    made = book(mia, ada)
    with pytest.raises(Refused, match="begun"):
        move(made, ada, ONE, Channel.FACE, now=now)
    with pytest.raises(Refused, match="begun"):
        actions.cancel(meeting_id=made.pk, because="", by=None, now=now)


def test_cancelled_meeting_stays_cancelled(mia, ada) -> None:
    made = book(mia, ada)
    for by in (None, mia.account):
        actions.cancel(meeting_id=made.pk, because="x" * 400, by=by, now=NOW)
    made.refresh_from_db()
    assert (made.cancelled_at, made.cancelled_by, len(made.cancelled_because)) == (NOW, None, 300)
    with pytest.raises(Refused, match="cancelled"):
        move(made, ada)
    with pytest.raises(Refused, match="cancelled"):
        missed(made.pk, ada.user, NINE)


def test_meeting_is_missed_once_it_is_over(mia, ada) -> None:
    made, over = book(mia, ada), NINE + timedelta(minutes=45)
    for early in (NINE, over - timedelta(minutes=1)):
        with pytest.raises(Refused, match="not over"):
            missed(made.pk, ada.user, early)
    done = missed(made.pk, ada.user, over)
    assert (done.outcome, done.outcome_by, done.outcome_at) == (Outcome.MISSED, ada.user, over)
    assert missed(made.pk, mia.account, TEN).outcome_by == ada.user


def test_record_that_was_erased_or_joined_meanwhile_is_refused(mia, pat, ada) -> None:
    made = book(mia, ada)
    Learner.objects.filter(pk=mia.pk).update(account=None, joined_into=pat)
    with pytest.raises(Refused, match="not here any more"):
        book(mia, ada, TEN)
    for act in (move, lambda meeting, _ada: actions.cancel(meeting_id=meeting.pk, because="", by=None, now=NOW)):
        with pytest.raises(Refused, match="not here any more"):
            act(made, ada)
    made.delete()
    with pytest.raises(Refused, match="not here any more"):
        move(made, ada)


def test_database_has_the_last_word_and_it_is_a_sentence(mia, pat, ada, here, monkeypatch) -> None:
    book(mia, ada)
    free = Time(NINE, NINE + timedelta(minutes=45), (Channel.PHONE,), None)
    monkeypatch.setattr(actions.times, "of_one_at_work", lambda *_: free)
    with pytest.raises(Refused, match="no longer free"):
        book(enrolled(here).learner, ada, by=ada.user)
    assert Meeting.objects.count() == 1


def test_booking_asks_the_database_so_often(mia, ada, django_assert_num_queries) -> None:
    with django_assert_num_queries(24):
        book(mia, ada)


def adviser_of(adviser: Adviser, service: Service) -> Adviser:
    """The same person at another service, with the same hours."""
    MembershipFactory(user=adviser.user, organisation=service.organisation, role=Role.ADVISER)
    also = Adviser.objects.get(user=adviser.user, service=service)
    ProofFactory(adviser=also)
    ProofFactory(adviser=also, dbs=True)
    WeeklyFactory(adviser=also)
    return also
