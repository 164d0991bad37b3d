"""The listing's rows follow everything that changes what shows, and say the same as `offers.queries.listed`."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from frontdoor.organisations.models import Kind, Point, Role
from frontdoor.organisations.places.spots import Spot
from tests.factories import OrganisationFactory, SchoolFactory, UserFactory, member
from tests.workexperience.factories import (
    CheckFactory,
    EmployerFactory,
    OfferFactory,
    SessionFactory,
    applied,
    checked_employer,
)
from workexperience.applications import moves
from workexperience.checks import actions as checks
from workexperience.employers import actions as employers
from workexperience.listing import actions
from workexperience.models import ApplicationState, Listing, Offer, Session
from workexperience.offers import actions as offers
from workexperience.offers.queries import days_of, listed
from workexperience.offers.whole import save_whole

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
TODAY = NOW.date()


def shown(on: date) -> set[int]:
    """The offers that the listing shows on a day."""
    return set(Listing.objects.filter(shown_until__gte=on).values_list("pk", flat=True))


def all_anew(now: datetime = NOW) -> None:
    actions.refresh(Offer.objects.values_list("pk", flat=True), now=now)


def found(offer: Offer, words: str) -> bool:
    """Whether the words lead to the offer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT words @@ websearch_to_tsquery('english', frontdoor_clean(%s)) FROM workexperience_listing WHERE offer_id = %s",
            [words, offer.pk],
        )
        return cursor.fetchone()[0]


DAYS = st.integers(-10, 40).map(lambda days: TODAY + timedelta(days))
SESSIONS = st.lists(
    st.tuples(DAYS, st.booleans(), st.integers(1, 3), st.integers(0, 3)).map(
        lambda one: {
            "first_day": one[0],
            "last_day": one[0],
            "is_online": one[1],
            "places": max(one[2:]),
            "taken": one[3],
        }
    ),
    max_size=4,
)
CHECKS = st.lists(st.tuples(DAYS, st.sampled_from(["waits", "holds", "replaced", "ended"])), max_size=2)
OFFERS = st.tuples(
    st.sampled_from(["in-person", "online", "blended"]),
    st.sampled_from(["draft", "open", "closed"]),
    st.none() | DAYS,
    SESSIONS,
    CHECKS,
)


class SameTruth(TestCase):
    """Random offers, days and checks."""

    @settings(max_examples=60, deadline=None)
    @given(made=st.lists(OFFERS, min_size=1, max_size=4))
    def test_the_listing_and_the_question_show_the_same_offers_on_any_day(self, made) -> None:
        hub = UserFactory()
        for mode, state, closes_on, sessions, told in made:
            employer = EmployerFactory(created_by=None)
            counting = False
            for until, kind in told:
                check = CheckFactory.build(employer=employer, insured_until=until, created_by=hub)
                if kind != "waits" and not (kind == "holds" and counting):
                    check.decided_by, check.decided_at, check.accepted = hub, NOW, True
                    counting = counting or kind == "holds"
                    if kind == "replaced":
                        check.replaced_at = NOW
                    if kind == "ended":
                        check.ended_by, check.ended_at, check.ended_because = hub, NOW, "It was not true."
                elif employer.checks.filter(decided_at=None).exists():
                    continue
                check.save()
            offer = OfferFactory(
                employer=employer,
                mode=mode,
                closes_on=closes_on,
                opened_at=None if state == "draft" else NOW,
                closed_at=NOW if state == "closed" else None,
                closed_by=hub if state == "closed" else None,
            )
            for one in sessions:
                SessionFactory(offer=offer, **one)

        all_anew()

        for days in (0, 1, 5, 20, 39, 41):
            on = TODAY + timedelta(days)
            assert shown(on) == set(listed(on).values_list("pk", flat=True)), on


@pytest.fixture
def offer(db: None) -> Offer:
    """An open offer of a checked employer, in the listing."""
    made = SessionFactory(offer__title="A week among bees").offer
    actions.refresh([made.pk], now=NOW)
    return made


def test_a_row_holds_what_the_listing_filters_by(offer) -> None:
    row = Listing.objects.get()

    assert (row.shown_until, row.starts_on) == (offer.closes_on, date(2027, 3, 1))
    assert (row.kind, row.mode, row.sector_id, row.year_groups) == (offer.kind, offer.mode, offer.sector_id, [10, 11])
    assert (row.point.easting, row.point.northing) == (400_000, 300_000)
    for words in ("bee", "Manufacturing", "measuring", "Mérrow"):
        assert found(offer, words), words
    assert not found(offer, "pumps")


def test_the_council_is_that_of_the_nearest_school_and_online_of_the_employer(db) -> None:
    near, far = (OrganisationFactory(kind=Kind.COUNCIL, la_code=code) for code in ("901", "902"))
    SchoolFactory(council=near, easting=400_100, northing=300_100)
    SchoolFactory(council=far, easting=500_000, northing=300_000)
    SchoolFactory(council=far, easting=400_000, northing=300_000, status_code="2")
    here = SessionFactory().offer
    online = SessionFactory(offer__mode="online", offer__employer=checked_employer(council=far), is_online=True).offer

    all_anew()

    councils = dict(Listing.objects.values_list("offer", "council"))
    assert councils == {here.pk: near.pk, online.pk: far.pk}
    assert Listing.objects.get(offer=online).point is None


def test_refreshing_again_writes_nothing(offer) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM workexperience_listing")
        before = cursor.fetchall()
        actions.refresh([offer.pk], now=NOW)
        cursor.execute("SELECT xmin::text, xmax::text FROM workexperience_listing")
        assert [row[:1] for row in cursor.fetchall()] == before


def test_it_shows_until_the_first_of_its_ends(offer) -> None:
    Offer.objects.update(closes_on=None)
    SessionFactory(offer=offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    all_anew()
    assert Listing.objects.get().shown_until == date(2027, 4, 4)

    Session.objects.filter(first_day=date(2027, 4, 5)).update(taken=4)
    all_anew()
    assert Listing.objects.get().shown_until == date(2027, 2, 28)

    offer.employer.checks.update(insured_until=date(2027, 2, 5))
    all_anew()
    assert Listing.objects.get().shown_until == date(2027, 2, 5)


def test_nothing_shows_on_the_day_on_which_its_last_days_begin(db) -> None:
    SessionFactory(first_day=TODAY, last_day=TODAY, offer__closes_on=None)
    tomorrow = SessionFactory(
        first_day=TODAY + timedelta(1), last_day=TODAY + timedelta(1), offer__closes_on=None
    ).offer
    all_anew()
    assert shown(TODAY) == {tomorrow.pk} == set(listed(TODAY).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ({"youngest": 14, "oldest": None}, [10, 11, 12, 13]),
        ({"youngest": 16, "oldest": 17}, [11, 12, 13]),
        ({"kind": "visit", "youngest": 11, "oldest": 12}, [7, 8]),
        ({"youngest": 16, "oldest": 17, "year_groups": [10]}, [10, 11, 12, 13]),
        ({"label": "t-level", "youngest": 16, "oldest": 24}, [12, 13]),
        ({"year_groups": [10, 11]}, [10, 11]),
    ],
)
def test_who_may_ask_by_age_is_found_by_year_group(db, facts, years) -> None:
    offer = SessionFactory(**{f"offer__{name}": value for name, value in ({"year_groups": []} | facts).items()}).offer
    actions.refresh([offer.pk], now=NOW)
    assert Listing.objects.get().year_groups == years


def test_an_offer_without_a_free_place_is_gone_and_comes_back_when_one_is_free(offer) -> None:
    Session.objects.update(taken=4)
    actions.refresh_offers([offer.pk], now=NOW)
    assert not Listing.objects.exists()
    assert not listed(TODAY).exists()

    Session.objects.update(taken=3)
    actions.refresh_offers([offer.pk], now=NOW)
    assert shown(TODAY) == {offer.pk}


def test_the_night_moves_the_first_day_on_and_takes_away_what_is_over(offer) -> None:
    over = SessionFactory(first_day=date(2027, 1, 20), last_day=date(2027, 1, 20)).offer
    SessionFactory(offer=offer, first_day=date(2027, 1, 13), last_day=date(2027, 1, 13))
    all_anew()
    assert Listing.objects.get(offer=offer).starts_on == date(2027, 1, 13)

    assert actions.heal(now=NOW + timedelta(days=10)) == 2

    assert Listing.objects.get().starts_on == date(2027, 3, 1)
    assert over.pk not in shown(TODAY)


def test_the_night_adds_what_is_missing_and_removes_what_was_closed_by_hand(offer) -> None:
    other = SessionFactory().offer
    Offer.objects.filter(pk=offer.pk).update(closed_at=NOW, closed_by=UserFactory())

    actions.heal(now=NOW)

    assert shown(TODAY) == {other.pk}


def test_whatever_is_done_to_an_offer_reaches_the_listing_at_once(offer) -> None:
    by = UserFactory()
    offers.change(offer_id=offer.pk, changes={"title": "A week among bats", "pays_travel": True}, by=by, now=NOW)
    assert found(offer, "bats")
    assert not found(offer, "bees")
    assert Listing.objects.get().pays_travel

    later = replace(days_of(offer.sessions.get()), first_day=date(2027, 3, 8), last_day=date(2027, 3, 12))
    offers.set_sessions(offer_id=offer.pk, sessions=[later], by=by, now=NOW)
    assert Listing.objects.get().starts_on == later.first_day

    offers.close(offer_id=offer.pk, by=by, now=NOW)
    assert not Listing.objects.exists()

    again = offers.again(offer_id=offer.pk, by=by, now=NOW)
    offers.set_sessions(offer_id=again.pk, sessions=[later], by=by, now=NOW)
    assert not Listing.objects.exists()
    offers.open_offer(offer_id=again.pk, by=by, now=NOW)
    assert shown(TODAY) == {again.pk}


def test_a_file_of_offers_reaches_the_listing(offer) -> None:
    loaded = save_whole(
        employer=offer.employer,
        reference="A1",
        facts={name: getattr(offer, name) for name in offers.FACTS if name != "postcode"}
        | {"mode": "online", "kind": "talk"},
        sessions=[replace(days_of(offer.sessions.get()), last_day=date(2027, 3, 1), weekdays=(1,), is_online=True)],
        by=None,
        now=NOW,
    )

    assert loaded.problems == ()
    assert shown(TODAY) == {offer.pk, loaded.offer_id}


def test_accepting_and_withdrawing_a_check_reach_the_listing_at_once(db) -> None:
    department = OrganisationFactory(kind=Kind.DEPARTMENT)
    dee = member("dee@department.example", "Dee Hall", department, Role.DEPARTMENT)
    offer = SessionFactory(offer__employer=EmployerFactory()).offer
    check = CheckFactory(employer=offer.employer)
    all_anew()
    assert not Listing.objects.exists()

    checks.accept(check_id=check.pk, by=dee, now=NOW)
    assert shown(TODAY) == {offer.pk}

    newer = CheckFactory(employer=offer.employer, insured_until=date(2027, 1, 20))
    checks.accept(check_id=newer.pk, by=dee, now=NOW)
    assert Listing.objects.get().shown_until == date(2027, 1, 20)

    checks.withdraw(check_id=newer.pk, because="It was not true.", by=dee, now=NOW)
    assert not Listing.objects.exists()


def test_an_online_offer_goes_with_its_employer_that_moves(db) -> None:
    council = OrganisationFactory(kind=Kind.COUNCIL, la_code="901")
    offer = SessionFactory(offer__mode="online", is_online=True).offer
    all_anew()
    place = offer.employer.organisation
    emma = member("emma@merrow.example", "Emma Shaw", place, Role.EMPLOYER)

    spot = Spot("ZZ1 3ZZ", Point(410_000, 310_000), council)
    employers.move(organisation_id=place.pk, spot=spot, town="Elsewhere", by=emma, now=NOW)

    assert Listing.objects.get().council_id == council.pk


def test_the_last_place_that_is_taken_or_set_free_reaches_the_listing(offer) -> None:
    session = offer.sessions.get()
    Session.objects.update(places=1)
    application = applied(session, state=ApplicationState.PARENT)

    with transaction.atomic():
        moves.put(moves.locked(application.pk), ApplicationState.EMPLOYER, by=None, now=NOW)
    assert not Listing.objects.exists()

    with transaction.atomic():
        moves.put(moves.locked(application.pk), ApplicationState.WITHDRAWN, by=None, now=NOW)
    assert shown(TODAY) == {offer.pk}
