"""What a submitted return says, read from what was frozen with it, and what stands beside it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from benchmarks import queries
from benchmarks.frameworks.queries import framework_for, series_break, version_for
from benchmarks.models import ElsewhereReport, FrameworkVersion, Return
from benchmarks.returns import queries as reads
from benchmarks.returns.forms import asked
from benchmarks.returns.wording import answer_words, shown_note
from benchmarks.scoring import State
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import in_words
from frontdoor.organisations.models import Organisation

MOST_EARLIER = 3  # columns beside this one: as many as a page shows well


@dataclass(frozen=True)
class AreaShown:
    """One area as it was when submitted."""

    title: str
    group: str
    state: State
    sentence: str
    answers: list[tuple[str, str]]
    note: dict[str, str]


@dataclass(frozen=True)
class BenchmarkShown:
    """One benchmark as it was when submitted. `percent` is None when none of its areas applied."""

    number: int
    title: str
    summary: str
    state: State
    percent: int | None
    achieved: int
    scored: int
    areas: list[AreaShown]

    def groups(self) -> list[tuple[str, list[AreaShown]]]:
        """The areas that apply, neighbours of one heading together; a heading that says no more than its area is empty."""
        found: list[tuple[str, list[AreaShown]]] = []
        for area in self.areas:
            heading = "" if area.group == area.title else area.group
            if area.state == State.DOES_NOT_APPLY:
                continue
            if found and found[-1][0] == heading:
                found[-1][1].append(area)
            else:
                found.append((heading, [area]))
        return found


@dataclass(frozen=True)
class Shown:
    """A submitted return as pages and files show it."""

    achieved: int
    benchmarks: list[BenchmarkShown]


def shown(found: Return) -> Shown:
    """The frozen result with the words of the framework that the return was made under."""
    form = reads.form_of(found)
    notes = {row.area: row.as_json() for row in found.notes.all()}
    frozen = {one["number"]: one for one in found.frozen.result["benchmarks"]}
    return Shown(
        found.frozen.result["achieved"],
        [_benchmark(found, benchmark, frozen[benchmark.number], notes) for benchmark in form.benchmarks],
    )


def _benchmark(found: Return, benchmark: Any, frozen: dict[str, Any], notes: dict[str, Any]) -> BenchmarkShown:
    by_id = {area["id"]: area for area in frozen["areas"]}
    return BenchmarkShown(
        number=benchmark.number,
        title=benchmark.title,
        summary=benchmark.summary,
        state=State(frozen["state"]),
        percent=frozen["percent"],
        achieved=frozen["achieved"],
        scored=frozen["scored"],
        areas=[_area(found, area, by_id[area.id], notes) for area in benchmark.areas if area.id in by_id],
    )


def _area(found: Return, area: Any, frozen: dict[str, Any], notes: dict[str, Any]) -> AreaShown:
    form, facts, answers = reads.form_of(found), reads.facts_of(found), found.frozen.answers
    questions = [one for one in area.questions if area.applies(facts) and asked(form, one, facts)]
    return AreaShown(
        title=area.title,
        group=area.group,
        state=State(frozen["state"]),
        sentence=frozen["sentence"],
        answers=[(one.text, answer_words(form, one, answers.get(one.id), facts)) for one in questions],
        note=shown_note(notes.get(area.id, {})),
    )


@dataclass(frozen=True)
class Column:
    """One return, or one report made elsewhere, beside others. Per cent by benchmark number."""

    label: str
    source: str
    framework: str
    broken: bool  # a different measure from this return's: no line may join them
    achieved: int | None
    percents: dict[int, int | None] = field(default_factory=dict)
    year: str = ""
    reference: str = ""  # of a return made here, so that the page can link to it


def beside(found: Return, institution: Organisation) -> list[Column]:
    """The return itself first, then what counted in earlier years and earlier numbers of the same year, newest first."""
    earlier = [one for one in _counting(found, institution) if one.pk != found.pk]
    reports = [
        report
        for report in queries.elsewhere_reports(institution).filter(year__lt=found.year)
        if report.year not in {one.year for one in earlier}
    ]
    columns = [(one.year, one.number, _of_return(one, found)) for one in earlier]
    columns += [(report.year, 0, _of_report(report, found)) for report in reports]
    newest_first = sorted(columns, key=lambda one: one[:2], reverse=True)[:MOST_EARLIER]
    return [_of_return(found, found), *(column for _, _, column in newest_first)]


def break_note(found: Return) -> str:
    """Why results on both sides of a break are not the same measure, in the framework's own words."""
    notes = [one.note for one in reads.framework_of(found).successions if one.series_break]
    return notes[0] if notes else "The benchmarks were worded differently before: the results are not the same measure."


def _counting(found: Return, institution: Organisation) -> list[Return]:
    """The year's own earlier numbers, and of each earlier year the latest submitted."""
    before = [
        one
        for one in queries.submitted_returns(institution).defer("frozen__answers")
        if one.year <= found.year and _when(one) <= _when(found)
    ]
    latest: dict[str, Return] = {}
    for one in before:
        latest.setdefault(one.year, one)
    return [one for one in before if one.year == found.year or latest[one.year] == one]


def _when(found: Return) -> datetime:
    """When it was submitted; the database keeps no submitted return without it."""
    assert found.submitted_at is not None  # noqa: S101 for the type checker
    return found.submitted_at


def _of_return(one: Return, found: Return) -> Column:
    same_year = one.year == found.year and one.pk != found.pk
    return Column(
        label=in_words(one.year) + (f", number {one.number}" if same_year else ""),
        year=one.year,
        source=one.get_kind_display() if one.number > 1 else "",
        framework=framework_for(one.framework_id).title,
        broken=series_break(one.framework_id, found.framework_id),
        achieved=one.frozen.result["achieved"],
        percents={row["number"]: row["percent"] for row in one.frozen.result["benchmarks"]},
        reference="" if one.pk == found.pk else one.reference,
    )


def _of_report(report: ElsewhereReport, found: Return) -> Column:
    version = _version(report.year)
    percents: dict[int, int | None] = {int(number): value for number, value in report.results.items()}
    complete = len(percents) == len(reads.form_of(found).benchmarks)
    return Column(
        label=in_words(report.year),
        year=report.year,
        source=f"Reported with {report.tool}",
        framework=framework_for(version.pk).title if version else "",
        broken=version is None or series_break(version.pk, found.framework_id),
        achieved=sum(value == 100 for value in percents.values()) if complete else None,
        percents=percents,
    )


def _version(year: str) -> FrameworkVersion | None:
    try:
        return version_for(year)
    except Refused:
        return None
