"""Asking for a place: the action, and the five screens."""

from datetime import date, time

import pytest
from django.urls import reverse

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Activity, ActivityKind, Attendance, Participation, Reason, WhatHelps
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory
from tests.workexperience.applications.conftest import NOW, TYPED
from tests.workexperience.factories import OfferFactory, SessionFactory, applied
from workexperience.applications import actions, fitting, moves, queries
from workexperience.applications.actions import Answers
from workexperience.models import Application, ApplicationState, Mode, Step

S = ApplicationState
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def ask(learner, session, *, online=None, **more):
    return actions.apply(
        learner=learner, offer_id=session.offer_id, session_id=session.pk, online_session_id=online and online.pk,
        answers=Answers(**TYPED | more), by=learner.account, now=NOW,
    )  # fmt: skip


def test_applying_is_waiting_for_the_school_and_holds_no_place(zara, week, here):
    made = ask(zara, week, support="A quiet room", shares_support=True)
    week.refresh_from_db()
    assert (made.state, made.institution, made.band, week.taken) == (S.SCHOOL, here, 1, 0)
    assert made.shares_support
    assert Step.objects.get(application=made).state == S.SCHOOL
    assert not Reason.objects.filter(organisation=week.offer.employer.organisation).exists()


def test_the_same_again_is_the_same_application(zara, week):
    assert ask(zara, week) == ask(zara, week)
    assert Application.objects.count() == 1


def test_nothing_is_shared_of_support_that_nobody_wrote(zara, week):
    assert not ask(zara, week, shares_support=True).shares_support


def test_whoever_has_been_at_a_workplace_is_in_the_second_band(zara, week, here):
    day = {"day": date(2026, 10, 1), "hours": 5, "title": "A visit", "source": "test", "created_at": NOW}
    visit = Activity.objects.create(institution=here, kind=ActivityKind.WORKPLACE, source_key="test:1", **day)
    Participation.objects.create(activity=visit, learner=zara, attendance=Attendance.ATTENDED)
    assert ask(zara, week).band == 2


def test_full_begun_and_foreign_days_are_refused(zara, week):
    full = SessionFactory(offer=week.offer, taken=4, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    begun = SessionFactory(offer=week.offer, first_day=date(2027, 1, 11), last_day=date(2027, 1, 15))
    for session in (full, begun):
        with pytest.raises(Refused, match="full or have begun"):
            ask(zara, session)
    other = SessionFactory()
    other.offer_id = week.offer_id
    with pytest.raises(Refused, match="full or have begun"):
        ask(zara, other)
    assert not Application.objects.exists()


def test_days_on_which_a_place_is_held_elsewhere_are_refused(zara, week, here):
    moves.ready(moves.locked(applied(SessionFactory(), institution=here, learner=zara).pk), by=None, now=NOW)
    with pytest.raises(Refused, match="have a place somewhere else"):
        ask(zara, week)
    evening = SessionFactory(starts_at=time(17), ends_at=time(18), break_minutes=0)
    assert ask(zara, evening).state == S.SCHOOL


def test_days_that_are_only_asked_for_elsewhere_are_not_in_the_way(zara, week):
    ask(zara, SessionFactory())
    assert ask(zara, week).state == S.SCHOOL


def test_five_at_once_are_enough_and_an_end_makes_room(zara, week):
    made = [ask(zara, SessionFactory()) for _ in range(5)]
    with pytest.raises(Refused, match="asked for 5 placements"):
        ask(zara, week)
    actions.withdraw(application_id=made[0].pk, words="", by=zara.account, now=NOW)
    assert ask(zara, week).state == S.SCHOOL


def test_an_offer_of_an_employer_that_is_not_checked_any_more_is_refused(zara, week):
    week.offer.employer.checks.update(insured_until=date(2027, 1, 1))
    with pytest.raises(Refused, match="not offered any more"):
        ask(zara, week)


def test_a_placement_is_not_for_year_9_but_will_be_in_september(here, zara):
    zara.enrolments.update(year_group=9)
    offer = OfferFactory(closes_on=None)
    march, october = (
        SessionFactory(offer=offer, first_day=day, last_day=day) for day in (date(2027, 3, 1), date(2027, 10, 4))
    )
    choice = queries.choice(queries.through(zara, today=NOW.date()), offer, today=NOW.date())
    assert choice.sessions == [october]
    with pytest.raises(Refused, match="Choose other days"):
        ask(zara, march)


def test_both_parts_of_a_blended_offer_are_asked_for(zara):
    offer = OfferFactory(mode=Mode.BLENDED)
    present = SessionFactory(offer=offer)
    online = SessionFactory(offer=offer, is_online=True, first_day=date(2027, 3, 8), last_day=date(2027, 3, 8))
    with pytest.raises(Refused, match="Choose other days"):
        ask(zara, present)
    with pytest.raises(Refused, match="Choose other days"):
        ask(zara, online, online=online)
    assert ask(zara, present, online=online).online_session == online


def test_whoever_has_left_the_roll_cannot_apply(zara, week):
    Reason.objects.update(ended_at=NOW)
    with pytest.raises(Refused, match="through your school or college"):
        ask(zara, week)


# The screens


def address(week):
    return reverse("workexperience:apply", args=[week.offer_id])


def text(response):
    return " ".join(response.content.decode().split())


def test_five_screens_lead_to_one_application(zara, week, signed_in):
    client = signed_in(zara.account)
    assert "1 to 5 March 2027" in text(client.get(address(week)))
    said = {"session": week.pk}
    assert "Why would you like to do this?" in text(client.post(address(week), said | {"step": "days"}))
    said |= TYPED
    assert "Would anything help you" in text(client.post(address(week), said | {"step": "why"}))
    said |= {"support": "Large print", "shares_support": "on"}
    checked = text(client.post(address(week), said | {"step": "support"}))
    assert "Check your answers" in checked
    assert "reads these words once it has said yes to you" in checked
    assert not Application.objects.exists()

    sent = client.post(address(week), said | {"step": "check"}, follow=True)
    again = client.post(address(week), said | {"step": "check"}, follow=True)

    made = Application.objects.get()
    assert (made.why, made.support, made.shares_support) == (TYPED["why"], "Large print", True)
    assert "Who has it now" in text(sent)
    assert again.redirect_chain[-1][0] == reverse("workexperience:my-application", args=[made.pk])


def test_bad_input_loses_nothing(zara, week, signed_in):
    said = {"session": week.pk, "why": "x" * 601, "hopes": "Planning", "support": "A lift", "step": "check"}
    page = text(signed_in(zara.account).post(address(week), said))
    assert "Use 600 characters or fewer" in page
    assert "x" * 601 in page
    assert 'name="support" value="A lift"' in page
    assert f'name="session" value="{week.pk}"' in page


def test_going_back_shows_what_was_said(zara, week, signed_in):
    said = {"session": week.pk, **TYPED, "support": "A lift", "shares_support": "on", "step": "show-support"}
    page = text(signed_in(zara.account).post(address(week), said))
    assert ">A lift</textarea>" in page
    assert "checked" in page
    assert TYPED["why"] in page


def test_what_helps_is_offered_to_whoever_has_written_it(zara, week, signed_in):
    client, said = signed_in(zara.account), {"session": week.pk, **TYPED, "step": "why"}
    assert "What helps me" not in text(client.post(address(week), said))
    WhatHelps.objects.create(learner=zara, words="Time", changed_at=NOW)
    assert "What helps me" in text(client.post(address(week), said))


def test_days_that_filled_up_meanwhile_are_said_and_the_answers_stay(zara, week, signed_in):
    other = SessionFactory(offer=week.offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    type(week).objects.filter(pk=week.pk).update(taken=4)
    page = text(signed_in(zara.account).post(address(week), {"session": week.pk, **TYPED, "step": "check"}))
    assert fitting.CHOOSE_OTHER in page
    assert "5 to 9 April 2027" in page
    assert TYPED["why"] in page
    assert other.pk


def test_a_visitor_is_told_to_sign_in_and_nothing_of_a_draft(client, week):
    assert "Sign in to apply" in text(client.get(address(week)))
    draft = SessionFactory(offer=OfferFactory(opened_at=None))
    assert client.get(address(draft)).status_code == 404
    week.offer.employer.checks.update(insured_until=date(2027, 1, 1))
    assert client.get(address(week)).status_code == 404


def test_somebody_without_a_roll_is_told_how_to_get_one(week, signed_in):
    page = text(signed_in(UserFactory()).get(address(week)))
    assert "Ask your careers leader for a code" in page
    assert "You cannot apply here yet" in page
    alone = LearnerFactory(account=UserFactory())
    assert "No school or college has you on its roll" in text(signed_in(alone.account).get(address(week)))


def test_who_may_not_apply_reads_why(zara, week, signed_in):
    zara.enrolments.update(year_group=8)
    assert "This is for Year 10 and above." in text(signed_in(zara.account).get(address(week)))


# The learner's own pages


def test_own_page_says_who_has_it_and_lets_it_be_withdrawn(zara, week, signed_in):
    client, made = signed_in(zara.account), ask(zara, week)
    page = text(client.get(reverse("workexperience:my-application", args=[made.pk])))
    assert "With your school" in page
    assert "Herefield School" in page
    assert "5 days, 27.5 hours" in page

    client.post(reverse("workexperience:application-withdraw", args=[made.pk]), {"words": "I am ill"})
    made.refresh_from_db()
    assert (made.state, made.ended_because, made.ended_by) == (S.WITHDRAWN, "I am ill", zara.account)
    assert "Withdrawn" in text(client.get(reverse("workexperience:my-applications")))


def test_an_offered_place_is_taken_or_left(zara, signed_in):
    week = SessionFactory(places=1)
    asked = ask(zara, week)
    first = moves.ready(moves.locked(applied(week).pk), by=None, now=NOW)
    mine = moves.ready(moves.locked(asked.pk), by=None, now=NOW)
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=NOW)
    client, answer = signed_in(zara.account), reverse("workexperience:application-answer", args=[mine.pk])
    assert "Yes, I want it" in text(client.get(reverse("workexperience:my-application", args=[mine.pk])))
    client.post(answer, {"agrees": "yes"})
    mine.refresh_from_db()
    assert mine.state == S.EMPLOYER
    assert "Look at what it says now" in text(client.post(answer, {"agrees": "no"}, follow=True))


def test_another_learner_has_no_such_page(zara, week, signed_in):
    made = applied(week)
    client = signed_in(zara.account)
    for name in ("my-application", "application-sent", "application-withdraw"):
        assert client.get(reverse(f"workexperience:{name}", args=[made.pk])).status_code == 404
    assert client.post(reverse("workexperience:application-answer", args=[made.pk])).status_code == 404
