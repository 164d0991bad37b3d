"""Ten careers: the same for the same answers, never one put aside, every career for somebody."""

import itertools
import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.careers.quiz.matching import OF_ONE_CATEGORY, SHOWN, Facts, Match, Matching, likeness
from frontdoor.careers.quiz.statements import FIRST, quiz
from frontdoor.careers.shipped import entries
from tests.careers.quiz.test_answers import ANSWERS, KEYS

QUIZ = quiz()
SOME = ANSWERS.filter(lambda answers: any(answers.values()))


def facts(entry) -> Facts:
    """A shipped career as the quiz knows it."""
    return Facts(entry.slug, entry.categories[0], entry.traits, frozenset(entry.subjects) | frozenset(entry.categories))


@cache
def shipped() -> Matching:
    return Matching(QUIZ, [facts(entry) for entry in entries()])


@cache
def few() -> Matching:
    """Every twelfth career: quick, and as varied."""
    return Matching(QUIZ, [facts(entry) for entry in entries()[::12]])


def keys(matches: list[Match]) -> list[str]:
    return [one.key for one in matches]


@given(SOME)
@settings(max_examples=30, deadline=None)
def test_same_answers_give_the_same_ten_whatever_the_order(answers):
    turned_round = dict(reversed(answers.items()))
    backwards = Matching(QUIZ, reversed(few().careers.values()))

    first = few().ten(answers)

    assert few().ten(turned_round) == backwards.ten(answers) == first
    assert len(set(keys(first))) == SHOWN


@given(SOME, st.sets(st.sampled_from(range(60)), max_size=20))
@settings(max_examples=30, deadline=None)
def test_careers_put_aside_never_come_and_ten_others_do(answers, numbers):
    aside = [list(few().careers)[number] for number in numbers]

    found = keys(few().ten(answers, aside))

    assert len(found) == SHOWN
    assert not set(found) & set(aside)
    assert keys(few().ten(answers, [*reversed(aside), "no-such-career"])) == found


@given(SOME)
@settings(max_examples=30, deadline=None)
def test_at_most_three_are_of_one_category(answers):
    groups = Counter(shipped().careers[key].group for key in keys(shipped().ten(answers)))

    assert max(groups.values()) <= OF_ONE_CATEGORY


def test_ten_of_one_category_come_when_there_is_nothing_else():
    one_kind = [Facts(str(n), "healthcare", {"helper": 3}, frozenset()) for n in range(12)]

    assert len(Matching(QUIZ, one_kind).ten({"nurse": 2})) == SHOWN


@given(SOME)
@settings(max_examples=30, deadline=None)
def test_how_strongly_somebody_answers_gives_no_advantage(answers):
    mild = {key: (value > 0) - (value < 0) for key, value in answers.items()}
    strong = {key: 2 * value for key, value in mild.items()}

    assert likeness_order(mild) == likeness_order(strong)


def likeness_order(answers) -> list[float]:
    matching = few()
    said = {one.key: -answers.get(one.key, 0) if one.reversed else answers.get(one.key, 0) for one in QUIZ.statements}
    return [round(likeness(said, own), 9) for own in matching.sheets.values()]


@pytest.mark.parametrize("answers", [{}, {"mend": 0}, dict.fromkeys(KEYS, 0)])
def test_answers_that_say_nothing_give_no_careers(answers):
    assert few().ten(answers) == []


def test_a_career_is_said_to_fit_for_what_somebody_likes():
    carer = Facts("carer", "social-care", {"helper": 3}, frozenset({"psychology"}))

    (found,) = Matching(QUIZ, [carer]).ten({"nurse": 2, "alone": 2, "mend": 2, "lose": -2})

    assert found.because == ("being there for people", "looking after people")


def test_a_career_that_nothing_speaks_for_has_no_reasons():
    clerk = Facts("clerk", "administration", {"organiser": 3}, frozenset())

    assert Matching(QUIZ, [clerk]).ten({"nurse": -2}) == [Match("clerk", ())]


def test_not_for_me_sinks_what_is_near():
    """Of the ten that somebody gets, putting the first aside must push back those most like it."""
    answers = {"mend": 2, "nurse": -1, "numbers": 1, "outside": 2, "safe": 1}
    before = keys(shipped().ten(answers))

    after = keys(shipped().ten(answers, before[:1]))

    assert before[0] not in after
    assert len(set(after) - set(before)) >= 2


def test_equal_careers_take_turns():
    twins = [Facts(f"twin-{n}", f"group-{n}", {"doer": 3}, frozenset()) for n in range(30)]
    matching = Matching(QUIZ, twins)
    answered = [
        dict(zip(("mend", "nurse", "draw"), values, strict=True))
        for values in itertools.product((1, 2), (-1, 0), (-2, 1))
    ]

    shown = {key for answers in answered for key in keys(matching.ten(answers))}

    assert len(shown) > 20


def like(career: str, *, of: int, absent: int, cut: float) -> dict[str, int]:
    """Answers of somebody whom this career would suit: to the first `of` statements, `absent` where it says little."""
    own = {one.key: shipped().sheets[career][one.key] for one in QUIZ.statements[:of]}
    most = max(own.values())
    wanted = {key: absent if value <= cut * most else round(2 * value / most) for key, value in own.items()}
    return {one.key: -wanted[one.key] if one.reversed else wanted[one.key] for one in QUIZ.statements[:of]}


def tries(career: str):
    """Plain answers first, then a seeded handful with three answers moved by one."""
    for absent, cut in itertools.product((0, -1, -2), (0, 0.2, 0.35)):
        yield like(career, of=FIRST, absent=absent, cut=cut)
    luck = random.Random(career)  # noqa: S311 not a secret
    for _ in range(150):
        answers = like(career, of=FIRST, absent=luck.choice((0, -1, -2)), cut=luck.choice((0, 0.2, 0.35)))
        for key in luck.sample(sorted(answers), 3):
            answers[key] = max(-2, min(2, answers[key] + luck.choice((-1, 1))))
        yield answers


def test_every_career_is_reached_by_some_first_sixteen_answers():
    """Without "not for me", for each of the 829."""
    never = [
        career
        for career in shipped().careers
        if not any(career in keys(shipped().ten(answers)) for answers in tries(career))
    ]

    assert len(shipped().careers) == 829
    assert never == []
