"""What the demo sells and has bought."""

import pytest
from django.test import override_settings

from frontdoor.organisations.invented.actions import make_invented
from frontdoor.organisations.models import Organisation
from guidance.blocks import offers, queries
from guidance.models import Block, Draw, Supply, TimeOffer
from guidance.seed import seed_demo
from guidance.selling import seed
from tests.guidance.booking.people import NOW
from tests.record.factories import enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]


@pytest.fixture
def _demo() -> None:
    with override_settings(DEMO=True, DEMO_PASSWORD="open"):
        make_invented()
        school = Organisation.objects.get(urn=900_001)
        for number in range(4):
            enrolled(school, year_group=9, email=f"p{number}@pupils.example")
        for _ in range(2):
            seed_demo()


@pytest.mark.usefixtures("_demo")
def test_the_demo_school_compares_three_services_and_has_a_block_with_a_few_meetings() -> None:
    school = Organisation.objects.get(urn=900_001)
    on_sale = list(offers.sold_to(school))
    assert len(on_sale) == TimeOffer.objects.count() == 4
    assert len({one.service_id for one in on_sale}) == 3
    block = Block.objects.get()
    assert (block.institution, block.accepted, block.year_groups) == (school, True, [seed.YEAR])
    assert queries.left_of(block) == seed.SESSIONS - seed.BOOKED
    assert Draw.objects.count() == seed.BOOKED
    assert Supply.objects.filter(by_block=True).get().service == block.service
    assert offers.staff_of([block.service_id], on=NOW.date())[block.service_id].number == 1


@pytest.mark.usefixtures("_demo")
def test_what_somebody_ended_stays_ended() -> None:
    ended = TimeOffer.objects.get(name=seed.BY_DAY.name)
    ended.ended_at, ended.ended_by = NOW, ended.created_by
    ended.save()
    seed.seed_demo()
    assert TimeOffer.objects.filter(name=seed.BY_DAY.name).count() == 1


def test_nothing_is_made_where_nobody_is() -> None:
    seed.seed_demo()
    assert not TimeOffer.objects.exists()
