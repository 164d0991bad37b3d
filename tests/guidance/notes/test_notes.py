"""An adviser's own notes: theirs alone, one window at a time, and gone when their time is over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib import admin
from django.core.management import call_command

from frontdoor.ground.privacy import history_of
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Membership
from frontdoor.record.erasing.actions import erase
from frontdoor.record.erasing.periods import Period, periods
from frontdoor.record.models import Look
from frontdoor.record.shown import held_back
from guidance.booking.actions import Chosen, cancel, move
from guidance.models import Channel, Meeting, Note
from guidance.notes import actions, forgetting
from guidance.notes.queries import mark_of
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser

pytestmark = pytest.mark.django_db
WORDS = "Wants to hear more about engineering"
NOTHING = mark_of("")


def page(meeting: Meeting) -> str:
    return f"/guidance/day/{meeting.pk}/notes/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def note(made, by, words=WORDS, before=NOTHING, now=NOW) -> str:
    return actions.write(meeting_id=made.pk, words=words, before=before, by=by, now=now)


def test_page_says_who_reads_and_where_a_concern_goes(as_ada, booked) -> None:
    shown = text(as_ada.get(page(booked)))
    for said in (
        "Only you read them here: not the school, not your service, not another adviser.",
        "Mia Hart can ask your service for what it holds about them",
        "Do not write a safeguarding concern here",
        "Sade Guard",
        "/worried/",
    ):
        assert said in shown
    assert Look.objects.get().learners == [booked.learner_id]


def test_words_are_kept_shown_changed_and_deleted(as_ada, booked) -> None:
    answer = as_ada.post(page(booked), {"words": WORDS, "before": NOTHING}, follow=True)
    assert "Your notes are saved." in text(answer)
    assert WORDS in text(as_ada.get(page(booked)))
    as_ada.post(page(booked), {"words": "Other words", "before": mark_of(WORDS)})
    assert Note.objects.get().words == "Other words"
    answer = as_ada.post(page(booked), {"words": " ", "before": mark_of("Other words")}, follow=True)
    assert "Your notes are deleted." in text(answer)
    assert not Note.objects.exists()


def test_two_windows_do_not_overwrite_one_another(as_ada, booked) -> None:
    as_ada.post(page(booked), {"words": WORDS, "before": NOTHING})
    shown = text(as_ada.post(page(booked), {"words": "From the second window", "before": NOTHING}))
    assert "changed in another window" in shown
    assert f"It says there now: {WORDS}" in shown
    assert "From the second window" in shown
    assert Note.objects.get().words == WORDS
    assert f'value="{mark_of(WORDS)}"' in shown


def test_the_same_again_changes_nothing(booked, ada) -> None:
    note(booked, ada.user)
    note(booked, ada.user, now=NOW + timedelta(hours=1))
    assert Note.objects.get().changed_at == NOW


def test_too_much_is_refused_in_words(as_ada, booked, ada) -> None:
    assert "Use 4,000 characters or fewer" in text(as_ada.post(page(booked), {"words": "x" * 4001, "before": NOTHING}))
    with pytest.raises(Refused, match="4,000"):
        note(booked, ada.user, "x" * 4001)


def test_nobody_else_writes_or_opens_them(booked, at_nine, signed_in, service, lena, amina, bryn, ada) -> None:
    note(booked, ada.user)
    near = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near").user
    for somebody in (near, lena, amina, bryn, booked.learner.account):
        with pytest.raises(Refused, match="any more"):
            note(booked, somebody, "Mine", mark_of(WORDS))
        client = signed_in(somebody)
        assert client.get(page(booked)).status_code == client.post(page(booked), {"words": ""}).status_code == 404
    assert Note.objects.get().words == WORDS


def test_they_are_out_of_sight_once_the_reason_has_ended(booked, ada) -> None:
    note(booked, ada.user)
    with pytest.raises(Refused):
        note(booked, ada.user, "More", mark_of(WORDS), now=NINE + timedelta(days=29))
    cancel(meeting_id=booked.pk, because="", by=ada.user, now=NOW)
    with pytest.raises(Refused):
        note(booked, ada.user, "More", mark_of(WORDS))


def test_who_takes_over_the_meeting_does_not_read_them(booked, ada, service, at_nine, signed_in) -> None:
    other = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    WeeklyFactory(adviser=other)
    note(booked, ada.user)
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)
    Meeting.objects.filter(pk=booked.pk).update(adviser=other)
    booked.learner.reasons.filter(person=ada.user).update(person=other.user)
    shown = text(signed_in(other.user).get(page(booked)))
    assert WORDS not in shown
    note(booked, other.user, "Mine", NOTHING)
    assert Note.objects.count() == 2


def test_a_moved_meeting_keeps_them(booked, ada) -> None:
    note(booked, ada.user)
    move(meeting_id=booked.pk, chosen=Chosen(ada.pk, TEN, Channel.PHONE), by=ada.user, now=NOW)
    assert note(booked, ada.user, WORDS + "!", mark_of(WORDS)) == WORDS + "!"


def test_no_history_and_no_admin_page() -> None:
    assert history_of(Note) is None
    assert not admin.site.is_registered(Note)


def test_the_export_says_that_they_exist_and_whom_to_ask(booked, ada) -> None:
    assert not [one for one in held_back(booked.learner) if "notes exist" in one]
    note(booked, ada.user)
    said = [one for one in held_back(booked.learner) if "notes exist" in one]
    assert len(said) == 1
    assert "ask Northway Advisers" in said[0]
    assert WORDS not in said[0]


def test_erasing_the_learner_deletes_them(booked, ada) -> None:
    note(booked, ada.user)
    erase(learner=booked.learner, now=NOW)
    assert not Note.objects.exists()


def test_an_emptied_account_takes_its_notes_along(booked, ada) -> None:
    note(booked, ada.user)
    ada.user.memberships.update(ended_at=NOW)
    call_command("erase_account", ada.user.email)
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("on", "left"), [(datetime(2027, 9, 13, 4, tzinfo=UTC), 1), (datetime(2027, 9, 14, 4, tzinfo=UTC), 0)]
)
def test_they_go_12_months_after_the_meeting(booked, ada, on, left) -> None:
    """The meeting is on 14 September 2026."""
    note(booked, ada.user)
    assert forgetting.forget_notes(now=on) == 1 - left
    assert Note.objects.count() == left


def test_the_period_is_that_of_the_data(booked, ada, monkeypatch) -> None:
    found = periods()["notes"]
    assert (found.months, found.from_event) == (12, "the meeting")
    note(booked, ada.user)
    shorter = Period("notes", "", "", "in-force", "the meeting", months=1)
    monkeypatch.setattr(forgetting, "periods", lambda: {"notes": shorter})
    assert forgetting.forget_notes(now=datetime(2026, 10, 20, tzinfo=UTC)) == 1


def test_a_second_meeting_shows_the_notes_of_the_first(as_ada, booked, mia, ada) -> None:
    note(booked, ada.user)
    later = book(mia, ada, NINE + timedelta(days=7))
    assert WORDS in text(as_ada.get(f"/guidance/day/{later.pk}/"))
    assert WORDS not in text(as_ada.get(f"/guidance/day/{booked.pk}/"))


def test_what_writes_them_sends_and_records_nothing(booked, ada) -> None:
    letters = Letter.objects.count()
    actions.write(meeting_id=booked.pk, words=WORDS, before=NOTHING, by=ada.user, now=NOW)
    assert Letter.objects.count() == letters
    assert not [one for one in Letter.objects.all() if WORDS in str(one.__dict__)]


def test_no_log_line_has_them(booked, as_ada, caplog) -> None:
    as_ada.post(f"/guidance/day/{booked.pk}/notes/", {"words": WORDS, "before": NOTHING})
    assert Note.objects.get().words == WORDS
    assert WORDS not in caplog.text
