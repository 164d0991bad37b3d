"""The free times that somebody can choose from."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from guidance.advisers.rules import BASIC
from guidance.booking import finding
from guidance.booking.finding import Wanted, slots
from guidance.booking.ways import Way, ways
from guidance.models import Channel, Hold, Language, Proof, ProofKind, Specialism
from guidance.times.stored import ANYBODY, Asker
from tests.factories import UserFactory
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book
from tests.guidance.factories import PlaceFactory, WeeklyFactory, able_adviser

ELEVEN = TEN + timedelta(hours=1)
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


def found(learner, wanted: Wanted = Wanted(), asker: Asker = ANYBODY, **more):  # noqa: B008 it is frozen
    return slots(ways(learner, now=NOW), wanted, asker, NOW, **more)


def starts(*args, **more) -> list[datetime]:
    return [one.time.start for one in found(*args, **more)]


def test_the_next_five_come_first_and_more_after_a_moment(mia, ada) -> None:
    five = starts(mia)
    assert five == [NINE, TEN, ELEVEN, ONE, ONE + HOUR]
    assert starts(mia, after=ONE, most=2) == [ONE + HOUR, ONE + 2 * HOUR]


def test_days_later_than_the_first_look_are_found_too(mia, ada) -> None:
    assert starts(mia, most=100)[-1] > NOW + 11 * WEEK
    assert starts(mia, after=NINE + 3 * WEEK, most=1) == [TEN + 3 * WEEK]


def test_nobody_is_met_outside_the_days_of_a_way(ada, here) -> None:
    only = [Way(ada.service_id, here.pk, date(2026, 9, 15), date(2026, 9, 15))]
    assert {one.time.start.date() for one in slots(only, Wanted(), ANYBODY, NOW, most=50)} == {date(2026, 9, 15)}


def test_times_are_of_the_way_of_meeting_and_the_place_that_are_wanted(mia, ada, room, service) -> None:
    assert starts(mia, Wanted(channel=Channel.FACE), most=1) == [ONE]
    assert starts(mia, Wanted(channel=Channel.VIDEO), most=4) == [NINE, TEN, ELEVEN, NINE + WEEK]
    assert starts(mia, Wanted(place_id=room.pk), most=1) == [ONE]
    assert starts(mia, Wanted(place_id=PlaceFactory(service=service).pk)) == []


def test_times_are_of_advisers_who_speak_the_language_or_know_the_subject(mia, ada, service) -> None:
    assert starts(mia, Wanted(language=Language.BSL)) == starts(mia, Wanted(specialism=Specialism.SEND)) == []
    ada.languages, ada.specialisms = [Language.BSL], [Specialism.SEND]
    ada.save()
    assert starts(mia, Wanted(language=Language.BSL), most=1) == [NINE]
    assert starts(mia, Wanted(specialism=Specialism.SEND), most=1) == [NINE]


def test_of_two_free_at_one_time_whoever_has_less_that_week(mia, pat, ada, service) -> None:
    bea = able_adviser(service.organisation, "bea@advisers.example", "Bea Viser")
    WeeklyFactory(adviser=bea)
    assert [one.adviser for one in found(mia, most=2)] == [ada, ada]
    book(mia, ada)
    assert [(one.time.start, one.adviser) for one in found(mia, most=2)] == [(NINE, bea), (TEN, bea)]


def test_no_start_is_offered_twice(mia, ada, service) -> None:
    WeeklyFactory(adviser=able_adviser(service.organisation, "bea@advisers.example", "Bea Viser"))
    times = starts(mia, most=30)
    assert times == sorted(set(times))


def test_what_somebody_keeps_is_free_for_them_alone(mia, ada) -> None:
    facts = {"adviser": ada, "channel": Channel.PHONE, "during": (NINE, TEN)}
    Hold.objects.create(user=mia.account, expires_at=NOW + HOUR, **facts)
    assert starts(mia, asker=Asker(mia.account_id), most=1) == [NINE]
    assert starts(mia, asker=Asker(UserFactory().pk), most=1) != [NINE]
    assert starts(mia, most=1) != [NINE]
    Hold.objects.update(expires_at=NOW)
    assert starts(mia, most=1) == [NINE]


def test_a_child_is_offered_nobody_with_a_basic_check(pat, adults) -> None:
    Proof.objects.filter(kind=ProofKind.DBS).update(name=BASIC)
    through = ways(pat, now=NOW)
    assert slots(through, Wanted(), Asker(is_child=False), NOW)
    assert slots(through, Wanted(), Asker(is_child=True), NOW) == []


def test_in_the_week_of_the_clocks_the_clock_stays_the_same(mia, ada) -> None:
    after = datetime(2026, 10, 20, tzinfo=UTC)
    monday = starts(mia, Wanted(channel=Channel.VIDEO), after=after, most=1)
    assert monday == [datetime(2026, 10, 26, 9, tzinfo=UTC)]  # 9am, which was 8am UTC a week before


def test_a_place_that_closed_is_not_offered(mia, ada, room) -> None:
    room.closed_at, room.closed_by = NOW, UserFactory()
    room.save()
    assert list(finding.places(ways(mia, now=NOW))) == []
    assert starts(mia, Wanted(channel=Channel.FACE)) == []


def test_ways_of_meeting_are_those_of_somebody_at_work(mia, ada) -> None:
    assert finding.can_be(ways(mia, now=NOW)) == Channel.values
    ada.channels = [Channel.PHONE]
    ada.save()
    assert finding.can_be(ways(mia, now=NOW)) == [Channel.PHONE]
    ada.user.memberships.update(ended_at=NOW)
    assert finding.can_be(ways(mia, now=NOW)) == []


@pytest.mark.parametrize("advisers", [1, 4])
def test_a_page_of_times_asks_the_same_however_many_advisers(
    mia, ada, service, advisers, django_assert_max_num_queries
):
    for number in range(advisers):
        more = able_adviser(service.organisation, f"a{number}@advisers.example", "A")
        WeeklyFactory(adviser=more, starts_at=time(13), ends_at=time(15))
    through = ways(mia, now=NOW)
    with django_assert_max_num_queries(15):
        slots(through, Wanted(), ANYBODY, NOW, most=30)
