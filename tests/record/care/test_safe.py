"""Whom a learner can turn to: the contact of where they are now, helplines with their day of review, 999."""

from datetime import date

import pytest
from django.core.management import call_command
from django.template import engines

from frontdoor.home import content
from frontdoor.record import actions
from frontdoor.record.care.shipped import load_helplines, shipped
from frontdoor.record.models import Helpline
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, SafeguardingContactFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(here):
    """A learner with an account, on the roll here."""
    account = UserFactory()
    enrolled(here, learner=LearnerFactory(account=account))
    return account


def test_learner_sees_their_schools_contact_and_the_helplines(pupil, elsewhere, signed_in) -> None:
    SafeguardingContactFactory(institution=elsewhere, name="Not Mine")
    load_helplines()

    body = signed_in(pupil).get("/record/safe/").content.decode()

    for words in ("Sade Guard", "Designated safeguarding lead", "tel:01632960001", "mailto:safe@herefield.example"):
        assert words in body
    assert "tel:999" in body
    assert "tel:08001111" in body
    assert "Last checked on 21 November 2026" in body
    assert "Not Mine" not in body


def test_contact_of_a_school_that_was_left_is_shown_no_more(pupil, signed_in) -> None:
    enrolment = pupil.learner.enrolments.get()
    actions.end_enrolments(enrolments=[enrolment], on=date(2026, 10, 1), now=NOW)

    body = signed_in(pupil).get("/record/safe/").content.decode()

    assert "Sade Guard" not in body
    assert "tel:999" in body


def test_visitor_is_not_asked_to_sign_in(client) -> None:
    assert client.get("/record/safe/").headers["Location"] == "/worried/"


def test_every_page_in_a_learners_frame_has_the_way_to_a_person(pupil, signed_in, rf) -> None:
    page = engines["jinja2"].env.from_string("{% extends 'learner.html' %}{% block content %}Mine{% endblock %}")
    request = rf.get("/record/")
    request.user = pupil

    body = page.render({"request": request, "safe_link": {}, "get_messages": lambda _: []})

    assert body.index('href="/record/safe/"') < body.index("Mine")


def test_helplines_are_loaded_once_and_what_an_editor_wrote_stays(capsys) -> None:
    call_command("load_helplines")
    Helpline.objects.filter(name="Samaritans").update(hours="Always")
    call_command("load_helplines")

    assert capsys.readouterr().out.splitlines() == [f"Helplines loaded: {len(shipped())}.", "Helplines loaded: 0."]
    assert Helpline.objects.get(name="Samaritans").hours == "Always"


def test_every_shipped_number_says_where_it_is_from_and_when_it_was_checked() -> None:
    for one in shipped():
        one.full_clean()
        assert one.source
        assert one.reviewed == date(2026, 11, 21)


def test_public_page_has_the_same_numbers_with_school_among_them() -> None:
    load_helplines()

    titles = [row["title"] for row in content.calls()["calls"]]

    assert titles[0] == "You are in danger, or somebody is badly hurt"
    assert titles[4] == "You are at school or college"
    assert len(titles) == Helpline.objects.count() + 1
