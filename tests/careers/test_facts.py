"""Needs as facts and in words."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.facts import COUNTED, WHATS, is_need, need_words

NAMES = st.lists(st.sampled_from(["English", "maths", "science"]), max_size=3, unique=True)


@st.composite
def needs(draw):
    need = {"what": draw(st.sampled_from(sorted(set(WHATS) - {"other"})))}
    least = draw(st.none() | st.integers(1, 9))
    most = draw(st.none() | st.integers(least or 1, 9))
    if need["what"] in COUNTED:
        need |= {name: value for name, value in (("least", least), ("most", most)) if value is not None}
    if names := draw(NAMES):
        need["with"] = names
    if goal := draw(st.sampled_from(["", "a degree"])):
        need["for"] = goal
    return need


@given(needs())
def test_words_hold_every_fact(need):
    words = need_words(need)

    assert is_need(need)
    assert all(name in words for name in need.get("with", []))
    assert all(str(need[name]) in words for name in ("least", "most") if name in need)
    assert words.endswith(f"for {need['for']}") if "for" in need else True


def test_numbers_read_as_a_person_says_them():
    said = [
        need_words({"what": "gcse", "least": 4, "most": 5, "grades": "9 to 4", "with": ["English", "maths"]}),
        need_words({"what": "a-level", "least": 1, "most": 3}),
        need_words({"what": "a-level", "least": 1, "most": 1}),
        need_words({"what": "gcse", "least": 2}),
        need_words({"what": "gcse", "most": 2, "for": "a level 1 course"}),
        need_words({"what": "gcse"}),
    ]

    assert said == [
        "4 or 5 GCSEs at grades 9 to 4, with English and maths",
        "1 to 3 A levels",
        "1 A level",
        "2 or more GCSEs",
        "2 or fewer GCSEs for a level 1 course",
        "some GCSEs",
    ]


def test_what_has_another_shape_is_no_need():
    wrong = [
        None,
        "5 GCSEs",
        {},
        {"what": "luck"},
        {"what": "gcse", "colour": 1},
        {"what": "gcse", "least": 5, "most": 4},
    ]
    assert [is_need(one) for one in wrong] == [False] * len(wrong)
