"""When two records are one person's: by property."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.joining.rules import Verdict, person, verdict

BORN = date(2011, 3, 4)
names = st.text(st.characters(codec="utf-8", categories=["L", "Zs"]), max_size=30)
people = st.builds(person, names, names, st.none() | st.dates())


def test_the_same_first_name_and_birth_date_are_one_person() -> None:
    assert verdict(person("Zoë Anne", "", BORN), person("ZOE", "", BORN)) is Verdict.SAME
    assert verdict(person("Robert", "Bob", BORN), person("Bob", "", BORN)) is Verdict.SAME


def test_a_twin_under_a_number_typed_wrong_is_not_joined() -> None:
    assert verdict(person("Ada", "", BORN), person("Bea", "", BORN)) is Verdict.UNSURE


@given(people, people)
def test_it_does_not_matter_which_comes_first(one, other) -> None:
    assert verdict(one, other) is verdict(other, one)


@given(people, people)
def test_nothing_is_the_same_without_two_equal_birth_dates(one, other) -> None:
    if verdict(one, other) is Verdict.SAME:
        assert one.born == other.born
        assert one.born is not None
    if one.born and other.born and one.born != other.born:
        assert verdict(one, other) is Verdict.DIFFERENT
