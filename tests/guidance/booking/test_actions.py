"""Keeping a time, booking it, moving and cancelling it."""

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.models import Reason, ReasonKind
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.models import Channel, Meeting
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book


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
