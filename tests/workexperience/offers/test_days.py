"""Days for which somebody has applied stay; the number of their places may change, never below what is taken."""

from dataclasses import replace
from datetime import date

import pytest

from frontdoor.ground.refused import Refused
from tests.workexperience.factories import applied as an_application
from tests.workexperience.offers.conftest import NOW, WEEK
from workexperience.models import Session
from workexperience.offers import actions
from workexperience.offers.whole import save_whole

NEXT = replace(WEEK, first_day=date(2027, 3, 8), last_day=date(2027, 3, 12))


@pytest.fixture
def applied(draft):
    """The open offer's one session, for which somebody has applied, with two places taken."""
    session = Session.objects.get(offer=draft)
    application = an_application(session)
    assert application.offer == draft
    session.taken = 2
    session.save(update_fields=["taken"])
    return session


def put(offer, erin, *days) -> None:
    actions.set_sessions(offer_id=offer.pk, sessions=list(days), by=erin, now=NOW)


def test_more_or_fewer_places_keep_the_row(applied, draft, erin):
    put(draft, erin, replace(WEEK, places=9), NEXT)

    applied.refresh_from_db()
    assert (applied.places, applied.taken) == (9, 2)
    assert Session.objects.filter(offer=draft).count() == 2


def test_never_fewer_places_than_are_taken(applied, draft, erin):
    with pytest.raises(Refused, match=r"^2 of the places on the days from 1 March 2027 are taken. Enter 2 or more\.$"):
        put(draft, erin, replace(WEEK, places=1))

    applied.refresh_from_db()
    assert applied.places == 4


@pytest.mark.parametrize("days", [[NEXT], [replace(WEEK, break_minutes=45)], [replace(WEEK, weekdays=(1, 2, 3))]])
def test_days_that_somebody_applied_for_are_neither_changed_nor_taken_away(applied, draft, erin, days):
    with pytest.raises(Refused, match=r"^Somebody has applied for the days from 1 March 2027"):
        put(draft, erin, *days)

    assert list(Session.objects.filter(offer=draft)) == [applied]


def test_other_days_of_the_offer_still_change(applied, draft, erin):
    put(draft, erin, WEEK, NEXT)
    put(draft, erin, WEEK, replace(NEXT, break_minutes=45))
    put(draft, erin, WEEK)

    assert list(Session.objects.filter(offer=draft)) == [applied]


def test_the_mode_stays_when_it_would_change_days_that_somebody_applied_for(applied, draft, erin):
    with pytest.raises(Refused, match=r"^Somebody has applied"):
        actions.change(offer_id=draft.pk, changes={"mode": "online", "kind": "talk"}, by=erin, now=NOW)

    applied.refresh_from_db()
    assert not applied.is_online


def test_a_file_that_takes_such_days_away_is_rejected_with_the_sentence(applied, draft, facts, firm):
    draft.reference = "A1"
    draft.save(update_fields=["reference"])

    loaded = save_whole(employer=firm, reference="A1", facts=facts, sessions=[NEXT], by=None, now=NOW)

    assert loaded.outcome == "rejected"
    assert [problem.field for problem in loaded.problems] == ["sessions"]
    assert loaded.problems[0].sentence.startswith("Somebody has applied for the days from 1 March 2027")
    assert list(Session.objects.filter(offer=draft)) == [applied]
