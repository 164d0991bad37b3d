"""What scoring promises for every form: made-up ones and the three that ship."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.frameworks.parse import framework, read_yaml
from benchmarks.frameworks.shape import Facts
from benchmarks.scoring import State, score
from tests.benchmarks.strategies import answers_by_chance, answers_to, better, facts_for, forms

SHIPPED = framework(read_yaml(Path("benchmarks/frameworks/gatsby-2025.yaml").read_text()))
RANK = {State.NOT_ACHIEVED: 0, State.IN_PROGRESS: 1, State.ACHIEVED: 2}


@st.composite
def returns(draw):
    """A form with facts and answers: a made-up one by hypothesis, or a shipped one by chance (much faster to draw)."""
    form = draw(st.one_of(forms(), st.sampled_from(SHIPPED.forms)))
    answers = answers_by_chance(form, draw(st.integers(0, 10**6))) if form in SHIPPED.forms else draw(answers_to(form))
    return form, answers, draw(facts_for(form))


@settings(max_examples=150, deadline=None)
@given(returns(), st.data())
def test_better_answer_never_lowers_a_benchmark(made, data):
    form, answers, facts = made
    question = data.draw(st.sampled_from(list(form.questions())))
    steps = better(question, answers[question.id])
    if not steps:
        return  # already the best
    before = score(form, answers, facts)
    after = score(form, {**answers, question.id: data.draw(st.sampled_from(steps))}, facts)
    assert after.achieved >= before.achieved
    for old, new in zip(before.benchmarks, after.benchmarks, strict=True):
        assert (new.percent is None) == (old.percent is None)
        assert (new.percent or 0) >= (old.percent or 0)
        for was, now in zip(old.areas, new.areas, strict=True):
            assert RANK.get(now.state, -1) >= RANK.get(was.state, -1)


@settings(max_examples=60, deadline=None)
@given(returns(), st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(made, random):
    form, answers, facts = made
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    turned = {key: {**value, "parts": value.get("parts", [])[::-1]} for key, value in shuffled}
    assert score(form, turned, facts).as_json() == score(form, answers, facts).as_json()


@settings(max_examples=100, deadline=None)
@given(returns())
def test_percentages_and_counts_stay_within_bounds(made):
    form, answers, facts = made
    result = score(form, answers, facts)
    assert 0 <= result.achieved <= len(form.benchmarks)
    for one in result.benchmarks:
        assert one.percent is None or 0 <= one.percent <= 100
        assert one.fully_achieved == (one.percent == 100)
        assert 0 <= one.achieved <= one.scored
        assert one.scored == sum(area.area.scored and area.state != State.DOES_NOT_APPLY for area in one.areas)


@settings(max_examples=100, deadline=None)
@given(returns(), st.data())
def test_unscored_areas_change_nothing(made, data):
    form, answers, facts = made
    unscored = {question.id for area in form.areas() if not area.scored for question in area.questions}
    without = {key: value for key, value in answers.items() if key not in unscored}
    with_, left_out = score(form, answers, facts), score(form, without, facts)
    assert [one.percent for one in with_.benchmarks] == [one.percent for one in left_out.benchmarks]


@settings(max_examples=60, deadline=None)
@given(returns())
def test_answers_the_form_does_not_know_change_nothing(made):
    form, answers, facts = made
    odd = {**answers, "no.such.question": {"value": "yes"}}
    assert score(form, odd, facts).as_json() == score(form, answers, facts).as_json()


@pytest.mark.parametrize("key", ["schools", "specialist", "colleges"])
def test_best_answers_achieve_every_benchmark(key):
    form = SHIPPED.form(key)
    facts = facts_of(form, 100)
    result = score(form, {question.id: best(form, question, facts) for question in form.questions()}, facts)
    assert result.achieved == len(form.benchmarks)
    assert not result.blanks


@pytest.mark.parametrize("key", ["schools", "specialist", "colleges"])
def test_nothing_answered_achieves_nothing_and_every_area_says_so(key):
    form = SHIPPED.form(key)
    result = score(form, {}, facts_of(form, 100))
    assert result.achieved == 0
    assert len(result.blanks) == len(list(form.areas()))
    assert all("Not answered" in area.sentence for area in result.blanks)


def facts_of(form, people):
    return Facts(frozenset(form.years), {fact.key: people for fact in form.facts})


def best(form, question, facts):
    return {"count": form.base(question, facts), "value": "yes", "parts": [part.key for part in question.parts]}
