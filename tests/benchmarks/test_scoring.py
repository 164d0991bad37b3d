"""The rules of scoring on the small example form."""

from pathlib import Path

import pytest

from benchmarks.frameworks.parse import framework, read_yaml
from benchmarks.frameworks.shape import Facts
from benchmarks.scoring import State, explain, score

EXAMPLE = Path(__file__).with_name("example.yaml").read_text()
FORM = framework(read_yaml(EXAMPLE)).form("schools")
FACTS = Facts(frozenset({7, 8, 11}), {"year-7": 100, "year-8": 0, "year-11": 200})


def area(number, area_id, answers, facts=FACTS):
    found = score(FORM, answers, facts).benchmark(number)
    return next(one for one in found.areas if one.area.id == area_id)


@pytest.mark.parametrize(
    ("area_id", "answer", "state"),
    [
        ("1.1", {"value": "yes"}, State.ACHIEVED),
        ("1.1", {"value": "no"}, State.NOT_ACHIEVED),
        ("1.2", {"value": "partly"}, State.IN_PROGRESS),
        ("1.3", {"value": "yes", "parts": []}, State.NOT_ACHIEVED),
        ("1.3", {"value": "yes", "parts": ["pupils"]}, State.IN_PROGRESS),
        ("1.3", {"value": "yes", "parts": ["parents", "pupils"]}, State.ACHIEVED),
        ("1.3", {"value": "no", "parts": ["parents", "pupils"]}, State.NOT_ACHIEVED),
        ("1.5", {"value": "yes"}, State.NOT_SCORED),
    ],
)
def test_answer_gives_the_state(area_id, answer, state):
    assert area(1, area_id, {area_id: answer}).state == state


@pytest.mark.parametrize(
    ("count", "state"),
    [(0, "not-achieved"), (1, "not-achieved"), (2, "in-progress"), (151, "in-progress"), (152, "achieved")],
)
def test_share_compares_whole_numbers_unrounded(count, state):
    # 151 of 200 is 75.5%: rounding would call it 76
    assert area(2, "2.3", {"2.3": {"count": count}}).state == state


def test_share_sentence_shows_the_working():
    found = area(2, "2.3", {"2.3": {"count": 119}})
    assert found.sentence == "119 of 200 Year 11 pupils, 59%: in progress. 76% is needed for achieved."


def test_more_people_than_there_are_is_told():
    found = score(FORM, {"2.3": {"count": 201}}, FACTS)
    assert [one.question.id for one in found.too_many] == ["2.3"]
    assert "201 is more than the 200 Year 11 pupils" in area(2, "2.3", {"2.3": {"count": 201}}).sentence


def test_area_that_is_not_scored_shows_the_answer_and_no_verdict():
    found = area(1, "1.5", {"1.5": {"value": "no"}})
    assert (found.state, found.sentence) == (State.NOT_SCORED, "No.")


def test_blank_is_not_achieved_and_says_not_answered():
    found = area(1, "1.1", {})
    assert (found.state, found.answered) == (State.NOT_ACHIEVED, False)
    assert "Not answered" in found.sentence


def test_area_with_several_questions_is_achieved_only_when_all_are():
    assert area(1, "1.4", {"1.4.a": {"value": "yes"}, "1.4.b": {"value": "yes"}}).state == State.ACHIEVED
    assert area(1, "1.4", {"1.4.a": {"value": "yes"}, "1.4.b": {"value": "no"}}).state == State.IN_PROGRESS
    assert area(1, "1.4", {"1.4.a": {"value": "no"}, "1.4.b": {"value": "no"}}).state == State.NOT_ACHIEVED


def test_area_with_several_questions_says_which_is_which():
    found = area(1, "1.4", {"1.4.a": {"value": "yes"}, "1.4.b": {"value": "partly"}})
    assert found.sentence == "Does someone lead it? Yes: achieved. Is it reviewed? Partly: in progress."


def test_year_groups_not_taught_and_empty_ones_are_left_out():
    found = score(FORM, {"2.1.year-7": {"count": 100}}, FACTS).benchmark(2)
    states = {one.area.id: one.state for one in found.areas}
    assert states["2.1.year-8"] == State.DOES_NOT_APPLY  # taught, with no one in it
    assert states["2.1.year-13"] == State.DOES_NOT_APPLY  # not taught
    assert (found.achieved, found.scored, found.percent) == (1, 4, 25)


def test_base_that_is_not_given_is_not_answered():
    facts = Facts(frozenset({11}), {})
    found = area(2, "2.3", {"2.3": {"count": 5}}, facts)
    assert (found.state, found.answered) == (State.NOT_ACHIEVED, False)


def test_headline_counts_benchmarks_fully_achieved():
    answers = {
        "1.1": {"value": "yes"},
        "1.2": {"value": "yes"},
        "1.3": {"value": "yes", "parts": ["pupils", "parents"]},
        "1.4.a": {"value": "yes"},
        "1.4.b": {"value": "yes"},
    }
    found = score(FORM, answers, FACTS)
    assert (found.achieved, found.benchmark(1).percent, found.benchmark(2).percent) == (1, 100, 0)
    assert [one.area.id for one in found.blanks] == ["1.5", "2.1.year-7", "2.1.year-11", "2.2.ks3", "2.3"]


def test_explain_prints_the_forms_own_figures_and_their_source():
    text = " ".join(explain(FORM))
    assert "76%" in text
    assert "made up for the tests" in text
