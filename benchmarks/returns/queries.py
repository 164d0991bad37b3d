"""What the pages of a return read: its framework's form, its facts, its answers and notes, how far each page is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from benchmarks import queries
from benchmarks.evidence.queries import Measured, measured
from benchmarks.frameworks.queries import carry_forward, framework_for, version_for
from benchmarks.frameworks.shape import Answers, Benchmark, Facts, Form, Framework
from benchmarks.models import ElsewhereReport, Return, ReturnKind, State
from benchmarks.returns.forms import asked
from benchmarks.returns.wording import answer_words
from benchmarks.scoring import AreaResult, Result, score
from frontdoor.ground.years import in_words
from frontdoor.organisations.access import Can, held_at
from frontdoor.organisations.models import Organisation
from frontdoor.record.queries import roll


def framework_of(found: Return) -> Framework:
    """The framework that the return was made under, for good."""
    return framework_for(found.framework_id)


def form_of(found: Return) -> Form:
    """The form that the return was made on."""
    return framework_of(found).form(found.form)


def facts_of(found: Return) -> Facts:
    """The facts as they are stored now."""
    return Facts.from_json(found.facts)


def entries(found: Return, by_records: Mapping[str, Measured] | None = None) -> dict[str, Any]:
    """Answers and notes as they are now: `answer:<question id>` and `note:<area id>`.

    What nobody has answered otherwise is answered by the records (`by_records`, counted here unless given).
    """
    known = counted_now(found) if by_records is None else by_records
    live = {f"answer:{key}": one.answer for key, one in known.items()}
    stored = {f"answer:{row.question}": row.value for row in found.answers.all()}
    return live | stored | {f"note:{row.area}": row.as_json() for row in found.notes.all()}


def counted_now(found: Return) -> dict[str, Measured]:
    """What the records say today to the questions of a return that can still change."""
    return measured(found, today=timezone.localdate())


def answers_in(stored: Mapping[str, Any]) -> Answers:
    """The answers among entries, by question id."""
    return {key.removeprefix("answer:"): value for key, value in stored.items() if key.startswith("answer:")}


def result_of(found: Return, stored: Mapping[str, Any]) -> Result:
    """What the return comes to as it stands."""
    return score(form_of(found), answers_in(stored), facts_of(found))


def answers_of(found: Return) -> Answers:
    """A return's answers: frozen ones when it is submitted."""
    return found.frozen.answers if found.state == State.SUBMITTED else answers_in(entries(found))


def earlier_return(found: Return) -> Return | None:
    """The last submitted return before this one on the same form: what "last time" means on its pages."""
    before = queries.submitted_returns(found.organisation).filter(form=found.form).exclude(pk=found.pk)
    if found.submitted_at:
        before = before.filter(submitted_at__lt=found.submitted_at)
    return before.first()


def earlier_answers(found: Return, last: Return | None) -> dict[str, Any]:
    """The answers of last time, numbers too, by this return's question ids: to show, and to say what changed."""
    if last is None:
        return {}
    answers = last.frozen.answers
    if framework_of(last).slug == framework_of(found).slug:
        known = {question.id for question in form_of(found).questions()}
        return {key: value for key, value in answers.items() if key in known}
    return dict(carry_forward(last.framework_id, found.framework_id, found.form, answers))


def copied_answers(found: Return, last: Return | None) -> dict[str, Any]:
    """The answers that a new return begins with. Numbers are asked afresh, except in a correction."""
    if last is None:
        return {}
    if found.kind == ReturnKind.CORRECTION:
        return dict(last.frozen.answers)
    return dict(carry_forward(last.framework_id, found.framework_id, found.form, last.frozen.answers))


def copied_facts(found: Return, last: Return | None) -> Facts:
    """The facts that a new return begins with: everything in a correction, else only the year groups."""
    form, organisation = form_of(found), found.organisation
    if last and found.kind == ReturnKind.CORRECTION:
        return facts_of(last)
    taught = form.years_for_ages(organisation.age_low, organisation.age_high) if last is None else facts_of(last).years
    return _with_roll(form, frozenset(taught) & frozenset(form.years), organisation)


def _with_roll(form: Form, taught: frozenset[int], organisation: Organisation) -> Facts:
    """The year groups, and how many are in each where the institution has loaded its roll."""
    numbers = on_roll(form, organisation)
    taught |= {fact.year for fact in form.facts if fact.year is not None and fact.key in numbers}
    return Facts(taught, numbers)


def on_roll(form: Form, organisation: Organisation) -> dict[str, int]:
    """How many are in each year group by the institution's roll today, by the key of the form's fact."""
    sizes = Counter(roll(organisation, today=timezone.localdate()).order_by().values_list("year_group", flat=True))
    return {fact.key: sizes[fact.year] for fact in form.facts if fact.year in sizes}


@dataclass(frozen=True)
class Progress:
    """How far one benchmark's page is. `state` is one of STATES."""

    benchmark: Benchmark
    state: str
    answered: int
    asked: int


STATES = {
    "not-started": "Not started",
    "to-check": "Copied: check it",
    "in-progress": "In progress",
    "completed": "Completed",
}


def progress(found: Return, stored: Mapping[str, Any]) -> list[Progress]:
    """How far each benchmark's page is, in order."""
    form, facts, answers = form_of(found), facts_of(found), answers_in(stored)
    return [_progress(found, form, facts, answers, benchmark) for benchmark in form.benchmarks]


def _progress(found: Return, form: Form, facts: Facts, answers: Answers, benchmark: Benchmark) -> Progress:
    ids = [
        question.id
        for area in benchmark.areas
        if area.applies(facts)
        for question in area.questions
        if asked(form, question, facts)
    ]
    answered = sum(bool(answers.get(one)) for one in ids)
    if benchmark.number in found.saved_pages:
        state = "completed" if answered == len(ids) else "in-progress"
    else:
        state = "to-check" if answered else "not-started"
    return Progress(benchmark, state, answered, len(ids))


def facts_complete(found: Return) -> bool:
    """Whether every fact that applies and is not optional is given."""
    facts, form = facts_of(found), form_of(found)
    given = {**facts.numbers, **facts.texts}
    return (not form.years or bool(facts.years)) and all(
        fact.key in given for fact in form.facts if fact.applies(facts) and not fact.optional
    )


def blanks(result: Result) -> dict[int, list[AreaResult]]:
    """Areas with something left blank, by benchmark number."""
    found = {one.benchmark.number: [area for area in one.areas if not area.answered] for one in result.benchmarks}
    return {number: areas for number, areas in found.items() if areas}


@dataclass(frozen=True)
class May:
    """What the person may do with the institution's returns; pages show no button for the rest."""

    edit: bool
    sign: bool


def may(user: Any, institution: Organisation) -> May:
    """The same question that `get_for` asks, for what a page offers."""
    held = held_at(user, institution)
    return May(edit=Can.EDIT_RETURN in held, sign=Can.SIGN_RETURN in held)


@dataclass
class Year:
    """One academic year of an institution: what was reported, and what is open."""

    year: str
    submitted: list[Return]
    open: Return | None = None
    elsewhere: ElsewhereReport | None = None


def years_of(institution: Organisation, this_year: str) -> list[Year]:
    """The institution's years, newest first, this year always among them."""
    years = {this_year: Year(this_year, [])}
    for found in queries.returns_of(institution).select_related("frozen"):
        one = years.setdefault(found.year, Year(found.year, []))
        if found.is_open:
            one.open = found
        else:
            one.submitted.append(found)
    for report in queries.elsewhere_reports(institution):
        years.setdefault(report.year, Year(report.year, [])).elsewhere = report
    return sorted(years.values(), key=lambda one: one.year, reverse=True)


def titles(institution: Organisation, year: str) -> dict[int, str]:
    """The titles of the year's benchmarks by number, for pages that have no return to ask."""
    framework = framework_for(version_for(year).pk)
    key = institution.form if institution.form in {form.key for form in framework.forms} else framework.forms[0].key
    return {benchmark.number: benchmark.title for benchmark in framework.form(key).benchmarks}


def last_time(found: Return) -> dict[str, str]:
    """What was answered last time, in words with the year, by this return's question ids."""
    last = earlier_return(found)
    if last is None:
        return {}
    form, facts = form_of(found), facts_of(last)
    when = f"Last time ({'this year' if last.year == found.year else in_words(last.year)})"
    earlier = earlier_answers(found, last)
    return {
        question.id: f"{when}: {answer_words(form, question, earlier[question.id], facts, brief=True)}"
        for question in form.questions()
        if earlier.get(question.id)
    }
