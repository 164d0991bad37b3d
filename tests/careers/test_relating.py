"""Which careers are near which."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.relating import Facts, nearest

FACTS = st.builds(
    Facts,
    key=st.text("abcdef", min_size=1, max_size=3),
    occupation=st.sampled_from(["", "1111", "1112", "2211"]),
    categories=st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1),
    skills=st.frozensets(st.sampled_from(["x", "y", "z"])),
)
LISTS = st.lists(FACTS, max_size=8, unique_by=lambda one: one.key)


def fact(key, occupation="", categories=("a",), skills=()):
    return Facts(key, occupation, frozenset(categories), frozenset(skills))


@given(LISTS)
def test_nobody_is_near_themselves_and_reasons_are_given(careers):
    for key, others in nearest(careers, {}).items():
        assert key not in {near.key for near in others}
        assert all(near.why and near.score >= 0 for near in others)
        assert [near.score for near in others] == sorted((near.score for near in others), reverse=True)


@given(LISTS, st.randoms())
def test_order_of_the_careers_does_not_matter(careers, chance):
    mixed = careers[:]
    chance.shuffle(mixed)
    assert nearest(careers, {}) == nearest(mixed, {})


def test_same_occupation_is_nearer_than_the_same_category():
    found = nearest(
        [fact("one", "5315"), fact("same", "5315"), fact("minor", "5316"), fact("other", "9999")], {"a": "Trades"}
    )

    assert [near.key for near in found["one"]] == ["same", "minor", "other"]
    assert [near.why for near in found["one"]] == [
        "The same kind of work; also in Trades",
        "A close kind of work; also in Trades",
        "Also in Trades",
    ]


def test_rare_skill_counts_more_than_a_common_one():
    careers = [fact("one", skills=("rare", "common")), fact("b", skills=("common",)), fact("c", skills=("rare",))]
    careers += [fact(f"x{n}", skills=("common",)) for n in range(5)]

    assert nearest(careers, {"a": "Trades"})["one"][0].key == "c"


def test_career_that_shares_nothing_has_none():
    assert nearest([fact("one"), fact("two", categories=("b",))], {})["one"] == []
