"""The query finds what a plain look at every offer finds, whichever way it goes, and page after page."""

import random
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.organisations.models import Point
from tests.workexperience.factories import SessionFactory
from tests.workexperience.listing.conftest import HERE, MILE, NOW, TODAY, offered
from workexperience.listing import finding
from workexperience.listing.actions import heal
from workexperience.listing.wanted import Sort, Wanted
from workexperience.models import Adjustment, Mode, Offer, OfferKind

SECTORS = ("animal-care", "healthcare", "transport")
WORDS = ("goats", "trains", "dentist")


@pytest.fixture
def many(today):
    """Sixty offers, the same every time."""
    dice = random.Random(4)  # noqa: S311 no secret
    made = []
    for number in range(60):
        mode = dice.choice(["in-person", "in-person", "online", "blended"])
        facts = {
            "miles": None if mode == "online" else dice.randint(0, 60) + 0.3,
            "mode": mode,
            "kind": dice.choice(OfferKind.values),
            "sector": dice.choice(SECTORS),
            "label": dice.choice(["", "", "t-level"]),
            "year_groups": sorted(dice.sample(range(7, 14), 3)),
            "adjustments": dice.sample(Adjustment.values, dice.randint(0, 3)),
            "pays_travel": dice.random() < 0.5,
            "first": TODAY + timedelta(dice.randint(1, 90)),
        }
        word = dice.choice(WORDS)
        offer = offered(f"{word} {number}", **facts)
        made.append(SimpleNamespace(pk=offer.pk, word=word, **facts))
    return made


ASKED = st.builds(
    Wanted,
    words=st.sampled_from(["", "", *WORDS, "goats dentist"]),
    within=st.sampled_from([1, 5, 20, 40]),
    mode=st.sampled_from(["", "", "in-person", "blended"]),
    sector=st.sampled_from(["", "", *SECTORS]),
    kind=st.sampled_from(["", "", "placement", "talk"]),
    label=st.sampled_from(["", "", "t-level"]),
    year=st.sampled_from([None, None, 7, 10]),
    first=st.none() | st.integers(0, 90).map(lambda days: TODAY + timedelta(days)),
    last=st.none() | st.integers(0, 90).map(lambda days: TODAY + timedelta(days)),
    adjustments=st.sampled_from([(), (), ("step-free",)]),
    pays_travel=st.booleans(),
    sort=st.sampled_from(Sort),
)


def fits(one, wanted: Wanted) -> bool:
    """The same filters, said plainly."""
    return (
        set(wanted.words.split()) <= {one.word}
        and wanted.mode in ("", one.mode)
        and wanted.sector in ("", one.sector)
        and wanted.kind in ("", one.kind)
        and wanted.label in ("", one.label)
        and (wanted.year is None or wanted.year in one.year_groups)
        and set(wanted.adjustments) <= set(one.adjustments)
        and (one.pays_travel or not wanted.pays_travel)
        and (wanted.first or date.min) <= one.first <= (wanted.last or date.max)
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=ASKED, few=st.booleans(), data=st.data())
def test_near_and_soonest_find_what_a_plain_look_finds(many, wanted, few, data):
    chosen = [one for one in many if fits(one, wanted)]
    placed = sorted((one for one in chosen if one.miles is not None), key=lambda one: (one.miles, one.pk))
    near = [one for one in placed if one.miles < wanted.within]
    online = sorted((one for one in chosen if one.mode == "online"), key=lambda one: (one.first, one.pk))
    by_day = sorted(placed, key=lambda one: (one.first, one.pk))
    best = wanted.sort is Sort.BEST and wanted.words

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "few", lambda _: few)
        found = finding.near(wanted, HERE, miles=wanted.within, today=TODAY, limit=100)
    soon = finding.soonest(wanted, online=False, today=TODAY, limit=100)
    from_home = finding.soonest(wanted, online=True, today=TODAY, limit=100)

    def order(hits):
        ids = [hit.offer_id for hit in hits.page]
        return sorted(ids) if best else ids

    def expected(rows):
        ids = [one.pk for one in rows]
        return sorted(ids) if best else ids

    assert order(found) == expected(near)
    assert order(soon) == expected(by_day)
    assert order(from_home) == expected(online)
    assert found.number == len(near)


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(words="goats"), Wanted(words="goats", sort=Sort.BEST)])
@pytest.mark.parametrize("place", [True, False])
def test_pages_follow_one_another_without_a_gap_or_a_row_twice(many, wanted, place):
    def page(after: str, limit: int):
        asked = Wanted(words=wanted.words, sort=wanted.sort, after=after)
        if place:
            return finding.near(asked, HERE, miles=40, today=TODAY, limit=limit)
        return finding.soonest(asked, online=False, today=TODAY, limit=limit)

    whole = [hit.offer_id for hit in page("", 100).page]
    seen, after, pages = [], "", 0
    while True:
        hits = page(after, 4)
        seen += [hit.offer_id for hit in hits.page]
        assert (hits.number is None) == bool(after)
        after, pages = hits.after, pages + 1
        if not after:
            break

    assert seen == whole
    assert pages == -(-len(whole) // 4)


@pytest.mark.parametrize(("rows", "few"), [(5_000, True), (10_000, True), (20_000, False)])
def test_the_words_lead_the_way_while_few_offers_hold_them(rows, few):
    """At a million rows, by what the planner says."""
    assert finding.are_few(1_000_000, rows) is few


def test_distances_are_grid_metres(today):
    offered("Goats", miles=3)
    (hit,) = finding.near(Wanted(), HERE, miles=5, today=today).page
    assert hit.metres == pytest.approx(3 * MILE, abs=1)


NO_MARKS = ["", "x", "1_x", "nan_1", "inf_1", "_", "1_-1", f"1_{2**70}", "1_0_5", "1e-400_5", "1e-310_5", "٣_5", "1_٣"]
NO_MARKS += ["2026-W10-1_5", "20270301_5", "2027-02-30_5", " 1_5", "1e400_5", "1-1_5", "1_+5", "1_5\n"]


@pytest.mark.parametrize("mark", NO_MARKS)
def test_a_mark_that_is_none_begins_at_the_first_row(many, mark):
    best = Wanted(words="goats", sort=Sort.BEST)
    for wanted in (Wanted(), best):
        whole = finding.near(wanted, Point(*HERE), miles=40, today=TODAY)
        assert finding.near(replace(wanted, after=mark), HERE, miles=40, today=TODAY) == whole
        whole = finding.soonest(wanted, online=None, today=TODAY)
        assert finding.soonest(replace(wanted, after=mark), online=None, today=TODAY) == whole


def test_a_mark_of_the_other_order_begins_at_the_first_row(many):
    whole = finding.near(Wanted(), Point(*HERE), miles=40, today=TODAY)
    assert finding.near(Wanted(after="2027-01-01_1"), HERE, miles=40, today=TODAY) == whole
    whole = finding.soonest(Wanted(), online=None, today=TODAY)
    assert finding.soonest(Wanted(after="3.5_1"), online=None, today=TODAY) == whole


def test_more_than_a_hundred_are_not_counted_on(today):
    offer = offered("Goats")
    Offer.objects.bulk_create(
        Offer(
            **{
                field.attname: getattr(offer, field.attname)
                for field in Offer._meta.concrete_fields
                if field.name not in ("id", "point")
            }
        )
        for _ in range(130)
    )
    for one in Offer.objects.exclude(pk=offer.pk):
        SessionFactory(offer=one)
    heal(now=NOW)

    assert finding.near(Wanted(), HERE, miles=5, today=today).number == 101
    assert finding.near(Wanted(mode=Mode.ONLINE), HERE, miles=5, today=today).number == 0
