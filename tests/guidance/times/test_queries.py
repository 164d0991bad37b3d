"""Free times of stored advisers: the same number of queries for any number, and only what can be booked today."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.organisations.models import BankHoliday, Membership, Role, TermDates
from guidance.models import Adviser, Channel, Proof, ProofKind
from guidance.times import queries
from tests.factories import MembershipFactory
from tests.guidance.factories import (
    PlaceFactory,
    ServiceFactory,
    SupplyFactory,
    WeeklyFactory,
    able_adviser,
    adviser_at,
    meeting,
)
from tests.guidance.times.conftest import MONDAY, NOW, TODAY
from tests.guidance.times.plans import clock_times

HALF_TERM = date(2026, 10, 26)
FORTNIGHT = (TODAY, TODAY + timedelta(days=13))


def starts(adviser: Adviser, first: date = MONDAY, last: date | None = None) -> list[str]:
    return clock_times(queries.free([adviser], first, last or first, NOW)[adviser.pk])


@pytest.mark.parametrize("number", [1, 4])
def test_any_number_of_advisers_costs_seven_queries(organisation, number, room) -> None:
    advisers = [able_adviser(organisation, f"a{n}@advisers.example") for n in range(number)]
    for one in advisers:
        WeeklyFactory(adviser=one)
        WeeklyFactory(adviser=one, weekday=2, channels=[Channel.FACE], place=room)
        meeting(one, datetime(2026, 9, 14, 8, tzinfo=UTC), datetime(2026, 9, 14, 8, 45, tzinfo=UTC))
    with CaptureQueriesContext(connection) as asked:
        found = queries.free(advisers, *FORTNIGHT, NOW)
    assert len(asked) == 7
    assert {len(times) for times in found.values()} == {8}  # Mondays 2 and 3, Wednesday 3; today is too soon


def test_everything_stored_decides(ada, here) -> None:
    WeeklyFactory(adviser=ada, terms_of=here.council)
    TermDates.objects.create(
        council=here.council,
        year="2026-27",
        term="autumn",
        first_day=date(2026, 9, 3),
        last_day=date(2026, 12, 18),
        half_term_first_day=HALF_TERM,
        half_term_last_day=HALF_TERM + timedelta(days=4),
    )
    BankHoliday.objects.create(day=date(2026, 9, 21), title="Made-up day")
    found = starts(ada, MONDAY, date(2026, 11, 2))
    days = [one.start.date() for one in queries.free([ada], MONDAY, date(2026, 11, 2), NOW)[ada.pk]]
    assert len(found) == 3 * 6
    assert not {date(2026, 9, 21), HALF_TERM} & set(days)


def test_the_terms_of_a_council_are_on_offer_only_while_a_school_of_it_has_the_service(ada, here, lena) -> None:
    supply = SupplyFactory(service=ada.service, institution=here, first_day=TODAY, last_day=date(2027, 7, 16))
    assert [one.pk for one in queries.councils_of(ada, TODAY)] == [here.council_id]
    supply.ended_by, supply.ended_at = lena, NOW
    supply.save()
    assert list(queries.councils_of(ada, TODAY)) == [], "ended before the last day that was named"


def test_days_on_which_the_adviser_is_not_able_have_no_times(organisation) -> None:
    nobody = adviser_at(organisation, "new@advisers.example")
    WeeklyFactory(adviser=nobody)
    assert starts(nobody) == []
    ada = able_adviser(organisation)
    WeeklyFactory(adviser=ada)
    Proof.objects.filter(adviser=ada, kind=ProofKind.DBS).update(until=MONDAY)
    assert starts(ada, MONDAY, date(2026, 9, 21)) == ["Mon 09:00", "Mon 10:00", "Mon 11:00"]


def test_a_closed_place_and_a_way_given_up_are_not_offered(ada, room, lena) -> None:
    hours = WeeklyFactory(adviser=ada, channels=[Channel.VIDEO, Channel.FACE], place=room)
    (first, *_) = queries.free([ada], MONDAY, MONDAY, NOW)[ada.pk]
    assert (first.channels, first.place_id) == (("video", "face-to-face"), room.pk)
    hours.place = PlaceFactory(service=ada.service, closed_by=lena, closed_at=NOW)
    hours.save()
    (first, *_) = queries.free([ada], MONDAY, MONDAY, NOW)[ada.pk]
    assert (first.channels, first.place_id) == (("video",), None)
    ada.channels = [Channel.PHONE]
    ada.save()
    assert starts(ada) == []


def test_a_meeting_for_another_service_is_in_the_way_and_counts_there(ada) -> None:
    WeeklyFactory(adviser=ada)
    ada.most_a_day = 1
    ada.save()
    elsewhere = MembershipFactory(user=ada.user, organisation=ServiceFactory().organisation, role=Role.ADVISER)
    other = Adviser.objects.get(service__organisation=elsewhere.organisation)
    meeting(other, datetime(2026, 9, 14, 9, tzinfo=UTC), datetime(2026, 9, 14, 9, 45, tzinfo=UTC))
    assert starts(ada) == ["Mon 09:00", "Mon 11:00"]


def test_one_moment_is_asked_by_the_same_rule(ada) -> None:
    WeeklyFactory(adviser=ada)
    nine = datetime(2026, 9, 14, 8, tzinfo=UTC)
    assert queries.is_free(ada, nine, NOW, Channel.VIDEO)
    assert not queries.is_free(ada, nine, NOW, Channel.FACE)
    assert not queries.is_free(ada, nine + timedelta(minutes=5), NOW, Channel.VIDEO)
    assert not queries.is_free(ada, nine, nine - timedelta(hours=23), Channel.VIDEO)
    meeting(ada, nine, nine + timedelta(minutes=45))
    assert not queries.is_free(ada, nine, NOW, Channel.VIDEO)
    assert queries.is_free(ada, nine + timedelta(hours=1), NOW, Channel.VIDEO)
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)
    assert not queries.is_free(ada, nine + timedelta(hours=1), NOW, Channel.VIDEO)


def test_hours_over_midnight_of_summer_time_are_of_the_clock(ada) -> None:
    WeeklyFactory(adviser=ada, weekday=4, starts_at=time(9), ends_at=time(10))
    found = queries.free([ada], date(2026, 10, 23), date(2026, 10, 30), NOW)[ada.pk]
    assert [one.start.hour for one in found] == [8, 9]  # UTC, before and after the clocks go back
