"""The range of pay that is shown."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.models import PERCENTILES
from frontdoor.careers.pay import pay_of


@st.composite
def figures(draw):
    """Percentiles in order, some of them held back."""
    order = ["p10", "p20", "p25", "p30", "p40", "median", "p60", "p70", "p75", "p80", "p90"]
    sums = sorted(draw(st.lists(st.integers(5_000, 200_000), min_size=11, max_size=11)))
    held = draw(st.sets(st.sampled_from(order)))
    return {name: None if name in held else value for name, value in zip(order, sums, strict=True)}


@given(figures())
def test_range_is_in_order_and_on_its_scale(found):
    pay = pay_of(found)
    if pay and pay.low is not None:
        assert pay.low <= pay.high
        assert 0 <= pay.at(pay.low) <= pay.at(pay.high) <= 100
        assert pay.is_whole == bool(found["p10"] and found["p90"])
    elif pay:
        assert pay.middle == found["median"]
    else:
        assert found["median"] is None


def test_widest_published_pair_is_shown_and_named():
    whole = dict.fromkeys(PERCENTILES, 1) | {
        "p10": 20_000,
        "p20": 25_000,
        "median": 30_000,
        "p80": 40_000,
        "p90": 50_000,
    }

    assert (pay_of(whole).low, pay_of(whole).high, pay_of(whole).share) == (20_000, 50_000, "1 in 10")
    held = pay_of(whole | {"p90": None})
    assert (held.low, held.high, held.share) == (25_000, 40_000, "2 in 10")


def test_no_figure_at_all_is_none():
    assert pay_of(dict.fromkeys(PERCENTILES)) is None
