"""The demo has one report that waits and some searches in vain; a second run changes nothing."""

import pytest

from frontdoor.careers.models import Category
from frontdoor.organisations.invented.actions import make_invented
from workexperience.checks import seed as checks
from workexperience.demand import rules
from workexperience.demand import seed as demand
from workexperience.employers import seed as employers
from workexperience.models import Report, Unmet
from workexperience.offers import seed as offers
from workexperience.reports import seed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _seeded(db, settings) -> None:
    settings.DEMO = True
    for slug in {made.sector for made in offers.MADE} | {sector for sector, *_ in demand.SEARCHES}:
        Category.objects.get_or_create(slug=slug, defaults={"title": slug})
    make_invented()
    for noun in (employers, checks, offers, seed, demand):
        noun.seed_demo()


def test_a_second_run_adds_nothing_even_once_it_is_answered(django_user_model) -> None:
    report = Report.objects.get()
    assert report.answered_at is None
    report.answered_at, report.answered_by, report.outcome = (
        report.created_at,
        django_user_model.objects.first(),
        "fine",
    )
    report.save()
    Unmet.objects.update(searches=1)
    seed.seed_demo()
    demand.seed_demo()
    assert Report.objects.count() == 1
    assert set(Unmet.objects.values_list("searches", flat=True)) == {1}


def test_some_of_the_searches_are_too_few_to_be_shown() -> None:
    counts = {}
    for one in Unmet.objects.all():
        cell = (one.council_id, one.sector_id)
        counts[cell] = counts.get(cell, 0) + one.searches
    assert 0 < len(rules.readable(counts)) < len(counts)
    assert {sector for _, sector in counts} == {sector for sector, *_ in demand.SEARCHES}
