"""Words one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.lists import listed


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed_as_people_say_them(words, said):
    assert listed(words) == said
    assert listed(words, "or") == said.replace(" and ", " or ")


@given(st.lists(st.text("abc", min_size=1), min_size=1))
def test_list_names_all_in_order(names):
    assert listed(names).replace(" and ", ", ").split(", ") == names
