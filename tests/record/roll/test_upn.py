"""The check letter of a UPN finds slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.roll.upn import LETTERS, check_letter, clean, is_temporary, problem

TWELVE = st.text("0123456789", min_size=12, max_size=12)


def test_a_worked_example() -> None:
    # 8x2 + 1x4 + 2x5 + 1x10 + 1x13 = 53 = 2 x 23 + 7, and H stands at 7
    assert check_letter("801200001001") == "H"
    assert problem("H801200001001") == ""


@given(TWELVE)
def test_every_number_has_one_right_letter(rest: str) -> None:
    assert [letter for letter in LETTERS if not problem(letter + rest)] == [check_letter(rest)]


@given(TWELVE, st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_figure_is_found(rest: str, place: int, figure: str) -> None:
    other = rest[:place] + figure + rest[place + 1 :]
    assert (other == rest) == (not problem(check_letter(rest) + other))


@given(TWELVE, st.integers(0, 10))
def test_two_figures_the_wrong_way_round_are_found(rest: str, place: int) -> None:
    other = rest[:place] + rest[place + 1] + rest[place] + rest[place + 2 :]
    assert (other == rest) == (not problem(check_letter(rest) + other))


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from(LETTERS))
def test_a_temporary_number_ends_in_a_letter_that_counts(digits: str, letter: str) -> None:
    first = check_letter(digits + letter)
    assert not problem(first + digits + letter)
    assert is_temporary(first + digits + letter)
    assert problem(first + digits + LETTERS[LETTERS.index(letter) - 1])


@pytest.mark.parametrize("wrong", ["", "123", "I823200320100", "H82320032010", "H8232003201000", "h823200320100"])
def test_what_has_another_shape_is_none(wrong: str) -> None:
    assert "letter and 12 numbers" in problem(wrong)


def test_spaces_and_small_letters_do_not_matter() -> None:
    assert clean(" h 8232003 20100 ") == "H823200320100"
