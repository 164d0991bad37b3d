"""The demo's offers keep every rule, and a second run adds nothing."""

from datetime import date

import pytest

from frontdoor.careers.models import Category
from frontdoor.organisations.invented.actions import make_invented
from workexperience.checks import seed as checks
from workexperience.employers import seed as employers
from workexperience.models import Offer, OfferState, Session
from workexperience.offers import queries, seed

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _seeded(db, settings) -> None:
    settings.DEMO = True
    for slug in {made.sector for made in seed.MADE}:
        Category.objects.get_or_create(slug=slug, defaults={"title": slug})
    make_invented()
    employers.seed_demo()
    checks.seed_demo()
    seed.seed_demo()


def test_every_open_offer_of_the_demo_has_no_problem_and_is_listed() -> None:
    for offer in Offer.objects.filter(queries.STATES[OfferState.OPEN]):
        assert queries.problems_of(offer, on=DAY) == []
        offer.full_clean()
    assert queries.listed(DAY).count() == 6
    assert {one.state for one in Offer.objects.all()} == set(OfferState)


def test_a_second_run_adds_nothing_and_keeps_what_somebody_changed() -> None:
    Offer.objects.filter(reference="LF-01").update(title="Changed by hand")
    before = (Offer.objects.count(), Session.objects.count())
    seed.seed_demo()
    assert (Offer.objects.count(), Session.objects.count()) == before
    assert Offer.objects.filter(title="Changed by hand").count() == 1
