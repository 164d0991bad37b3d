"""Numbers by which an employer can be looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workexperience.employers.rules import problem, problem_with_name, tidy

SPACES = st.text(" \t\u00a0", max_size=2)


def spread(text: str, gaps: list[str]) -> str:
    return "".join(letter + gap for letter, gap in zip(text, gaps, strict=False)) + text[len(gaps) :]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("company", "01234567", "01234567"),
        ("company", " 0123 4567 ", "01234567"),
        ("company", "sc123456", "SC123456"),
        ("company", "ip12345r", "IP12345R"),
        ("company", "SP1234RS", "SP1234RS"),
        ("company", "R0000123", "R0000123"),
        ("charity", "1123456", "1123456"),
        ("charity", "0202918", "202918"),
        ("charity", "202 918", "202918"),
    ],
)
def test_a_number_is_kept_tidy(kind, typed, kept):
    assert tidy(kind, typed) == kept
    assert problem(kind, kept) == ""


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("company", ""),
        ("company", "1234567"),
        ("company", "012345678"),
        ("company", "S1234567"),
        ("company", "SCO12345"),
        ("company", "IP1234R"),
        ("company", "R12345RS"),
        ("company", "٠١٢٣٤٥٦٧"),
        ("charity", "12345"),
        ("charity", "123456789"),
        ("charity", "SC12345"),
        ("charity", "00000000"),
    ],
)
def test_what_can_be_no_number_gets_a_sentence(kind, typed):
    assert problem(kind, tidy(kind, typed)).startswith(f"{kind.capitalize()} number must be")


@given(st.from_regex(r"[0-9]{8}|[A-Za-z]{2}[0-9]{6}", fullmatch=True), st.lists(SPACES, max_size=8))
def test_spaces_and_small_letters_make_no_other_company(number, gaps):
    assert tidy("company", spread(number.lower(), gaps)) == number.upper()
    assert problem("company", number.upper()) == ""


@given(st.integers(100_000, 99_999_999), st.integers(0, 3), st.lists(SPACES, max_size=8))
def test_zeros_in_front_make_no_other_charity(number, zeros, gaps):
    assert tidy("charity", spread("0" * zeros + str(number), gaps)) == str(number)
    assert problem("charity", str(number)) == ""


@given(st.sampled_from(["company", "charity"]), st.text(max_size=12))
def test_tidying_again_changes_nothing_and_whatever_passes_fits_its_column(kind, typed):
    kept = tidy(kind, typed)
    assert tidy(kind, kept) == kept
    assert problem(kind, kept) or (len(kept) <= 8 and kept.isascii() and kept.isalnum())


@pytest.mark.parametrize(
    "name", ["St. Mary's", "J.P. Smith Ltd", "Smith & Co.", "No.1 Nursery", "A.B.C. (Leeds) Ltd.", "N" * 100]
)
def test_a_name_with_stops_is_a_name(name):
    assert problem_with_name(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Your account is locked: go to evil.example",
        "Evil.Example",
        "EVIL.EXAMPLE now",
        "4evil9.example",
        "evil．example",
        "https://12",
        "www.12",
        "me@evil.example",
        "N" * 101,
    ],
)
def test_a_name_leads_nobody_anywhere(name):
    assert problem_with_name(name).startswith("Name of the employer must")


@given(st.text(max_size=20), st.from_regex(r"[a-z0-9]{1,9}\.[a-z]{2,6}", fullmatch=True), st.text(max_size=20))
def test_no_domain_hides_in_a_name(before, domain, after):
    assert problem_with_name(f"{before} {domain} {after}") != ""
