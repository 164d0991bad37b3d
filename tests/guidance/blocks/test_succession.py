"""A school is followed by another: what it bought, orders that wait and blocked days are the new school's; what is over stays."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.organisations.register.succession import succeed
from guidance.blocks import queries
from guidance.booking.ways import ways
from guidance.models import Block, BlockedPeriod, Draw, Supply, TimeOffer
from tests.factories import SchoolFactory
from tests.guidance.blocks.orders import decide, order
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import BlockFactory, ServiceFactory, SupplyFactory, TimeOfferFactory, bought

pytestmark = pytest.mark.django_db
TABLES = ("guidance_meeting", "guidance_block")


@pytest.fixture
def new(here):
    return SchoolFactory(name="Newfield Academy")


def follow(old, new) -> None:
    """Twice is once."""
    for _ in range(2):
        succeed(old=old, new=new, by=None, now=NOW)


def blocked(school, last_day: date, by) -> BlockedPeriod:
    facts = {"year_group": 11, "first_day": date(2026, 9, 1), "created_by": by, "created_at": NOW}
    return BlockedPeriod.objects.create(institution=school, last_day=last_day, **facts)


def test_block_goes_with_its_draws_and_year_groups(here, new, service, supplied, mia, ada) -> None:
    supplied.delete()
    block = bought(here, service, 3)
    made = book(mia, ada)
    follow(here, new)
    block.refresh_from_db()
    made.refresh_from_db()
    assert (block.institution, block.year_groups, made.institution) == (new, [10, 11], new)
    assert queries.left_of(block) == 2
    assert Draw.objects.get().meeting == made
    supply = Supply.objects.get()
    assert (supply.institution, supply.by_block) == (new, True)
    mia.enrolments.update(institution=new)
    assert [way.block_id for way in ways(mia, now=NOW)] == [block.pk]


def test_order_that_waits_is_answered_to_the_new_school(offer, here, new, amina, lena) -> None:
    made = order(offer, here, amina)
    follow(here, new)
    assert decide(made, lena).institution == new
    assert Supply.objects.get().institution == new


def test_what_is_over_ended_or_declined_stays_with_the_old_school(offer, here, new, amina) -> None:
    facts = {"offer": offer, "institution": here}
    BlockFactory(**facts, last_day=NOW.date() - timedelta(1))
    BlockFactory(**facts, accepted=False)
    BlockFactory(**facts, ended_by=amina, ended_at=NOW)
    follow(here, new)
    assert set(Block.objects.values_list("institution", flat=True)) == {here.pk}


@pytest.mark.parametrize(("mine", "theirs"), [(True, True), (True, False), (False, True)])
def test_time_is_bought_after_a_merger_only_where_both_had_bought_it(here, new, service, mine, theirs) -> None:
    SupplyFactory(institution=here, service=service, by_block=mine, year_groups=[10])
    kept = SupplyFactory(institution=new, service=service, by_block=theirs, year_groups=[11])
    follow(here, new)
    kept.refresh_from_db()
    assert (kept.by_block, kept.year_groups) == (mine and theirs, [10, 11])


def test_blocked_days_to_come_go_and_past_ones_stay(here, new, amina) -> None:
    coming, past = blocked(here, NOW.date(), amina), blocked(here, NOW.date() - timedelta(1), amina)
    follow(here, new)
    coming.refresh_from_db()
    past.refresh_from_db()
    assert (coming.institution, coming.year_group, past.institution) == (new, 11, here)


def test_what_the_old_schools_service_sold_is_that_of_the_new_one(here, new) -> None:
    gone, stays = ServiceFactory(organisation=here), ServiceFactory(organisation=new)
    block = BlockFactory(offer=TimeOfferFactory(service=gone))
    follow(here, new)
    block.refresh_from_db()
    assert (block.service, TimeOffer.objects.get().service) == (stays, stays)


def test_blocks_are_held_after_meetings_as_whoever_books_does(here, new, service, supplied, mia, ada) -> None:
    supplied.delete()
    bought(here, service, 3)
    book(mia, ada)
    with CaptureQueriesContext(connection) as asked:
        succeed(old=here, new=new, by=None, now=NOW)
    written = [one["sql"] for one in asked if one["sql"].startswith("UPDATE")]
    places = {table: [n for n, sql in enumerate(written) if sql.startswith(f'UPDATE "{table}"')] for table in TABLES}
    assert max(places["guidance_meeting"]) < min(places["guidance_block"])
