"""Three values of each answer: shown, mine, stored."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.returns.merging import merge

YES, NO, PARTLY = {"value": "yes"}, {"value": "no"}, {"value": "partly"}
VALUES = st.sampled_from([None, YES, NO, PARTLY])
PAGES = st.dictionaries(st.sampled_from(["answer:1", "answer:2", "note:1"]), VALUES)


def test_merge_writes_what_only_i_changed():
    assert merge(shown={"a": NO}, mine={"a": YES}, stored={"a": NO}).write == {"a": YES}


def test_merge_leaves_what_only_others_changed():
    merged = merge(shown={"a": NO}, mine={"a": NO}, stored={"a": YES})
    assert (merged.write, merged.clashes) == ({}, ())


def test_merge_of_two_changes_is_a_clash_and_writes_neither():
    merged = merge(shown={"a": NO}, mine={"a": YES}, stored={"a": PARTLY})
    assert (merged.write, merged.clashes) == ({}, ("a",))


def test_merge_of_the_same_change_is_no_clash():
    merged = merge(shown={"a": NO}, mine={"a": YES}, stored={"a": YES})
    assert (merged.write, merged.clashes) == ({}, ())


def test_merge_of_clearing_what_others_changed_is_a_clash():
    assert merge(shown={"a": NO}, mine={"a": None}, stored={"a": YES}).clashes == ("a",)


@given(shown=PAGES, mine=PAGES, stored=PAGES)
def test_merge_never_overwrites_a_change_of_others_unseen(shown, mine, stored):
    merged = merge(shown=shown, mine=mine, stored=stored)
    assert all(stored.get(key) == shown.get(key) for key in merged.write)
    assert not set(merged.write) & set(merged.clashes)


@given(shown=PAGES, mine=PAGES, stored=PAGES)
def test_merge_repeated_after_writing_does_nothing(shown, mine, stored):
    merged = merge(shown=shown, mine=mine, stored=stored)
    again = merge(shown=shown, mine=mine, stored={**stored, **merged.write})
    assert again.write == {}
