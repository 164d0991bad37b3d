"""Answers: a code that comes back as it went, and what they say about traits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.quiz.answers import asked, from_code, meant, strengths, to_code
from frontdoor.careers.quiz.statements import FIRST, quiz

QUIZ = quiz()
KEYS = [one.key for one in QUIZ.statements]
ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.integers(-2, 2))


@given(ANSWERS)
def test_code_comes_back_as_the_answers(answers):
    code = to_code(QUIZ, answers)

    assert from_code(QUIZ, code) == answers
    assert len(code) <= 45


@given(st.text())
def test_strange_code_gives_known_answers_or_none(code):
    found = from_code(QUIZ, code)

    assert found.keys() <= set(KEYS)
    assert set(found.values()) <= {-2, -1, 0, 1, 2}


@pytest.mark.parametrize("code", ["", "0.eeee", "99.eeee", f"{QUIZ.version}.{'e' * 41}", "e" * 40])
def test_code_of_another_version_or_shape_holds_nothing(code):
    assert from_code(QUIZ, code) == {}


@given(ANSWERS)
def test_reversed_statement_counts_the_other_way_round(answers):
    for one in QUIZ.statements:
        assert meant(one, answers) == (-1 if one.reversed else 1) * answers.get(one.key, 0)


@given(ANSWERS)
def test_skipping_and_the_middle_are_the_same_for_the_first_sixteen(answers):
    filled = {one.key: 0 for one in QUIZ.statements[:FIRST]} | answers

    assert strengths(QUIZ, filled) == strengths(QUIZ, answers)
    assert asked(QUIZ, filled) == asked(QUIZ, answers)


@given(ANSWERS)
def test_only_traits_that_answers_speak_for_are_strengths_and_turned_answers_turn_them(answers):
    found = strengths(QUIZ, answers)
    turned = strengths(QUIZ, {key: -value for key, value in answers.items()})

    assert not set(found) & set(turned)
    for trait in found:
        assert sum(meant(one, answers) for one in QUIZ.statements if one.trait == trait) > 0


def test_strongest_trait_comes_first():
    answers = {"mend": 1, "outside": 1, "nurse": 2, "alone": 2, "lose": -1}

    assert strengths(QUIZ, answers) == ["helper", "doer", "organiser"]
