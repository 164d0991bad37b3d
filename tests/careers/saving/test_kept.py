"""What a visitor's browser keeps: it comes back as it went, and has an end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.saving import cookie
from frontdoor.careers.saving.kept import MOST, MOST_ASIDE, Kept, Result, from_data
from frontdoor.careers.shipped import entries
from frontdoor.ground.refused import Refused

SLUGS = st.sampled_from([f"career-{n}" for n in range(40)])
LISTS = st.lists(SLUGS, unique=True, max_size=20).map(tuple)
RESULTS = st.builds(Result, code=st.text("abcde-", min_size=1, max_size=10), aside=LISTS, day=st.dates())
KEPT = st.builds(
    Kept,
    careers=LISTS,
    results=st.lists(RESULTS, unique_by=lambda one: one.code, max_size=5).map(tuple),
    code=st.text("abcde-", max_size=40),
    aside=LISTS,
)
DAY = date(2026, 11, 21)


@given(KEPT)
def test_what_is_kept_comes_back(kept):
    assert from_data(kept.to_data()) == kept


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("crqak"), inner)))  # fmt: skip
def test_data_of_another_shape_is_harmless(data):
    assert isinstance(from_data(data), Kept)


@given(KEPT, SLUGS)
def test_saving_twice_is_saving_once_and_removing_undoes_it(kept, slug):
    once = kept.without_career(slug).with_career(slug)

    assert once.with_career(slug) == once
    assert once.careers[-1] == slug
    assert slug not in once.without_career(slug).careers


@given(KEPT, SLUGS)
def test_a_career_brought_back_is_no_longer_aside(kept, slug):
    aside = kept.put_aside(slug)

    assert aside.aside[-1] == slug
    assert len(aside.aside) <= MOST_ASIDE
    assert aside.put_aside(slug) == aside
    assert slug not in aside.brought_back(slug).aside


def test_same_answers_saved_again_take_the_older_ones_place():
    kept = Kept().with_result(Result("1.e", (), DAY)).with_result(Result("1.d", (), DAY))

    again = kept.with_result(Result("1.e", ("florist",), DAY))

    assert [one.code for one in again.results] == ["1.d", "1.e"]
    assert again.results[-1].aside == ("florist",)


def test_full_is_refused_with_a_sentence_and_what_is_there_may_be_saved_again():
    full = Kept(careers=tuple(f"career-{n}" for n in range(MOST)))

    with pytest.raises(Refused, match=r"Remove one"):
        full.with_career("one-more")
    with pytest.raises(Refused, match=r"Remove one"):
        full.with_result(Result("1.e", (), DAY))
    assert full.with_career("career-3") == full


def test_keep_alone_is_not_kept():
    assert Kept(keep=True).to_data() == {}
    assert from_data(Kept(careers=("florist",), keep=True).to_data()).keep


def test_sixty_careers_with_the_longest_addresses_and_a_quiz_fit_one_cookie():
    longest = sorted((entry.slug for entry in entries()), key=len)[-MOST - MOST_ASIDE :]
    kept = Kept(careers=tuple(longest[:MOST]), code=f"1.{'e' * 40}", aside=tuple(longest[-MOST_ASIDE:]), keep=True)

    assert cookie.has_room(kept)
    assert len(cookie.value(kept)) <= cookie.LARGEST
