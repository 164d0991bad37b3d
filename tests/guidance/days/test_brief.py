"""The brief before a meeting, what is left after it, and for how long its adviser sees any of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdoor.record.models import (
    Activity,
    ActivityKind,
    Attendance,
    Enrolment,
    Participation,
    PlanAction,
    Reason,
    ReasonScope,
    WhatHelps,
)
from frontdoor.record.plan.agreed import Step
from guidance.booking.actions import Answers, cancel
from guidance.days.brief import brief_of
from guidance.days.opens import Part, opens
from guidance.models import Feedback, Helped, Meeting, Note, Outcome, Summary, Topic
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from tests.guidance.booking.people import NINE, NOW, TEN, book, missed
from tests.guidance.factories import able_adviser, meeting

pytestmark = pytest.mark.django_db
SAID = Said("We looked at apprenticeships.", "College, or an apprenticeship", school_may_read=True)


def page(made: Meeting) -> str:
    return f"/guidance/day/{made.pk}/"


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def heard(title: str, day: date, key: str = "") -> Activity:
    facts = {"kind": ActivityKind.EMPLOYER, "hours": 1, "source": "By hand", "created_at": NOW}
    return Activity.objects.create(title=title, day=day, source_key=key or f"test:{title}", **facts)


def did(learner, title: str, day: date, attendance=Attendance.ATTENDED) -> Participation:
    activity = heard(title, day)
    return Participation.objects.create(activity=activity, learner=learner, attendance=attendance)


def goal(learner, title: str, *steps: Step, reached_on: date | None = None):
    made = learner.goals.create(title=title, created_by=learner.account, created_at=NOW, reached_on=reached_on)
    for one in steps:
        PlanAction.objects.create(
            goal=made, text=one.text, owner=one.owner, due_on=one.due_on, created_by=learner.account, created_at=NOW
        )
    return made


def before(ada, mia, days: int, outcome: str = Outcome.ATTENDED, **more) -> Meeting:
    """A meeting so many days before this one."""
    begins = NINE - timedelta(days=days)
    facts = {"outcome": outcome, "outcome_by": ada.user, "outcome_at": NOW} if outcome else {}
    return meeting(ada, begins, begins + timedelta(minutes=45), learner=mia, **facts | more)


def summary(made: Meeting, words: str, **more) -> Summary:
    return Summary.objects.create(
        meeting=made, talked=words, written_by=made.adviser.user, written_at=made.during.upper, **more
    )


def test_each_scope_opens_its_parts() -> None:
    assert opens(ReasonScope.CARD) == {Part.SAID}
    assert opens(ReasonScope.PLAN) == {Part.SAID, Part.PLAN}
    assert opens(ReasonScope.RECORD) == {*Part}
    assert opens("anything") == frozenset()


def test_brief_has_person_plan_and_what_they_did(as_ada, booked, mia, here) -> None:
    did(mia, "A builder came", date(2026, 6, 3))
    did(mia, "Was not there", date(2026, 6, 4), Attendance.ABSENT)
    goal(mia, "Become a nurse", Step("Ask the ward", "learner", date(2026, 10, 1)))
    goal(mia, "Long reached", Step("Nothing left", "learner"), reached_on=date(2026, 7, 1))
    shown = text(as_ada.get(page(booked)))
    for said in (f"{here.label}, Year 11", "16", "A builder came", "3 June 2026", "Encounter with an employer"):
        assert said in shown
    for said in ("Become a nurse", "Ask the ward", "The learner. By 1 October 2026"):
        assert said in shown
    for said in ("Was not there", "Long reached", "Nothing left"):
        assert said not in shown


def test_what_is_never_shown(as_ada, booked, mia) -> None:
    Enrolment.objects.update(upn="Z999999999999", email="mia@school.example", tutor_group="11Qx")
    shown = text(as_ada.get(page(booked)))
    for said in ("Z999999999999", "mia@school.example", "mia@pupils.example", "11Qx", "2 September 2010"):
        assert said not in shown


def test_a_card_opens_only_what_they_said_for_this_meeting(as_ada, booked, mia, ada) -> None:
    did(mia, "A builder came", date(2026, 6, 3))
    goal(mia, "Become a nurse")
    before(ada, mia, 70)
    Reason.objects.filter(person=ada.user).update(scope=ReasonScope.CARD)
    shown = text(as_ada.get(page(booked)))
    assert "Apprenticeships near me" in shown
    for said in ("A builder came", "Become a nurse", "Made-up school), Year 11", "Their plan", "Earlier meetings"):
        assert said not in shown


def test_scope_is_that_of_this_meetings_own_reason(booked, mia, ada) -> None:
    """Another meeting's wider reason opens nothing here."""
    Reason.objects.filter(person=ada.user).update(scope=ReasonScope.CARD)
    book(mia, ada, NINE + timedelta(days=7))
    assert brief_of(booked, now=NOW).plan is None
    Reason.objects.filter(source_key=f"guidance.meeting:{booked.pk}:0").update(ended_at=NOW)
    assert brief_of(booked, now=NOW) is None


def test_newest_ten_without_the_meetings_booked_here(as_ada, booked, mia) -> None:
    for day in range(1, 13):
        did(mia, f"Visit number {day};", date(2026, 6, day))
    here = heard("Booked here", date(2026, 7, 1), "guidance.meeting:1")
    Participation.objects.create(activity=here, learner=mia, attendance=Attendance.ATTENDED)
    shown = text(as_ada.get(page(booked)))
    assert [day for day in range(1, 13) if f"Visit number {day};" in shown] == [*range(3, 13)]
    assert "Booked here" not in shown


def test_earlier_meetings_say_what_became_of_them(as_ada, booked, mia, ada, service) -> None:
    zoe = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    mine = before(ada, mia, 20)
    summary(mine, "Written by me")
    Note.objects.create(meeting=mine, adviser=ada, words="My own note", changed_at=NOW)
    shared, closed = before(zoe, mia, 30), before(zoe, mia, 40)
    summary(shared, "Shared with advisers", advisers_may_read=True)
    summary(closed, "Not for others", school_may_read=True)
    Note.objects.create(meeting=shared, adviser=zoe, words="A note of another adviser", changed_at=NOW)
    before(ada, mia, 50, Outcome.MISSED)
    shown = text(as_ada.get(page(booked)))
    for said in ("Written by me", "My own note", "Shared with advisers", "25 August 2026", "Did not come"):
        assert said in shown
    for said in ("Not for others", "A note of another adviser"):
        assert said not in shown


@pytest.mark.parametrize("shares", [True, False])
def test_what_helps_is_shown_where_it_is_shared_for_this_meeting(as_ada, mia, ada, shares) -> None:
    WhatHelps.objects.create(learner=mia, words="A quiet room", changed_at=NOW)
    made = book(mia, ada, answers=Answers(Topic.AFTER_16, phone="07700 900123", shares_what_helps=shares))
    assert ("A quiet room" in text(as_ada.get(page(made)))) is shares


def test_the_last_day_of_sight_is_said(as_ada, booked) -> None:
    assert "You see this until 12 October 2026." in text(as_ada.get(page(booked)))
    Reason.objects.filter(source_key__startswith="guidance.meeting:").update(until=date(2026, 9, 30))
    assert "You see this until 30 September 2026." in text(as_ada.get(page(booked)))


def test_before_during_and_after_have_their_own_button(booked, ada, signed_in, time_machine) -> None:
    time_machine.move_to(NINE - timedelta(minutes=1), tick=False)
    shown = text(signed_in(ada.user).get(page(booked)))
    assert "Move this meeting" in shown
    assert "Say what happened" not in shown
    time_machine.move_to(NINE, tick=False)
    shown = text(signed_in(ada.user).get(page(booked)))
    assert "Say what happened" in shown
    assert reverse("guidance:day-meeting-outcome", args=[booked.pk]) in shown
    assert "Move this meeting" not in shown


def test_after_it_the_page_says_what_is_left(booked, ada, mia, signed_in, time_machine) -> None:
    time_machine.move_to(TEN, tick=False)
    actions.record(meeting_id=booked.pk, outcome=Outcome.ATTENDED, said=SAID, by=ada.user, now=TEN)
    steps = [Step("Visit the college", "learner", date(2026, 10, 1)), Step("Send the link", "adviser")]
    actions.agree(meeting_id=booked.pk, goal_id=None, title="After 16", steps=steps, by=ada.user, now=TEN)
    PlanAction.objects.filter(text="Send the link").update(done_on=date(2026, 9, 14))
    Feedback.objects.create(meeting=booked, helped=Helped.A_LOT, knows_next=True, words="Thank you!", said_at=TEN)
    shown = text(signed_in(ada.user).get(page(booked)))
    for said in (
        "What happened: Personal guidance was given",
        "We looked at apprenticeships.",
        "College, or an apprenticeship",
        "Read by Mia Hart, signed in and the careers leader and head of Herefield School. Nobody else but you.",
        "Careers adviser. Done on 14 September 2026",
        "It helped: a lot. They know what to do next.",
        "Thank you!",
        "Correct it",
    ):
        assert said in shown
    assert "Say what happened" not in shown


def test_missed_can_be_corrected(booked, ada, signed_in, time_machine) -> None:
    time_machine.move_to(TEN, tick=False)
    missed(booked.pk, ada.user, TEN)
    shown = text(signed_in(ada.user).get(page(booked)))
    assert "Mia Hart did not come" in shown
    assert "Correct it" in shown
    assert "What happened:" not in shown


def test_brief_costs_the_same_however_much_there_is(as_ada, booked, mia, ada) -> None:
    def grow(number: int) -> None:
        did(mia, f"Visit {number}", date(2026, 6, number))
        goal(mia, f"Goal {number}", Step("One", "learner"), Step("Two", "adviser"))
        made = before(ada, mia, 7 * number)
        summary(made, "Words")
        Note.objects.create(meeting=made, adviser=ada, words="Note", changed_at=NOW)

    grow(1)
    as_ada.get(page(booked))
    with CaptureQueriesContext(connection) as one:
        as_ada.get(page(booked))
    for number in range(2, 6):
        grow(number)
    with CaptureQueriesContext(connection) as five:
        as_ada.get(page(booked))
    assert len(five) == len(one)


PAGES = ["day-meeting", "day-meeting-outcome", "day-meeting-next", "day-meeting-notes", "for-learner"]


def opened(route: str, made: Meeting) -> str:
    return reverse(f"guidance:{route}", args=[made.learner_id if route == "for-learner" else made.pk])


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize(("days", "sees"), [(0, True), (28, True), (29, False)])
def test_adviser_sees_a_learner_until_the_end_of_follow_up(
    booked, ada, signed_in, time_machine, route, days, sees
) -> None:
    time_machine.move_to(NINE + timedelta(days=days, hours=1), tick=False)
    actions.record(meeting_id=booked.pk, outcome=Outcome.ATTENDED, said=SAID, by=ada.user, now=TEN)
    assert signed_in(ada.user).get(opened(route, booked)).status_code == (200 if sees else 404)


@pytest.mark.parametrize("route", PAGES)
def test_adviser_sees_a_learner_from_booking_on(mia, ada, at_nine, signed_in, time_machine, route) -> None:
    """The day before there is no reason: the same addresses, of a meeting that is made and not yet booked with anybody."""
    client = signed_in(ada.user)
    made = meeting(ada, NINE, NINE + timedelta(minutes=45), learner=mia)  # as before booking: no reason was opened
    assert client.get(opened(route, made)).status_code == 404
    Meeting.objects.filter(pk=made.pk).delete()
    booked = book(mia, ada)
    answer = client.get(opened(route, booked))
    assert answer.status_code in ((200, 302) if route in ("day-meeting-outcome", "day-meeting-next") else (200,))


@pytest.mark.parametrize("route", PAGES)
def test_cancelling_ends_it_at_once(booked, as_ada, ada, route) -> None:
    cancel(meeting_id=booked.pk, because="", by=ada.user, now=NOW)
    answer = as_ada.get(opened(route, booked))
    assert "Mia" not in answer.content.decode()
    assert answer.status_code in (302, 404)
