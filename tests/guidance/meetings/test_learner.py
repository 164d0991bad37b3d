"""Meetings on the pages of a learner, in what they take along, in what they may delete, and when their record is erased."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.privacy import past
from frontdoor.letters.models import Letter, State
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.access import Can
from frontdoor.record.erasing.actions import erase
from frontdoor.record.shown import Looking, holds, theirs
from guidance import learner as room
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.meetings import supporters
from guidance.meetings.shown import to_staff
from guidance.models import (
    AgreedTo,
    BookedAs,
    Channel,
    Hold,
    Meeting,
    ParentalYes,
    Supporter,
    Topic,
    Wait,
)
from tests.factories import UserFactory
from tests.guidance.booking.people import NINE, NOW, TEN, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
WROTE = "Apprenticeships near me"


@pytest.fixture
def made(mia, ada) -> Meeting:
    return book(mia, ada)


@pytest.fixture
def everything(made, mia, ada, service) -> Meeting:
    """A meeting that moved and has a supporter, a wait with an offer, a parent's yes, a time that is kept."""
    supporters.invite(meeting_id=made.pk, name="Sam", email="sam@home.example", by=mia.account, now=NOW)
    actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.PHONE), by=mia.account, now=NOW)
    wait = Wait.objects.create(
        learner=mia, service=service, topic=Topic.NOT_SURE, channels=["phone"], words=WROTE, booked_as=BookedAs.LEARNER,
        promised_by=date(2026, 10, 1), ready_at=NOW, created_by=mia.account, created_at=NOW,
    )  # fmt: skip
    week = timedelta(days=7)
    facts = {"adviser": ada, "channel": "phone", "expires_at": NOW + timedelta(minutes=5)}
    Hold.objects.create(wait=wait, during=(NINE + week, TEN + week), **facts)
    Hold.objects.create(user=mia.account, during=(NINE + 2 * week, TEN + 2 * week), **facts)
    ParentalYes.objects.create(
        learner=mia, agreed_to=AgreedTo.VIDEO, name="Pat Hart", said_on=NOW.date(), until=date(2027, 8, 31),
        created_by=mia.account, created_at=NOW,
    )  # fmt: skip
    made.refresh_from_db()
    return made


def looking(learner, user, **more) -> list[str]:
    """All words of this room's sections."""
    sections = room.sections(Looking(learner, user, NOW.date(), **more))
    return [f"{one.text} {one.beside} {one.note} {one.href}" for section in sections for one in section.lines]


def test_the_learner_sees_what_comes_with_the_way_to_it(mia, made):
    (line,) = looking(mia, mia.account)
    assert "Monday 14 September 2026, 9am to 9:45am" in line
    assert f"/guidance/meetings/{made.pk}/" in line
    (section,) = room.sections(Looking(mia, mia.account, NOW.date()))
    assert dict(section.links)["Book a meeting"] == "/guidance/"
    (page,) = room.own_pages(mia)
    assert page.href == "/guidance/meetings/"


def test_without_a_meeting_the_learner_reads_so_and_nobody_else_anything(mia, here):
    (section,) = room.sections(Looking(mia, mia.account, NOW.date()))
    assert section.empty == "You have no meeting booked."
    assert looking(mia, UserFactory()) == []
    assert looking(mia, UserFactory(), institution=here, can=frozenset({Can.SEE_LEARNERS})) == []


def test_a_parent_sees_when_and_how_and_no_words(mia, made):
    (line,) = looking(mia, UserFactory())
    assert "Monday 14 September 2026" in line
    assert "Phone with Ada Viser" in line
    assert WROTE not in line
    assert "/guidance/" not in line


def test_staff_of_the_school_see_days_and_what_became_of_them_only(mia, ada, made, here, elsewhere):
    off = book(mia, ada, NINE + timedelta(days=7))
    actions.cancel(meeting_id=off.pk, because="ill", by=mia.account, now=NOW)
    assert [(one.text, one.beside) for one in to_staff(mia, here, NOW)] == [
        ("14 September 2026", "Booked"),
        ("21 September 2026", "Cancelled"),
    ]
    assert to_staff(mia, elsewhere, NOW) == []


def test_page_of_the_school_leads_staff_who_record_activities_to_booking(mia, made, here):
    def links(*can):
        look = Looking(mia, UserFactory(), NOW.date(), here, frozenset(can))
        return [href for part in room.sections(look) for _, href in part.links]

    assert links(Can.SEE_LEARNERS) == []
    assert links(Can.SEE_LEARNERS, Can.LOG_ACTIVITY) == [f"/guidance/suppliers/{here.urn}/for/{mia.pk}/"]


def test_all_of_it_is_taken_along(everything, mia):
    tables = {one.key: one for one in holds(mia)}
    for key in ("meetings", "meeting-supporters", "meeting-waits", "meeting-offers", "meeting-yeses"):
        (row,) = tables[key].rows
        assert len(row) == len(tables[key].columns)
    said = str(tables["meetings"].rows)
    assert WROTE in said
    assert "07700 900123" in said
    assert "Pat Hart" not in str([one.rows for one in tables.values()])
    assert any("Who said yes" in words for words in room.held_back(mia))


def test_the_learner_deletes_their_words_and_keeps_the_meeting(everything, mia):
    (mine,) = [one for one in theirs(mia) if one.key == "meeting-words"]
    assert "2 texts" in mine.words
    mine.delete()
    assert Meeting.objects.get(pk=everything.pk).words == ""
    assert not past(Meeting).filter(words__contains="Apprenticeships").exists()
    assert not past(Wait).filter(words__contains="Apprenticeships").exists()
    assert [one for one in theirs(mia) if one.key == "meeting-words"] == []


def test_erasing_frees_the_time_tells_the_others_and_leaves_no_row(everything, mia, ada, pat, service):
    Letter.objects.all().update(state=State.SENT, sent_at=NOW)
    account = mia.account
    erase(learner=mia, now=NOW)
    for model in (Meeting, Wait, Supporter, ParentalYes):
        assert not model.objects.exists()
        assert not past(model).exists()
    assert not Hold.objects.exists()
    off = {one.kind: one for one in Letter.objects.filter(state=State.QUEUED)}
    assert set(off) == {"meeting-adviser-off", "supporter-off"}
    assert all(is_wanted(one, now=NOW) for one in off.values())
    account.refresh_from_db()
    assert not account.is_active


def test_erasing_empties_every_letter_that_names_them(everything, mia):
    erase(learner=mia, now=NOW)
    for letter in Letter.objects.all():
        assert "Mia" not in letter.text + letter.subject
        assert letter.to != "mia@pupils.example"


def test_a_meeting_that_has_begun_is_erased_too(made, mia, time_machine):
    time_machine.move_to(NINE + timedelta(minutes=5), tick=False)
    erase(learner=mia, now=NINE + timedelta(minutes=5))
    assert not Meeting.objects.exists()
