"""Scoring of a return: pure, no Django. The rules are those of the national self-evaluation as far as published.

(Domain reference 2.5, formats reference 7.)

- Each scored area that applies is achieved, in progress or not achieved. Blank is not achieved and says "not answered".
- Areas with `scored: false` count in neither number; areas about year groups that are not taught, or about a group with
  no one in it, are left out of both.
- A question in parts is achieved when every part is ticked, in progress when any is.
- A share compares whole numbers, unrounded: achieved when count x 100 >= achieved_from x base.
- An area of several questions is achieved when all are; in progress when any is achieved or in progress.
- A benchmark's percentage is achieved areas of scored areas, rounded down, no partial credit; fully achieved at 100.
- The headline is the count of benchmarks fully achieved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benchmarks.frameworks.shape import Answers, AnswerValue, Area, Benchmark, Facts, Form, Kind, Question, Threshold


class State(StrEnum):
    """What an area or a benchmark comes to."""

    ACHIEVED = "achieved"
    IN_PROGRESS = "in-progress"
    NOT_ACHIEVED = "not-achieved"
    NOT_SCORED = "not-scored"
    DOES_NOT_APPLY = "does-not-apply"

    @property
    def words(self) -> str:
        """The state as people read it: `in progress`."""
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What one answer comes to: the working ("119 of 200 Year 11 pupils, 59%") and what follows from it."""

    question: Question
    state: State
    answered: bool
    working: str
    verdict: str
    too_many: bool = False  # more people than there are: a fact was changed after the answer, or a slip

    def sentence(self, *, scored: bool) -> str:
        """The working with its verdict; without, in an area that is not scored."""
        return f"{self.working}: {self.verdict}." if scored else f"{self.working}."


@dataclass(frozen=True, slots=True)
class AreaResult:
    """What one area comes to. `counts`: it is in the benchmark's numbers."""

    area: Area
    state: State
    answered: bool
    sentence: str
    questions: tuple[QuestionResult, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the area is in the benchmark's numerator or denominator."""
        return self.state not in {State.NOT_SCORED, State.DOES_NOT_APPLY}


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """What one benchmark comes to. `percent` is None when none of its areas applies."""

    benchmark: Benchmark
    state: State
    achieved: int
    scored: int
    percent: int | None
    areas: tuple[AreaResult, ...]
    sentence: str

    @property
    def fully_achieved(self) -> bool:
        """At 100%."""
        return self.state == State.ACHIEVED


@dataclass(frozen=True, slots=True)
class Result:
    """What a whole return comes to: the headline and the working."""

    form: Form
    benchmarks: tuple[BenchmarkResult, ...]

    @property
    def achieved(self) -> int:
        """The headline: how many benchmarks are fully achieved."""
        return sum(one.fully_achieved for one in self.benchmarks)

    @property
    def blanks(self) -> tuple[AreaResult, ...]:
        """Areas that apply, scored or not, with a question left blank, in the form's order."""
        return tuple(area for one in self.benchmarks for area in one.areas if not area.answered)

    @property
    def too_many(self) -> tuple[QuestionResult, ...]:
        """Shares that count more people than there are. A return with one is not sent."""
        areas = (area for one in self.benchmarks for area in one.areas)
        return tuple(question for area in areas for question in area.questions if question.too_many)

    def benchmark(self, number: int) -> BenchmarkResult:
        """The result of the benchmark of this number; KeyError when there is none."""
        for one in self.benchmarks:
            if one.benchmark.number == number:
                return one
        raise KeyError(number)

    def as_json(self) -> dict[str, Any]:
        """The result as it is kept with a submitted return: states and sentences, not the form's texts."""
        return {"achieved": self.achieved, "benchmarks": [_benchmark_json(one) for one in self.benchmarks]}


def score(form: Form, answers: Answers, facts: Facts) -> Result:
    """Score a return. `answers` may lack questions and hold ids that the form does not know; both are harmless."""
    return Result(form, tuple(_benchmark(form, one, answers, facts) for one in form.benchmarks))


def _benchmark(form: Form, benchmark: Benchmark, answers: Answers, facts: Facts) -> BenchmarkResult:
    areas = tuple(_area(form, area, answers, facts) for area in benchmark.areas)
    counted = [area for area in areas if area.counts]
    achieved, scored = sum(area.state == State.ACHIEVED for area in counted), len(counted)
    if not scored:
        sentence = f"None of its assessment areas applies to your {form.people}."
        return BenchmarkResult(benchmark, State.DOES_NOT_APPLY, 0, 0, None, areas, sentence)
    percent = achieved * 100 // scored
    sentence = f"Met {achieved} of {scored} assessment areas: {percent}%."
    return BenchmarkResult(
        benchmark, _several(area.state for area in counted), achieved, scored, percent, areas, sentence
    )


def _area(form: Form, area: Area, answers: Answers, facts: Facts) -> AreaResult:
    if not area.applies(facts):
        return AreaResult(area, State.DOES_NOT_APPLY, True, "You do not teach these year groups: left out.")
    questions = tuple(_question(form, one, answers.get(one.id, {}), facts) for one in area.questions)
    asked = [one for one in questions if one.state != State.DOES_NOT_APPLY]
    sentence = _sentence(area, questions)
    if not asked:
        return AreaResult(area, State.DOES_NOT_APPLY, True, sentence, questions)
    state = _several(one.state for one in asked) if area.scored else State.NOT_SCORED
    return AreaResult(area, state, all(one.answered for one in asked), sentence, questions)


def _sentence(area: Area, questions: tuple[QuestionResult, ...]) -> str:
    """What the questions come to, each after its own words when there are several."""
    several = len(questions) > 1
    return " ".join(
        (f"{one.question.text} " if several else "")
        + one.sentence(scored=area.scored or one.state == State.DOES_NOT_APPLY)
        for one in questions
    )


def _several(states: Iterable[State]) -> State:
    """Achieved when all are; in progress when any is at least in progress."""
    found = set(states)
    if found == {State.ACHIEVED}:
        return State.ACHIEVED
    return State.IN_PROGRESS if found & {State.ACHIEVED, State.IN_PROGRESS} else State.NOT_ACHIEVED


def _question(form: Form, question: Question, answer: AnswerValue, facts: Facts) -> QuestionResult:
    if question.kind == Kind.SHARE:
        return _share(form, question, answer, facts)
    value = answer.get("value")
    if value not in {"yes", "partly", "no"}:
        return _blank(question, "Not answered")
    if question.kind == Kind.PARTS and value == "yes":
        return _parts(question, answer)
    state = {"yes": State.ACHIEVED, "partly": State.IN_PROGRESS}.get(value, State.NOT_ACHIEVED)
    return QuestionResult(question, state, True, value.capitalize(), state.words)


def _blank(question: Question, working: str) -> QuestionResult:
    return QuestionResult(question, State.NOT_ACHIEVED, False, working, "counts as not achieved")


def _parts(question: Question, answer: AnswerValue) -> QuestionResult:
    ticked = {part.key for part in question.parts} & set(answer.get("parts", ()))
    working = f"Yes, {len(ticked)} of {len(question.parts)} parts in place"
    if len(ticked) == len(question.parts):
        return QuestionResult(question, State.ACHIEVED, True, working, State.ACHIEVED.words)
    state = State.IN_PROGRESS if ticked else State.NOT_ACHIEVED
    return QuestionResult(question, state, True, working, f"{state.words}. All are needed for achieved")


def _share(form: Form, question: Question, answer: AnswerValue, facts: Facts) -> QuestionResult:
    base, count = form.base(question, facts), answer.get("count")
    if base == 0:
        return QuestionResult(question, State.DOES_NOT_APPLY, True, f"You have no {question.base_words}", "left out")
    if count is None:
        return _blank(question, "Not answered")
    if base is None:
        return _blank(question, f"{count} {question.base_words}, but how many there are is not answered")
    return _counted(question, count, base)


def _counted(question: Question, count: int, base: int) -> QuestionResult:
    """Whole numbers are compared, never rounded ones; the percentage in the sentence is rounded down."""
    limits = question.threshold
    if limits is None:
        raise ValueError(f"The share {question.id} has no threshold.")  # the parser lets none through
    state = _state_of(count, base, limits)
    if count > base:
        working = f"{count} is more than the {base} {question.base_words} you told us about"
        return QuestionResult(question, state, True, working, "check these numbers", too_many=True)
    working = f"{count} of {base} {question.base_words}, {count * 100 // base}%"
    needed = "" if state == State.ACHIEVED else f". {limits.achieved_from}% is needed for achieved"
    return QuestionResult(question, state, True, working, state.words + needed)


def _state_of(count: int, base: int, limits: Threshold) -> State:
    if count * 100 >= limits.achieved_from * base:
        return State.ACHIEVED
    return State.IN_PROGRESS if count * 100 >= limits.in_progress_from * base else State.NOT_ACHIEVED


def _benchmark_json(one: BenchmarkResult) -> dict[str, Any]:
    return {
        "number": one.benchmark.number,
        "state": one.state.value,
        "achieved": one.achieved,
        "scored": one.scored,
        "percent": one.percent,
        "areas": [
            {"id": area.area.id, "state": area.state.value, "answered": area.answered, "sentence": area.sentence}
            for area in one.areas
        ],
    }


def explain(form: Form) -> list[str]:
    """The lines of “How this is worked out”: the rules above, with this form's own figures and their sources."""
    lines = [
        "Each benchmark is made of assessment areas. An area is achieved, in progress or not achieved.",
        "A question left blank counts as not achieved, and the result says “not answered”.",
        "A question in parts is achieved when every part is in place, and in progress when at least one is.",
        "An area with several questions is achieved when all of them are, and in progress when at least one has begun.",
        *_thresholds(form),
        "A benchmark’s percentage is the areas achieved out of the areas scored, rounded down.",
        "An area in progress earns no part of the percentage. A benchmark is fully achieved at 100%.",
        f"Areas about year groups that you do not teach, or about a group with no {form.people} in it, are left out.",
    ]
    if any(not area.scored for area in form.areas()):
        lines.append("Areas marked “not scored” are asked to help you plan. They change no result.")
    return lines


def _thresholds(form: Form) -> list[str]:
    limits = dict.fromkeys(one.threshold for one in form.questions() if one.threshold)
    return [
        f"A question about how many {form.people} is achieved from {one.achieved_from}% and in progress from "
        f"{one.in_progress_from}%. The exact numbers are compared, not rounded ones. These limits are {one.source}."
        for one in limits
    ]
