"""Two records of one person become one, with their meetings, waits and yeses."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.record.joining.actions import CODE, join_learners, undo
from frontdoor.record.models import Learner, Reason, ReasonKind
from frontdoor.record.shown import sources
from frontdoor.record.sourceless import sourceless
from guidance.booking.actions import Chosen, move
from guidance.booking.reasons import key_of
from guidance.models import (
    AgreedTo,
    BookedAs,
    Feedback,
    Hold,
    Meeting,
    Note,
    Outcome,
    ParentalYes,
    Summary,
    Supporter,
    Topic,
    Wait,
    WaitEnd,
)
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]


@pytest.fixture
def former() -> Learner:
    """Another record of Mia's, from before."""
    return LearnerFactory(account=None, given_names="Mia", family_name="Hart", date_of_birth=date(2010, 9, 2))


@pytest.fixture
def abe(service):
    """Another adviser with the same Mondays."""
    adviser = able_adviser(service.organisation, "abe@advisers.example", "Abe Viser")
    WeeklyFactory(adviser=adviser)
    return adviser


def join(mia, former, now=NOW):
    return join_learners(kept=mia, absorbed=former, cause=CODE, now=now, by=mia.account)


def moved_to(former: Learner, meeting: Meeting) -> Meeting:
    """As if it had been booked for the other record."""
    Meeting.objects.filter(pk=meeting.pk).update(learner=former)
    return meeting


def test_meetings_go_over_and_of_two_at_one_time_one_is_cancelled(mia, former, ada, abe):
    theirs, other = (moved_to(former, book(mia, adviser, start)) for adviser, start in ((abe, NINE), (abe, TEN)))
    own = book(mia, ada)
    joining = join(mia, former)
    live = Meeting.objects.filter(learner=mia, cancelled_at=None)
    assert set(live.values_list("pk", flat=True)) == {own.pk, other.pk}
    assert Meeting.objects.get(pk=theirs.pk).cancelled_at == NOW
    undo(joining_id=joining.pk, by=mia.account, now=NOW)
    assert set(Meeting.objects.filter(learner=former).values_list("pk", flat=True)) == {theirs.pk, other.pk}


def test_two_that_have_begun_wait_until_one_is_marked_as_missed(mia, former, ada, abe):
    theirs = moved_to(former, book(mia, abe))
    own, later = book(mia, ada), NINE + timedelta(days=1)
    with pytest.raises(Refused, match="at which one you were"):
        join(mia, former, now=later)
    Meeting.objects.filter(pk=own.pk).update(outcome=Outcome.MISSED, outcome_by=ada.user, outcome_at=later)
    joining = join(mia, former, now=later)
    assert list(Meeting.objects.filter(learner=mia)) == [theirs]
    assert sourceless(sources(), now=later) == []
    assert [one.person for one in Reason.objects.filter(kind=ReasonKind.BOOKED)] == [abe.user]
    undo(joining_id=joining.pk, by=mia.account, now=later)
    assert Meeting.objects.get(pk=own.pk).learner == mia
    assert Reason.objects.get(person=ada.user).source_key == key_of(own)
    assert sourceless(sources(), now=later) == []


def test_undoing_brings_back_no_adviser_who_has_left(mia, former, ada, abe):
    moved_to(former, book(mia, abe))
    own, later = book(mia, ada), NINE + timedelta(days=1)
    Meeting.objects.filter(pk=own.pk).update(outcome=Outcome.MISSED, outcome_by=ada.user, outcome_at=later)
    joining = join(mia, former, now=later)
    ada.user.memberships.update(ended_at=later)
    undo(joining_id=joining.pk, by=mia.account, now=later)
    assert Meeting.objects.filter(pk=own.pk).exists()
    assert not Reason.objects.filter(person=ada.user, ended_at=None).exists()


def test_undoing_takes_along_who_meets_them_since(mia, former, ada):
    theirs = moved_to(former, book(mia, ada))
    joining = join(mia, former)
    move(meeting_id=theirs.pk, chosen=Chosen(ada.pk, TEN, theirs.channel), by=mia.account, now=NOW)
    assert Reason.objects.get(person=ada.user, ended_at=None).learner == mia
    undo(joining_id=joining.pk, by=mia.account, now=NOW)
    assert Reason.objects.get(person=ada.user, ended_at=None).learner == former
    assert sourceless(sources(), now=NOW) == []


@pytest.mark.parametrize("offered", [True, False])
def test_of_two_waits_the_one_that_is_further_goes_on(mia, former, ada, service, offered):
    def wait(learner, band, day):
        return Wait.objects.create(
            learner=learner, service=service, topic=Topic.NOT_SURE, channels=["phone"], band=band,
            booked_as=BookedAs.LEARNER, promised_by=date(2026, 10, 1), ready_at=NOW - timedelta(days=day),
            created_by=mia.account, created_at=NOW,
        )  # fmt: skip

    own, theirs = wait(mia, 2, 9), wait(former, 1, 1)
    if offered:
        expires = NOW + timedelta(hours=1)
        Hold.objects.create(wait=own, adviser=ada, channel="phone", during=(NINE, TEN), expires_at=expires)
    join(mia, former)
    goes_on, ended = (own, theirs) if offered else (theirs, own)
    assert Wait.objects.get(learner=mia, ended_at=None) == goes_on
    assert Wait.objects.get(pk=ended.pk).end == WaitEnd.WITHDRAWN
    assert Hold.objects.count() == offered


@pytest.mark.parametrize("longer", ["own", "theirs"])
def test_of_two_yeses_the_one_that_holds_longer_stays(mia, former, longer):
    until = {"own": date(2027, 1, 1), "theirs": date(2027, 1, 1)} | {longer: date(2027, 8, 31)}
    for learner, who in ((mia, "own"), (former, "theirs")):
        ParentalYes.objects.create(
            learner=learner, agreed_to=AgreedTo.VIDEO, name=who, said_on=NOW.date(), until=until[who],
            created_by=mia.account, created_at=NOW,
        )  # fmt: skip
    joining = join(mia, former)
    assert ParentalYes.objects.get(learner=mia).name == longer
    undo(joining_id=joining.pk, by=mia.account, now=NOW)
    assert {one.learner: one.name for one in ParentalYes.objects.all()} == {mia: "own", former: "theirs"}


def test_the_missed_one_takes_its_notes_along_and_brings_them_back(mia, former, ada, abe):
    theirs = moved_to(former, book(mia, abe))
    own, later = book(mia, ada), NINE + timedelta(days=1)
    Meeting.objects.filter(pk=own.pk).update(outcome=Outcome.MISSED, outcome_by=ada.user, outcome_at=later)
    Meeting.objects.filter(pk=theirs.pk).update(outcome=Outcome.ATTENDED, outcome_by=abe.user, outcome_at=later)
    Note.objects.create(meeting=own, adviser=ada, words="Rang, no answer", changed_at=later)
    Supporter.objects.create(meeting=own, name="Sam", email="sam@home.example", created_by=mia.account, created_at=NOW)
    Summary.objects.create(meeting=theirs, talked="Talked", written_by=abe.user, written_at=later)
    Feedback.objects.create(meeting=theirs, helped="a-lot", knows_next=True, said_at=later)
    joining = join(mia, former, now=later)
    assert not Note.objects.exists()
    assert not Supporter.objects.exists()
    assert Summary.objects.get().meeting.learner == Feedback.objects.get().meeting.learner == mia
    undo(joining_id=joining.pk, by=mia.account, now=later)
    assert (Note.objects.get().words, Note.objects.get().meeting) == ("Rang, no answer", own)
    assert Supporter.objects.get().meeting == own
    assert Summary.objects.get().meeting.learner == former


def test_two_at_one_time_that_both_happened_do_not_join(mia, former, ada, abe):
    later = NINE + timedelta(days=1)
    for made in (moved_to(former, book(mia, abe)), book(mia, ada)):
        Meeting.objects.filter(pk=made.pk).update(
            outcome=Outcome.ATTENDED, outcome_by=made.adviser.user, outcome_at=later
        )
    with pytest.raises(Refused, match="at which one you were"):
        join(mia, former, now=later)
