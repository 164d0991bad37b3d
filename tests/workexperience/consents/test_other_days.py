"""What a parent or carer is asked once the learner has said yes to other days."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from tests.factories import member
from tests.workexperience.consents.conftest import CONTACT, NOW, key_of, text
from tests.workexperience.consents.test_links import asked, now_of, says, shown
from tests.workexperience.factories import SessionFactory
from workexperience.applications import actions as learners_actions
from workexperience.applications import deciding, moves
from workexperience.consents import actions
from workexperience.inbox import due
from workexperience.models import ApplicationState

S = ApplicationState
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_other_days_ask_the_same_parent_again_and_a_yes_confirms(approved, client, zara):
    says(client, key_of(asked(approved)))
    other = SessionFactory(offer=approved.offer, first_day="2027-04-05", last_day="2027-04-09")
    other.refresh_from_db()
    later = NOW + timedelta(minutes=5)
    moves.give_other_days(moves.locked(approved.pk), session=other, online_session=None, by=None, now=later)
    later += timedelta(days=1)
    learners_actions.answer_other_days(application_id=approved.pk, agrees=True, by=zara.account, now=later)
    assert now_of(approved).state == S.ACCEPTED

    with time_machine.travel(later, tick=False):
        key = key_of(asked(now_of(approved)))
        page = shown(client, key)[0]
        assert "5 to 9 April 2027" in page
        assert "the employer is told that it does not go ahead, and not why" in page
        assert "Your child goes on these days. Herefield School tells" in text(says(client, key))
    assert now_of(approved).state == S.CONFIRMED


def test_a_yes_to_other_days_after_a_paper_waits_in_nobodys_silence(application, client, amina, zara):
    facts = {"application_id": application.pk, "by": amina, "now": NOW}
    deciding.approve(**facts, **CONTACT, carer_id=None, on_paper=True)
    assert [one.what for one in due(amina, NOW)] == ["Record what a parent or carer says on paper"]
    actions.record_paper(agrees=True, name="Pat Okonkwo", on=NOW.date(), **facts)
    assert list(due(amina, NOW)) == []
    erin = member("erin@larch.example", "Erin", application.offer.employer.organisation, Role.EMPLOYER)
    other = SessionFactory(offer=application.offer, first_day="2027-04-05", last_day="2027-04-09")
    other.refresh_from_db()
    later = NOW + timedelta(days=1)
    moves.give_other_days(moves.locked(application.pk), session=other, online_session=None, by=erin, now=later)
    learners_actions.answer_other_days(application_id=application.pk, agrees=True, by=zara.account, now=later)

    assert [one.what for one in due(amina, later)] == ["Ask a parent or carer about other days"]
    told = {one.to: one.text for one in Letter.objects.filter(kind__startswith="placement-gaps")}
    assert {*told} == {amina.email, erin.email}
    assert all("A parent or carer has to agree to these days." in text for text in told.values())
    assert all("Zara" not in text for text in told.values())
    now_of(application).days.update(supervisor_phone="")
    assert "Say who looks after a young person" in [one.what for one in due(erin, later)]


def test_a_paper_from_before_the_days_were_asked_about_is_for_others(approved, client, amina, signed_in):
    says(client, key_of(asked(approved)))
    later = NOW + timedelta(days=3)
    other = SessionFactory(offer=approved.offer, first_day="2027-04-05", last_day="2027-04-09")
    other.refresh_from_db()
    moves.give_other_days(moves.locked(approved.pk), session=other, online_session=None, by=None, now=later)
    learners_actions.answer_other_days(application_id=approved.pk, agrees=True, by=None, now=later)
    with time_machine.travel(later, tick=False):
        facts = {
            "application_id": approved.pk,
            "agrees": True,
            "name": "Pat Okonkwo",
            "by": amina,
            "now": later + timedelta(hours=1),
        }
        with pytest.raises(deciding.Refused, match="since 14 January 2027"):
            actions.record_paper(on=NOW.date(), **facts)
        typed = {"agrees": "yes", "name": "Pat", "on_day": "11", "on_month": "1", "on_year": "2027"}
        address = reverse("workexperience:consent-paper", args=[approved.institution.urn, approved.pk])
        assert "only since 14 January 2027" in text(signed_in(amina).post(address, typed))
        actions.record_paper(on=later.date(), **facts)
    assert now_of(approved).state == S.CONFIRMED
