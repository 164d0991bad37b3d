"""The rows of the check page, of results and of the file: each area with its answers, state and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.frameworks.shape import Area, Benchmark, Kind
from benchmarks.models import Return
from benchmarks.returns import queries as reads
from benchmarks.returns.forms import asked
from benchmarks.returns.wording import answer_words, shown_note
from benchmarks.scoring import AreaResult, BenchmarkResult, Result


@dataclass(frozen=True)
class AnswerRow:
    """One question with its answer in words and last time's; `changed` when an answer that was copied is another now."""

    text: str
    words: str
    before: str
    changed: bool
    answered: bool


@dataclass(frozen=True)
class AreaRow:
    """One area that applies."""

    area: Area
    result: AreaResult
    answers: list[AnswerRow]
    note: Mapping[str, str]


@dataclass(frozen=True)
class BenchmarkRows:
    """One benchmark with its areas."""

    benchmark: Benchmark
    result: BenchmarkResult
    areas: list[AreaRow]


def check_rows(found: Return, stored: Mapping[str, Any], result: Result, last: Return | None) -> list[BenchmarkRows]:
    """Every area that applies, by benchmark. `stored` are entries; `last` is the earlier return to compare with."""
    form, facts, answers = reads.form_of(found), reads.facts_of(found), reads.answers_in(stored)
    earlier, earlier_facts = reads.earlier_answers(found, last), reads.facts_of(last) if last else facts

    def row(question: Any) -> AnswerRow:
        value, before = answers.get(question.id), earlier.get(question.id)
        return AnswerRow(
            text=question.text,
            words=answer_words(form, question, value, facts),
            before=answer_words(form, question, before, earlier_facts, brief=True)
            if before and value != before
            else "",
            changed=bool(value and before) and value != before and question.kind != Kind.SHARE,
            answered=bool(value),
        )

    def area_row(area: AreaResult) -> AreaRow:
        questions = [question for question in area.area.questions if asked(form, question, facts)]
        return AreaRow(
            area.area, area, [row(one) for one in questions], shown_note(stored.get(f"note:{area.area.id}") or {})
        )

    return [
        BenchmarkRows(one.benchmark, one, [area_row(area) for area in one.areas if area.area.applies(facts)])
        for one in result.benchmarks
    ]
