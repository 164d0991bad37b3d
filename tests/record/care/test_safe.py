"""Whom a learner can turn to: the contact of where they are now, helplines with their day of review, 999."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.urls import NoReverseMatch, get_resolver, reverse

from frontdoor.home import content
from frontdoor.record import actions
from frontdoor.record.care.inbox import due
from frontdoor.record.care.shipped import load_helplines, shipped
from frontdoor.record.models import Helpline
from tests.access.test_table import routes
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


# Pages below `/record/` for a parent or for anyone, and the page that the link leads to.
NOT_A_LEARNERS = {"home:children", "record:carer-accept", "record:care-safe", "record:deleted"}


def test_every_page_of_their_own_has_the_way_to_a_person(pupil, signed_in) -> None:
    """Each page under `/record/` whose address has no parts: a new one is found by itself."""
    client, silent, spoke = signed_in(pupil), [], []
    for name in routes(get_resolver().url_patterns):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if not address.startswith("/record/") or name in NOT_A_LEARNERS:
            continue
        answer = client.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            (spoke if 'class="not-safe"' in answer.content.decode() else silent).append(name)

    assert silent == []
    assert "home:record" in spoke


def test_every_letter_to_a_learner_is_sent_with_the_people_to_turn_to() -> None:
    """Code that names such a letter also asks `care.letters` for the lines under it."""
    root = Path(settings.BASE_DIR)
    kinds = [path.stem for path in (root / "templates/letters").glob("*.txt") if "\nFor: learner\n" in path.read_text()]
    assert kinds
    for kind in kinds:
        senders = [path for path in (root / "frontdoor").rglob("letters.py") if f'"{kind}"' in path.read_text()]
        assert senders
        assert all("care.letters import" in path.read_text() for path in senders), kind


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


def test_editors_are_asked_to_check_the_helplines_twice_a_year(dee, amina) -> None:
    load_helplines()
    dee.is_staff = True
    half_a_year_on = datetime(2027, 5, 22, 12, tzinfo=UTC)

    assert list(due(dee, datetime(2027, 5, 21, 12, tzinfo=UTC))) == []
    assert [one.button for one in due(dee, half_a_year_on)] == ["Check the helplines"]
    assert "Check the helplines" not in [one.button for one in due(amina, half_a_year_on)]
