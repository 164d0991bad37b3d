"""The forty statements: our own, balanced, plain, and about things that the careers know."""

import hashlib
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest

from frontdoor.careers import content
from frontdoor.careers.entries import SUBJECTS, TRAITS
from frontdoor.careers.quiz.statements import A_PAGE, FIRST, quiz
from tests.careers.test_words import GENDERED
from tests.reading import reading_age

QUIZ = quiz()
# Hashes of the five-word runs of the statements that the adult service's own assessment uses.
THEIRS = set(json.loads((Path(__file__).parents[1] / "data" / "assessment_runs.json").read_text()))
PURE = ["statements.py", "answers.py", "matching.py", "../saving/kept.py"]


def runs(text: str) -> list[str]:
    words = re.findall(r"[a-z']+", text.lower())
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def hashed(run: str) -> str:
    return hashlib.sha256(run.encode()).hexdigest()[:12]


def test_each_trait_has_five_statements_two_of_them_in_the_first_sixteen():
    assert set(QUIZ.traits) == set(TRAITS)
    assert Counter(one.trait for one in QUIZ.statements) == dict.fromkeys(TRAITS, 5)
    assert Counter(one.trait for one in QUIZ.statements[:FIRST]) == dict.fromkeys(TRAITS, 2)


def test_sixteen_are_on_four_pages_and_twenty_four_on_six_more():
    assert (QUIZ.first_pages, QUIZ.all_pages) == (4, 10)
    assert [one for number in range(1, 11) for one in QUIZ.page(number)] == list(QUIZ.statements)
    assert {len(QUIZ.page(number)) for number in range(1, 11)} == {A_PAGE}
    assert QUIZ.page(0) == QUIZ.page(11) == ()


def test_no_page_asks_twice_about_one_trait():
    assert all(len({one.trait for one in QUIZ.page(number)}) == A_PAGE for number in range(1, 11))


def test_some_statements_are_reversed_in_both_parts():
    turned = [one.reversed for one in QUIZ.statements]

    assert sum(turned[:FIRST]) >= 2
    assert sum(turned[FIRST:]) >= 4


def test_no_key_or_sentence_comes_twice():
    for name in ("key", "says", "likes"):
        assert max(Counter(getattr(one, name) for one in QUIZ.statements).values()) == 1


@pytest.mark.parametrize("one", QUIZ.statements, ids=lambda one: one.key)
def test_statement_leans_to_subjects_and_categories_that_exist(one):
    assert one.leans
    assert one.leans <= SUBJECTS.keys() | content.categories().keys()


def test_every_subject_and_category_is_leant_to_by_some_statement():
    leant = {about for one in QUIZ.statements for about in one.leans}

    assert content.categories().keys() <= leant
    assert SUBJECTS.keys() - leant <= {"health-and-social-care", "law"}


def test_no_statement_shares_five_words_in_a_row_with_the_adult_services():
    assert THEIRS
    shared = [(one.key, run) for one in QUIZ.statements for run in runs(one.says) if hashed(run) in THEIRS]

    assert shared == []


def test_shared_run_would_be_noticed():
    theirs = "i like working with numbers"
    assert [run for run in runs(theirs) if hashed(run) in THEIRS] == [theirs]


def test_words_are_plain_short_and_about_anybody():
    ages = [reading_age(one.says) for one in QUIZ.statements]

    assert statistics.median(ages) <= 11
    assert max(len(one.says.split()) for one in QUIZ.statements) <= 18
    assert not [one.key for one in QUIZ.statements if GENDERED.search(one.says)]


def test_likes_read_well_after_because_you_like():
    """They are listed with "and" between them, so none holds one of its own."""
    assert not [one.likes for one in QUIZ.statements if " and " in one.likes or one.likes.endswith(".")]


@pytest.mark.parametrize("name", PURE)
def test_rules_know_nothing_of_django(name):
    source = (Path(content.__file__).parent / "quiz" / name).read_text()

    assert "django" not in source.lower().replace("no django", "")
