"""The demo's offers are all over England, keep every rule, and are the same every time."""

from datetime import date

import pytest
from django.utils import timezone

from frontdoor.careers.content import categories
from frontdoor.careers.models import Category
from frontdoor.organisations.invented.actions import make_invented
from frontdoor.organisations.models import Outcode, Point
from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from frontdoor.organisations.register.shipped import load_public_facts
from workexperience.listing import finding, seed
from workexperience.listing.wanted import Wanted
from workexperience.models import Employer, Listing, Mode, Offer, OfferKind
from workexperience.offers.queries import listed, problems_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def seeded(settings) -> None:
    settings.DEMO = True
    for slug, title in categories().items():
        Category.objects.get_or_create(slug=slug, defaults={"title": title})
    make_invented()
    load_public_facts()
    seed.seed_demo()


def test_the_demo_has_offers_near_every_outcode_of_england_that_keep_every_rule(seeded) -> None:
    """One test, as the seed takes a while: what it makes, where it is, and that a second run changes nothing."""
    assert Listing.objects.count() >= 600
    assert set(Listing.objects.values_list("pk", flat=True)) == set(listed(DAY).values_list("pk", flat=True))
    for column, values in (("kind", OfferKind.values), ("mode", Mode.values), ("sector", categories())):
        assert set(Listing.objects.values_list(column, flat=True).distinct()) == set(values), column
    assert not Employer.objects.filter(organisation__made_up=False).exists()
    assert not Listing.objects.exclude(mode="online").filter(council=None).exists()

    outcodes = Outcode.objects.filter(region__in=ENGLISH_REGIONS, point__isnull=False)
    assert outcodes.count() > 2_000
    today = timezone.localdate()
    far = [
        one.outcode
        for one in outcodes
        if not finding.near(Wanted(), Point(*one.point), miles=40, today=today, limit=1).page
    ]
    assert far == []

    wrong = {offer.pk: found for offer in Offer.objects.all() if (found := problems_of(offer, on=DAY))}
    assert wrong == {}
    for offer in Offer.objects.all()[:40]:
        offer.full_clean()

    before = list(Offer.objects.order_by("pk").values_list())
    Offer.objects.filter(pk=before[0][0]).update(title="Changed by hand")
    seed.seed_demo()
    assert Offer.objects.count() == len(before)
    assert Offer.objects.filter(title="Changed by hand").exists()


def test_the_nation_is_made_of_the_same_parts_with_words_common_and_rare(seeded, monkeypatch) -> None:
    monkeypatch.setattr(seed, "NATION_EMPLOYERS", 30)
    monkeypatch.setattr(seed, "NATION_EACH", 10)
    monkeypatch.setattr(seed, "A_ROUND", 100)

    seed.seed_nation()
    assert Listing.objects.count() == 300
    assert Employer.objects.count() == 30
    seed.seed_nation()
    assert Listing.objects.count() == 300

    said = [offer.doing.rpartition("Ask about ")[2].strip(".").split(" and ") for offer in Offer.objects.all()]
    words = [word for three in said for word in three]
    assert len(words) == 900
    assert max(words.count(word) for word in set(words)) > 15
    assert len(set(words)) > 300
    assert all(len(word) >= 8 for word in words)
