"""Through which services somebody can meet an adviser, and on which days."""

from datetime import UTC, date, datetime, timedelta

from frontdoor.record import actions as record
from guidance.booking.ways import Way, is_adult, ways
from guidance.models import Supply
from guidance.times.free import HORIZON
from tests.factories import UserFactory
from tests.guidance.booking.people import NOW
from tests.guidance.factories import ServiceFactory, SupplyFactory
from tests.record.factories import LearnerFactory, enrolled

TODAY = date(2026, 9, 9)
LAST = TODAY + HORIZON
JUNE = datetime(2027, 6, 30, 9, tzinfo=UTC)
NEW_YEAR = date(2027, 9, 1)


def test_pupil_meets_the_suppliers_of_their_school_for_their_year_group(mia, here, service) -> None:
    SupplyFactory(institution=here, year_groups=[9])
    SupplyFactory()
    assert ways(mia, now=NOW) == [Way(service.pk, here.pk, TODAY, LAST)]


def test_pupil_without_a_year_group_meets_every_supplier_of_their_school(here, supplied) -> None:
    other = SupplyFactory(institution=here, year_groups=[9])
    found = ways(enrolled(here, year_group=None).learner, now=NOW)
    assert {way.service_id for way in found} == {supplied.service_id, other.service_id}


def test_nobody_is_met_before_a_supply_begins_or_after_its_last_day(mia, here, supplied) -> None:
    Supply.objects.update(first_day=TODAY + timedelta(days=3), last_day=TODAY + timedelta(days=10))
    (way,) = ways(mia, now=NOW)
    assert (way.first_day, way.last_day) == (TODAY + timedelta(days=3), TODAY + timedelta(days=10))
    assert [way.includes(TODAY + timedelta(days=day)) for day in (2, 3, 10, 11)] == [False, True, True, False]


def test_supply_that_is_over_or_was_ended_is_no_way(mia, supplied) -> None:
    supplied.last_day = TODAY - timedelta(days=1)
    supplied.save()
    assert ways(mia, now=NOW) == []
    supplied.last_day, supplied.ended_at, supplied.ended_by = None, NOW, UserFactory()
    supplied.save()
    assert ways(mia, now=NOW) == []


def test_in_september_everybody_is_a_year_older(here, service) -> None:
    SupplyFactory(institution=here, service=service, year_groups=[11])
    later = ServiceFactory()
    SupplyFactory(institution=here, service=later, year_groups=[12])
    pupil, younger = enrolled(here, year_group=11).learner, enrolled(here, year_group=10).learner
    end = NEW_YEAR - timedelta(days=1)
    last = JUNE.date() + HORIZON
    assert ways(pupil, now=JUNE) == [
        Way(service.pk, here.pk, JUNE.date(), end),
        Way(later.pk, here.pk, NEW_YEAR, last),
    ]
    assert ways(younger, now=JUNE) == [Way(service.pk, here.pk, NEW_YEAR, last)]


def test_on_the_first_of_september_the_year_is_one(here, supplied) -> None:
    first = datetime(2027, 9, 1, 9, tzinfo=UTC)
    (way,) = ways(enrolled(here, year_group=11).learner, now=first)
    assert (way.first_day, way.last_day) == (NEW_YEAR, NEW_YEAR + HORIZON)


def test_who_is_on_no_roll_meets_the_services_for_adults(pat, adults, supplied) -> None:
    assert ways(pat, now=NOW) == ways(None, now=NOW) == [Way(adults.pk, None, TODAY, LAST)]


def test_who_has_left_school_meets_the_services_for_adults(mia, adults) -> None:
    record.end_enrolments(enrolments=mia.enrolments.all(), on=TODAY, now=NOW)
    assert [way.service_id for way in ways(mia, now=NOW)] == [adults.pk]


def test_an_adult_at_college_has_both(here, supplied, adults) -> None:
    adult = enrolled(here, learner=LearnerFactory(date_of_birth=date(2008, 9, 9))).learner
    assert {way.institution_id for way in ways(adult, now=NOW)} == {here.pk, None}
    nearly = enrolled(here, learner=LearnerFactory(date_of_birth=date(2008, 9, 10))).learner
    assert {way.institution_id for way in ways(nearly, now=NOW)} == {here.pk}


def test_of_whom_nothing_is_known_is_no_adult(here, db) -> None:
    assert not is_adult(None, today=TODAY)
    assert not is_adult(LearnerFactory(date_of_birth=None), today=TODAY)
    assert not is_adult(enrolled(here, year_group=14, learner=LearnerFactory(date_of_birth=None)).learner, today=TODAY)
