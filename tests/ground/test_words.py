"""Words as a search sees them: any text becomes clean tokens, forms share terms, refusals are kept apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.words import LONGEST, STOP, clean, parts_of, pieces, root, stem, tokens


@given(st.text(max_size=300))
def test_any_text_becomes_tokens_of_letters_and_digits(text):
    for token in tokens(text):
        assert re.fullmatch(r"[a-z0-9]+", token.word)
        assert len(token.word) <= LONGEST
        assert all(re.fullmatch(r"(no-|~)?[a-z0-9]+", term) for term in token.terms)
        assert token.word not in STOP


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.sampled_from(["dog", "nurse", "lorry", "driver", "baker"]), min_size=2, max_size=4))
def test_run_together_words_come_apart(words):
    found = pieces("".join(words), {"dog", "nurse", "lorry", "driver", "baker"})
    assert found == words


@given(st.text(alphabet="abcdefgh", min_size=1, max_size=30))
def test_pieces_are_the_word_again(word):
    known = {"abc", "def", "gh", "abcd", "efgh"}
    assert "".join(pieces(word, known)) in ("", word)
    assert set(pieces(word, known)) <= parts_of(word) | {"a"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pediatrician", "paediatrician"),
        ("archeologist", "archaeologist"),
        ("color", "colour"),
        ("laborer", "labourer"),
        ("organizing", "organising"),
        ("traveler", "traveller"),
        ("children", "child"),
        ("theater", "theatre"),
        ("vets", "vet"),
    ],
)
def test_british_and_american_forms_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["baker", "bakery", "baking", "bake"])
def test_forms_share_a_root(word):
    assert root(word) == root("bake")


def test_refused_word_is_another_thing():
    (maths,) = tokens("a job with no maths")
    assert maths.is_refused
    assert maths.terms == ("no-math",)


def test_refusal_ends_with_its_clause():
    refused = {token.word: token.is_refused for token in tokens("no maths but lots of animals")}
    assert refused == {"maths": True, "animals": False}


def test_it_is_computing_where_it_stands_for_that():
    assert [token.word for token in tokens("work in IT")] == ["it"]
    assert tokens("i like doing it") == []


@pytest.mark.parametrize("text", ["", "   ", "i want to be a", "🦄🦄", "';--", "%%%", "𝓗"])
def test_text_without_a_word_that_counts_or_with_odd_letters_does_no_harm(text):
    assert all(token.word == "h" for token in tokens(text))
