"""An adviser's day, one meeting, the caseload: what the adviser sees, and for how long."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Membership, Role
from frontdoor.record.models import Look, LookReason, WhatHelps
from guidance.booking import actions, reasons
from guidance.booking.actions import Answers, Chosen
from guidance.models import Adviser, Channel, Meeting, Topic
from tests.factories import OrganisationFactory, member
from tests.guidance.booking.people import NINE, NOW, TEN, book, missed
from tests.guidance.factories import WeeklyFactory, able_adviser, meeting

DAY, CASELOAD = "/guidance/day/", "/guidance/caseload/"


def page(meeting: Meeting, step: str = "") -> str:
    return f"/guidance/day/{meeting.pk}/{step}"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_day_lists_the_coming_meeting_with_the_name(as_ada, booked) -> None:
    shown = text(as_ada.get(DAY))

    assert "Monday 14 September 2026" in shown
    assert "9am to 9:45am: Mia Hart" in shown
    assert booked.reference in shown
    assert "What to do after Year 11" in shown


def test_day_says_today_first(as_ada, booked, time_machine) -> None:
    time_machine.move_to(NINE - timedelta(hours=1), tick=False)

    assert "Today, Monday 14 September 2026" in text(as_ada.get(DAY))


def test_day_keeps_one_look_with_the_service(as_ada, booked, ada) -> None:
    as_ada.get(DAY)

    look = Look.objects.get()
    assert (look.viewer, look.learners, look.reason) == (ada.user, [booked.learner_id], LookReason.BOOKED)
    assert look.organisation == ada.service.organisation


def test_name_is_not_shown_once_the_reason_has_ended(as_ada, booked) -> None:
    booked.learner.reasons.filter(source_key__startswith="guidance").update(ended_at=NOW)
    shown = text(as_ada.get(DAY))

    assert booked.reference in shown
    assert "Mia" not in shown
    assert not Look.objects.exists()
    assert as_ada.get(page(booked)).status_code == 404


def test_both_services_of_one_adviser_are_one_list(as_ada, ada, booked, adults, pat) -> None:
    Membership.objects.create(user=ada.user, organisation=adults.organisation, role=Role.ADVISER, created_at=NOW)
    second = able_adviser_row(ada, adults)
    meeting(second, TEN, TEN + timedelta(minutes=45), learner=pat)
    shown = text(as_ada.get(DAY))

    assert shown.count("Monday 14 September 2026") == 1
    assert "for Invented Careers for Adults" in shown


def able_adviser_row(ada, service):
    return Adviser.objects.get_or_create(user=ada.user, service=service, defaults={"created_at": NOW})[0]


def test_meeting_shows_words_and_phone(as_ada, booked) -> None:
    shown = text(as_ada.get(page(booked)))

    for said in ("Mia Hart", "Apprenticeships near me", "07700 900123", "What to do after Year 11", booked.reference):
        assert said in shown


@pytest.mark.parametrize("shares", [True, False])
def test_what_helps_me_is_shown_by_choice_only(as_ada, mia, ada, shares) -> None:
    WhatHelps.objects.create(learner=mia, words="A quiet room", changed_at=NOW)
    made = book(mia, ada, answers=Answers(Topic.AFTER_16, phone="07700 900123", shares_what_helps=shares))

    assert ("A quiet room" in text(as_ada.get(page(made)))) is shares


def test_meeting_is_gone_for_strangers(booked, at_nine, signed_in, service, lena, amina, bryn, adults) -> None:
    near = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    people = [near.user, lena, amina, bryn, adults.advisers.get().user, booked.learner.account]
    for person in people:
        client = signed_in(person)
        for step in ("", "move/", "cancel/"):
            assert client.get(page(booked, step)).status_code == 404, (person, step)
        assert client.post(page(booked, "missed/")).status_code == 404
        assert client.get(f"/guidance/for/{booked.learner_id}/").status_code == 404


def test_former_adviser_sees_nothing(as_ada, booked, ada) -> None:
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)

    for address in (DAY, CASELOAD, page(booked), f"/guidance/for/{booked.learner_id}/"):
        assert as_ada.get(address).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(28, 200), (29, 404)])
def test_meeting_is_gone_after_follow_up(booked, ada, signed_in, time_machine, days, status) -> None:
    time_machine.move_to(NINE + timedelta(days=days), tick=False)

    assert signed_in(ada.user).get(page(booked)).status_code == status


def test_past_meeting_asks_what_happened_and_missed_is_saved_once(as_ada, booked, ada, time_machine) -> None:
    time_machine.move_to(NINE + timedelta(hours=2), tick=False)
    shown = text(as_ada.get(DAY))
    assert "What happened?" in shown
    assert "Mia Hart" in shown

    for _ in range(2):
        as_ada.post(page(booked, "missed/"))
    booked.refresh_from_db()
    assert (booked.outcome, booked.outcome_by) == ("missed", ada.user)
    assert "What happened?" not in text(as_ada.get(DAY))


def test_what_happened_shows_the_oldest_20_then_the_next(ada, signed_in, time_machine) -> None:
    made = [meeting(ada, NINE + timedelta(hours=one), NINE + timedelta(hours=one, minutes=45)) for one in range(21)]
    time_machine.move_to(NINE + timedelta(days=2), tick=False)
    first, second = (text(signed_in(ada.user).get(f"{DAY}?past={number}")) for number in (1, 2))

    assert all(one.reference in first for one in made[:20])
    assert made[20].reference not in first
    assert 'href="?past=2#what-happened"' in first
    assert made[20].reference in second
    assert made[0].reference not in second


@pytest.mark.parametrize("minutes", [-1, 0, 44])
def test_missed_is_refused_before_it_is_over(as_ada, booked, time_machine, minutes) -> None:
    time_machine.move_to(NINE + timedelta(minutes=minutes), tick=False)
    assert "Did not come" not in text(as_ada.get(page(booked)))
    answer = as_ada.post(page(booked, "missed/"), follow=True)

    assert "is not over yet" in text(answer)
    booked.refresh_from_db()
    assert booked.outcome == ""


def test_cancelling_needs_a_reason_and_leads_to_the_day(as_ada, booked) -> None:
    assert "Choose why you cancel it" in text(as_ada.post(page(booked, "cancel/"), {}))
    assert "Choose why you cancel it" in text(as_ada.post(page(booked, "cancel/"), {"because": "<b>"}))

    answer = as_ada.post(page(booked, "cancel/"), {"because": "learner"}, follow=True)
    assert "The meeting is cancelled. They get a letter." in text(answer)
    booked.refresh_from_db()
    assert booked.cancelled_because == "You asked your adviser to cancel it."
    assert "You asked your adviser" in Letter.objects.get(kind="meeting-cancelled").text
    again = as_ada.post(page(booked, "cancel/"), {"because": "learner"}, follow=True)
    assert "There is nothing more to do" in text(again)


def test_moving_offers_own_times_and_moves(as_ada, booked, ada) -> None:
    shown = text(as_ada.get(page(booked, "move/")))
    assert "Monday 14 September 2026, </span>10am to 10:45am" in shown

    key = f"{ada.pk}-{int(TEN.timestamp())}"
    as_ada.post(page(booked, "move/"), {"time": key, "channel": "video"})
    booked.refresh_from_db()
    assert (booked.moves, booked.channel) == (1, Channel.VIDEO)


@pytest.mark.parametrize(
    ("time", "said"),
    [("", "Choose a time"), ("x", "Choose a time from the list"), ("1-99999999999999999999", "Choose a time")],
)
def test_bad_time_is_refused(as_ada, booked, time, said) -> None:
    assert said in text(as_ada.post(page(booked, "move/"), {"time": time, "channel": "phone"}))


def test_meeting_cannot_be_moved_to_another_adviser(as_ada, booked, service) -> None:
    other = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    WeeklyFactory(adviser=other)
    key = f"{other.pk}-{int(NINE.timestamp())}"

    assert "no longer free" in text(as_ada.post(page(booked, "move/"), {"time": key, "channel": "phone"}))


def test_way_that_the_time_has_not_is_said(as_ada, booked, ada) -> None:
    key = f"{ada.pk}-{int(TEN.timestamp())}"

    answer = as_ada.post(page(booked, "move/"), {"time": key, "channel": "face-to-face"})
    assert "The time that you chose is by video call or by phone only" in text(answer)


def test_missing_yes_is_said_instead_of_times(as_ada, booked, mia) -> None:
    """It was taken back after the booking, say: nothing that is offered could be chosen."""
    mia.date_of_birth = date(2014, 1, 5)
    mia.save()

    shown = text(as_ada.get(page(booked, "move/")))
    assert "They are under 13, so a parent or carer has to say yes" in shown
    assert "Move the meeting</button>" not in shown


def test_begun_meeting_is_moved_until_somebody_says_what_happened(as_ada, booked, ada, time_machine) -> None:
    time_machine.move_to(NINE + timedelta(hours=2), tick=False)
    assert "It was on Monday 14 September 2026" in text(as_ada.get(page(booked, "move/")))
    key = f"{ada.pk}-{int((NINE + timedelta(days=7)).timestamp())}"
    as_ada.post(page(booked, "move/"), {"time": key, "channel": "phone"})
    booked.refresh_from_db()
    assert (booked.moves, booked.during.lower) == (1, NINE + timedelta(days=7))

    time_machine.move_to(NINE + timedelta(days=8), tick=False)
    missed(booked.pk, ada.user, NINE + timedelta(days=8))
    assert "cannot be changed" in text(as_ada.get(page(booked, "move/"), follow=True))


def test_caseload_has_last_and_next(as_ada, booked, mia, ada, time_machine) -> None:
    time_machine.move_to(NINE + timedelta(hours=2), tick=False)
    later = NINE + timedelta(days=7)
    actions.book(
        learner=mia,
        chosen=Chosen(ada.pk, later, Channel.PHONE),
        answers=Answers(Topic.NOT_SURE),
        booked_as="adviser",
        by=ada.user,
        now=NINE + timedelta(hours=2),
    )
    shown = text(as_ada.get(CASELOAD))

    assert "Next meeting: Monday 21 September 2026, 9am to 9:45am" in shown
    assert "Last meeting: Monday 14 September 2026, 9am to 9:45am" in shown
    assert shown.count("Mia Hart") == 3  # the name, and for those who hear the page what is asked and the button
    assert reverse("guidance:for-learner", args=[mia.pk]) in shown


def test_nobody_but_advisers_has_a_day(at_nine, signed_in, amina, lena, ada) -> None:
    for person in (amina, lena):
        assert signed_in(person).get(DAY).status_code == 404
        assert signed_in(person).get(CASELOAD).status_code == 404


def test_day_without_meetings_says_so(as_ada) -> None:
    assert "No meeting is booked" in text(as_ada.get(DAY))
    assert "Nobody yet" in text(as_ada.get(CASELOAD))


@pytest.mark.parametrize("address", [DAY, CASELOAD])
def test_lists_cost_the_same_at_any_length(as_ada, ada, booked, address) -> None:
    as_ada.get(address)
    with CaptureQueriesContext(connection) as one:
        as_ada.get(address)
    for number in range(1, 4):
        made = meeting(ada, NINE + timedelta(days=7 * number), NINE + timedelta(days=7 * number, minutes=45))
        reasons.begin(made, now=NOW)
    with CaptureQueriesContext(connection) as four:
        as_ada.get(address)
    assert len(four) == len(one)


def test_other_service_sees_nothing_of_it(booked, at_nine, signed_in) -> None:
    far = OrganisationFactory(kind="adviser-service", name="Far Advisers")
    zed = able_adviser(far, "zed@far.example", "Zed Far")
    lead = member("lead@far.example", "Lee Far", far, Role.ADVISER_LEAD)

    assert "Mia" not in text(signed_in(zed.user).get(DAY))
    assert signed_in(lead).get(page(booked)).status_code == 404
