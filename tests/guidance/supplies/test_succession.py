"""A school is followed by another: what it has chosen, its own staff and their time go with its people, once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Role
from frontdoor.organisations.register.succession import succeed
from guidance.models import Adviser, Channel, Service, Supply
from guidance.models.times import Change
from guidance.supplies import actions, queries
from guidance.supplies.rules import Stand
from tests.factories import MembershipFactory, SchoolFactory
from tests.guidance.factories import (
    MADE,
    PlaceFactory,
    ProofFactory,
    SupplyFactory,
    WeeklyFactory,
    able_adviser,
    adviser_at,
    meeting,
)
from tests.guidance.supplies.conftest import NOW, TODAY

LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def new(council):
    return SchoolFactory(name="Newfield Academy", council=council)


def follow(old, new, by=None):
    """Twice is once."""
    for _ in range(2):
        succeed(old=old, new=new, by=by, now=LATER)


def test_what_was_chosen_goes_to_the_new_school_and_the_service_is_told(chosen, here, new, leo, dee):
    follow(here, new, by=dee)
    chosen.refresh_from_db()
    assert (chosen.institution, chosen.year_groups, chosen.ended_at) == (new, [10, 11], None)
    assert list(queries.suppliers(new, 11, on=TODAY)) == [chosen.service]
    assert not queries.suppliers(here, on=TODAY)
    (letter,) = Letter.objects.filter(kind="supply-moved")
    assert letter.to == leo.email
    assert "Newfield Academy" in letter.text
    assert is_wanted(letter, now=LATER)


@pytest.mark.parametrize("who", ["dee", None])
def test_where_both_have_chosen_it_the_new_schools_row_takes_the_year_groups(chosen, here, new, service, who, request):
    by = request.getfixturevalue(who) if who else None
    theirs = SupplyFactory(institution=new, service=service, year_groups=[11, 13], last_day=date(2027, 7, 16))
    follow(here, new, by=by)
    theirs.refresh_from_db()
    chosen.refresh_from_db()
    assert (theirs.year_groups, theirs.first_day, theirs.last_day) == ([10, 11, 13], date(2026, 9, 1), None)
    assert (chosen.institution, chosen.ended_at) == (here, LATER)
    assert chosen.ended_because == "Newfield Academy follows Herefield School."
    assert Letter.objects.filter(kind="supply-moved").count() == 1


def test_two_schools_that_become_one_in_the_same_file_are_two_letters(chosen, here, elsewhere, new, service, leo):
    same = {"year_groups": chosen.year_groups, "first_day": chosen.first_day}
    SupplyFactory(institution=elsewhere, service=service, **same)

    for old in (here, elsewhere):
        succeed(old=old, new=new, by=None, now=LATER)

    told = Letter.objects.filter(kind="supply-moved").order_by("pk")
    assert len(told) == 2
    assert all(old.name in one.text for old, one in zip((here, elsewhere), told, strict=True))
    assert all(is_wanted(one, now=LATER) for one in told)


def test_a_row_of_the_new_school_that_is_over_makes_way(chosen, here, new, service):
    over = SupplyFactory(institution=new, service=service, last_day=date(2026, 10, 1))
    follow(here, new)
    chosen.refresh_from_db()
    over.refresh_from_db()
    assert chosen.institution == new
    assert over.ended_at == LATER
    assert queries.standing_of(over, on=TODAY).says == "Ended on 1 October 2026"
    assert over.ended_because == ""  # its last day ended it, not the school that is followed


def test_what_is_over_stays_with_the_old_school(chosen, here, new, amina):
    actions.end_by_school(supply_id=chosen.pk, because="", by=amina, now=NOW)
    follow(here, new)
    chosen.refresh_from_db()
    assert chosen.institution == here


def test_own_staff_go_over_as_they_are(here, new):
    adviser = able_adviser(here)
    WeeklyFactory(adviser=adviser)
    own = SupplyFactory(institution=here, service=adviser.service)
    follow(here, new)
    adviser.refresh_from_db()
    own.refresh_from_db()
    assert Service.objects.get().organisation == new
    assert own.institution == new
    assert list(queries.suppliers(new, 10, on=TODAY)) == [adviser.service]
    assert queries.bookable([adviser.service_id], on=TODAY) == {adviser.service_id: 1}
    assert Adviser.objects.count() == 1
    assert not Letter.objects.filter(kind="supply-moved").exists()


def test_own_staff_join_those_of_the_new_school(here, new):
    ada, ben = able_adviser(here), able_adviser(new, "ben@advisers.example", "Ben")
    room = PlaceFactory(service=ada.service, name="Careers office")
    same_name = PlaceFactory(service=ben.service, name="careers office")
    hours = WeeklyFactory(adviser=ada, place=room, channels=[Channel.FACE])
    own = SupplyFactory(institution=here, service=ada.service, year_groups=[10])
    theirs = SupplyFactory(institution=new, service=ben.service, year_groups=[12])
    emptied = ada.service
    follow(here, new)
    for one in (ada, room, hours, own, theirs):
        one.refresh_from_db()
    assert ada.service == room.service == ben.service
    assert room.name == "Careers office (URN 900001)"
    assert same_name.name == "careers office"
    assert hours.adviser == ada
    assert theirs.year_groups == [10, 12]
    assert own.ended_at == LATER
    assert queries.bookable([ben.service_id], on=TODAY) == {ben.service_id: 2}
    assert not emptied.advisers.exists()
    assert not emptied.places.exists()


def test_own_staff_that_only_the_old_school_had_chosen_are_those_of_the_new_one(here, new):
    ada, ben = adviser_at(here), adviser_at(new, "ben@advisers.example", "Ben")
    own = SupplyFactory(institution=here, service=ada.service)
    follow(here, new)
    own.refresh_from_db()
    assert (own.institution, own.service, own.ended_at) == (new, ben.service, None)


def test_somebody_who_is_an_adviser_at_both_has_one_row_with_all_of_it(here, new):
    one = able_adviser(here)
    MembershipFactory(user=one.user, organisation=new, role=Role.ADVISER)
    other = Adviser.objects.get(service__organisation=new)
    ProofFactory(adviser=other, waiting=True)
    waiting = ProofFactory(adviser=one, waiting=True)
    clash = WeeklyFactory(adviser=one, starts_at=time(11), ends_at=time(15))
    free = WeeklyFactory(adviser=one, weekday=1)
    WeeklyFactory(adviser=other)
    away = Change.objects.create(
        adviser=one, is_away=True, first_day=TODAY, last_day=TODAY, created_by=one.user, created_at=MADE
    )
    at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    moves = meeting(one, at, at + timedelta(minutes=45))
    follow(here, new)
    for row in (waiting, clash, free, away, moves):
        row.refresh_from_db()
    assert other.proofs.filter(accepted=True).count() == 2
    assert (waiting.adviser, free.adviser, away.adviser, moves.adviser) == (one, other, other, other)
    assert (clash.adviser, clash.last_day) == (one, TODAY - timedelta(1))
    assert queries.bookable([other.service_id], on=TODAY) == {other.service_id: 1}


def test_meetings_that_overlap_stay_where_they_are_booked(here, new):
    one = able_adviser(here)
    MembershipFactory(user=one.user, organisation=new, role=Role.ADVISER)
    other = Adviser.objects.get(service__organisation=new)
    at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    both = [meeting(who, at, at + timedelta(minutes=45)) for who in (one, other)]
    follow(here, new)
    for row, who in zip(both, (one, other), strict=True):
        row.refresh_from_db()
        assert row.adviser == who


def test_meetings_to_come_are_the_new_schools_and_those_held_stay(service, here, new):
    adviser = able_adviser(service.organisation)
    before, after = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (10, 12))
    held, coming = (meeting(adviser, at, at + timedelta(minutes=45), institution=here) for at in (before, after))
    follow(here, new)
    held.refresh_from_db()
    coming.refresh_from_db()
    assert (held.institution, coming.institution) == (here, new)


def test_an_adviser_whose_school_had_no_rows_is_in_the_register_of_the_new_one(here, new):
    adviser = adviser_at(here)
    Adviser.objects.all().delete()
    Service.objects.all().delete()
    follow(here, new)
    made = Adviser.objects.get()
    assert (made.user, made.service.organisation) == (adviser.user, new)


def test_what_has_not_begun_goes_too(here, new, service):
    coming = SupplyFactory(institution=here, service=service, first_day=date(2027, 1, 4))
    follow(here, new)
    coming.refresh_from_db()
    assert coming.institution == new
    assert queries.standing_of(coming, on=TODAY).stand == Stand.NOT_BEGUN
    assert Supply.objects.count() == 1
