"""Small numbers are not shown, in any form."""

import re

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.performance.rules import FEWEST, TOO_FEW, share

numbers = st.integers(0, 10**7)


@given(part=numbers, whole=st.integers(0, FEWEST - 1))
def test_small_whole_shows_no_number_and_all_look_alike(part, whole):
    assert share(part, whole) == share(0, 0)
    assert (share(part, whole).percent, share(part, whole).text) == (None, TOO_FEW)
    assert not re.search(r"\d", TOO_FEW)


@given(part=numbers, whole=st.integers(FEWEST, 10**7))
def test_share_is_between_nothing_and_all_and_rounded_down(part, whole):
    found = share(part, whole)

    assert found.percent is not None
    assert 0 <= found.percent <= 100
    assert found.percent * whole <= 100 * min(part, whole) < (found.percent + 1) * whole
    assert found.text == f"{found.percent}% ({min(part, whole):,} of {whole:,})"


def test_almost_all_is_not_all():
    assert share(999, 1000).text == "99% (999 of 1,000)"
