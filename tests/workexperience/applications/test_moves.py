"""Moving an application keeps its place right, and what the employer sees."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Reason
from tests.workexperience.factories import OfferFactory, SessionFactory, applied
from workexperience.applications import moves
from workexperience.models import Application, ApplicationState, Offer, Session, Step
from workexperience.offers import actions as offers
from workexperience.offers.queries import days_of

S = ApplicationState
NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def week():
    return SessionFactory(places=1)


def taken(session):
    session.refresh_from_db()
    return session.taken


def asked(session, **facts):
    """An application to which school and parent have agreed."""
    return moves.ready(moves.locked(applied(session, **facts).pk), by=None, now=NOW)


def test_ready_holds_a_place_and_lets_the_employer_see_the_card(week):
    found = asked(week)
    assert (found.state, taken(week)) == (S.EMPLOYER, 1)
    reason = Reason.objects.get(source_key=moves.reason_key(found))
    assert (reason.scope, reason.organisation, reason.ended_at) == ("card", week.offer.employer.organisation, None)


def test_ready_waits_in_the_line_when_every_place_is_taken(week):
    asked(week)
    second = asked(week)
    assert (second.state, taken(week)) == (S.WAITING, 1)
    assert not Reason.objects.filter(source_key=moves.reason_key(second)).exists()


def test_a_freed_place_goes_to_the_lower_band_first_then_to_who_waits_longest(week):
    first = asked(week)
    later = [asked(week, band=band) for band in (2, 1, 1)]
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=NOW, words="Ill")
    states = [Application.objects.get(pk=one.pk).state for one in later]
    assert (states, taken(week)) == ([S.WAITING, S.OFFERED, S.WAITING], 1)
    assert Application.objects.get(pk=later[1].pk).expires_at > NOW


def test_an_end_is_said_and_closes_the_card(week):
    found = asked(week)
    moves.put(moves.locked(found.pk), S.DECLINED, by=None, now=NOW, words="We are full that week.")
    found.refresh_from_db()
    assert (found.ended_because, found.is_over, taken(week)) == ("We are full that week.", True, 0)
    assert Reason.objects.get(source_key=moves.reason_key(found)).ended_at == NOW
    assert list(Step.objects.filter(application=found).values_list("state", flat=True)) == [S.EMPLOYER, S.DECLINED]


def test_other_days_hold_their_place_and_free_the_first(week):
    found, line = asked(week), asked(week)
    other = SessionFactory(offer=week.offer, places=1, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    moves.give_other_days(moves.locked(found.pk), session=other, online_session=None, by=None, now=NOW)
    line.refresh_from_db()
    assert (taken(other), taken(week), line.state) == (1, 1, S.OFFERED)


def test_other_days_without_a_free_place_are_refused_and_change_nothing(week):
    found = asked(week)
    full = SessionFactory(offer=week.offer, places=1, taken=1, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    with pytest.raises(Refused, match="taken"):
        moves.give_other_days(moves.locked(found.pk), session=full, online_session=None, by=None, now=NOW)
    assert (taken(week), taken(full)) == (1, 1)


def test_nobody_goes_to_an_employer_whose_check_has_been_withdrawn(week):
    week.offer.employer.checks.update(insured_until="2027-01-01")
    found = asked(week)
    assert (found.state, taken(week)) == (S.WAITING, 0)


def test_a_move_that_there_is_not_raises(week):
    with pytest.raises(ValueError, match="does not move"):
        moves.put(moves.locked(applied(week).pk), S.CONFIRMED, by=None, now=NOW)


def test_locked_refuses_another_state_than_was_looked_at(week):
    with pytest.raises(Refused, match="moved on"):
        moves.locked(applied(week).pk, expect=S.EMPLOYER)


def test_more_places_go_to_the_line_and_newcomers_come_after_it(week):
    asked(week)
    line = [asked(week), asked(week)]
    wanted = [replace(days_of(week), places=2)]
    offers.set_sessions(offer_id=week.offer_id, sessions=wanted, by=None, now=NOW)
    assert [Application.objects.get(pk=one.pk).state for one in line] == [S.OFFERED, S.WAITING]
    wanted = [replace(days_of(week), places=4)]
    offers.set_sessions(offer_id=week.offer_id, sessions=wanted, by=None, now=NOW)
    assert Application.objects.get(pk=line[1].pk).state == S.OFFERED
    assert asked(week).state == S.EMPLOYER


def test_whoever_comes_before_the_line_was_served_waits_behind_it_until_the_next_round(week):
    asked(week)
    first = asked(week)
    Session.objects.filter(pk=week.pk).update(places=2)
    second = asked(week)
    assert second.state == S.WAITING
    assert moves.hand_on_all(now=NOW) == 1
    states = [Application.objects.get(pk=one.pk).state for one in (first, second)]
    assert (states, taken(week)) == ([S.OFFERED, S.WAITING], 2)
    assert moves.hand_on_all(now=NOW) == 0


@pytest.fixture
def blended():
    """A blended offer: days at the workplace for four, and online days in two sets, of which the earlier has one place."""
    offer = OfferFactory(mode="blended")
    online = {"offer": offer, "is_online": True}
    early = SessionFactory(**online, places=1, first_day=date(2027, 2, 1), last_day=date(2027, 2, 1), weekdays=[1])
    later = SessionFactory(**online, places=4, first_day=date(2027, 2, 8), last_day=date(2027, 2, 8), weekdays=[1])
    return SessionFactory(offer=offer), early, later


def test_who_waits_for_a_full_online_part_holds_nobody_up(blended):
    present, early, later = blended
    asked(present, online_session=early)
    assert asked(present, online_session=early).state == S.WAITING
    assert asked(present, online_session=later).state == S.EMPLOYER


def test_a_place_is_offered_until_the_earlier_of_both_parts_begins(blended):
    present, early, _ = blended
    first, line = asked(present, online_session=early), asked(present, online_session=early)
    eve = datetime(2027, 1, 30, 10, tzinfo=UTC)
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=eve)
    assert Application.objects.get(pk=line.pk).expires_at == datetime(2027, 2, 1, tzinfo=UTC)


def test_a_closed_offer_gives_nobody_a_place(week):
    first, line = asked(week), asked(week)
    Offer.objects.update(closed_at=NOW, closed_by=first.created_by)
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=NOW + timedelta(hours=1))
    assert moves.hand_on_all(now=NOW) == 0
    assert Application.objects.get(pk=line.pk).state == S.WAITING
    assert asked(week).state == S.WAITING
