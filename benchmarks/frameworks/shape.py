"""The shape of a benchmark framework, and of the facts and answers given under it. Pure: no Django, no database.

Framework > Form > Benchmark > Area > Question (> Part). Files in this folder hold the words and numbers; they are
read by `benchmarks.frameworks.parse` and scored by `benchmarks.scoring`. What a person answers is stored as JSON:

    AnswerValue, by the question's kind
      yes-no          {"value": "yes"} or {"value": "no"}
      yes-partly-no   the same, or {"value": "partly"}
      parts           {"value": "no"} or {"value": "yes", "parts": ["purpose", "reflection"]}   keys of the ticked parts
      share           {"count": 119}      out of the base that comes from the facts, so the base is never typed twice
      blank           {} or the answer is absent

    answers           {question id: AnswerValue}
    facts             {"years": [7, 8, 9], "numbers": {"year-7": 120}, "texts": {"cohort": "..."}}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from benchmarks.counting.days import DaysRule

AnswerValue = Mapping[str, Any]
Answers = Mapping[str, AnswerValue]


class Kind(StrEnum):
    """How a question is answered; the module's docstring gives the JSON of each."""

    YES_NO = "yes-no"
    YES_PARTLY_NO = "yes-partly-no"
    PARTS = "parts"
    SHARE = "share"


class FactKind(StrEnum):
    """What a fact is: a whole number of people, or a few words."""

    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the official text."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to tick, shown only under a yes."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many per cent a share is achieved or in progress, and where these figures come from."""

    achieved_from: int
    in_progress_from: int
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure that can fill in an answer from the school's records, with its parameters."""

    name: str
    parameters: Mapping[str, int | str | tuple[int | str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `base` and `threshold` belong to shares only, `parts` to questions in parts only."""

    id: str
    kind: Kind
    text: str
    hint: str = ""
    parts: tuple[Part, ...] = ()
    parts_text: str = ""
    base: tuple[str, ...] = ()  # keys of the facts whose sum is the whole
    base_words: str = ""  # "Year 11 pupils"
    threshold: Threshold | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """One assessment area: what is achieved, in progress or not achieved. `years` limits it to those year groups."""

    id: str
    title: str
    questions: tuple[Question, ...]
    group: str = ""  # the heading that it shares with its neighbours on the page
    group_hint: str = ""
    scored: bool = True
    years: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The area away from its heading: `A meaningful encounter with an employer, every year: Year 7`."""
        return self.title if self.group == self.title else f"{self.group}: {self.title}"

    def applies(self, facts: "Facts") -> bool:
        """Whether an institution that teaches these year groups is asked about this area."""
        return not self.years or any(year in facts.years for year in self.years)


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that stand under one heading on a benchmark's page."""

    heading: str
    hint: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark: a page of the journey and a bar of the results."""

    number: int
    title: str
    summary: str
    areas: tuple[Area, ...]

    def groups(self, facts: "Facts") -> tuple[Group, ...]:
        """The areas that apply, gathered under their headings, in the form's order."""
        groups: list[Group] = []
        for area in self.areas:
            if not area.applies(facts):
                continue
            if groups and groups[-1].heading == area.group:
                groups[-1] = Group(area.group, groups[-1].hint, (*groups[-1].areas, area))
            else:
                groups.append(Group(area.group, area.group_hint, (area,)))
        return tuple(groups)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something asked once, before the questions. `year` is set on the size of a year group."""

    key: str
    text: str
    kind: FactKind = FactKind.NUMBER
    hint: str = ""
    words: str = ""  # as in "119 of 200 Year 11 pupils"
    year: int | None = None
    years: tuple[int, ...] = ()  # asked only where one of these is taught; empty: always
    optional: bool = False
    at_most: str = ""  # key of a fact that this number cannot be larger than

    def applies(self, facts: "Facts") -> bool:
        """Whether an institution that teaches these year groups is asked for this fact."""
        return not self.years or any(year in facts.years for year in self.years)


@dataclass(frozen=True, slots=True)
class Facts:
    """What an institution said once: year groups taught, numbers of people, a few words."""

    years: frozenset[int] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Facts":
        """Facts as they are stored with a return. Missing keys are empty."""
        return cls(frozenset(data.get("years", ())), dict(data.get("numbers", {})), dict(data.get("texts", {})))

    def as_json(self) -> dict[str, Any]:
        """The facts as they are stored with a return."""
        return {"years": sorted(self.years), "numbers": dict(self.numbers), "texts": dict(self.texts)}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a framework: `schools`, `specialist` or `colleges`."""

    key: str
    title: str
    people: str  # pupils or learners
    head: str  # who signs: head, principal
    years: tuple[int, ...]  # the year groups that may be taught; empty when the form does not ask
    facts_intro: str
    facts: tuple[Fact, ...]
    benchmarks: tuple[Benchmark, ...]

    def benchmark(self, number: int) -> Benchmark:
        """The benchmark of this number; KeyError when there is none."""
        for benchmark in self.benchmarks:
            if benchmark.number == number:
                return benchmark
        raise KeyError(number)

    def areas(self) -> Iterator[Area]:
        """Every area in order."""
        for benchmark in self.benchmarks:
            yield from benchmark.areas

    def questions(self) -> Iterator[Question]:
        """Every question in order."""
        for area in self.areas():
            yield from area.questions

    def question(self, question_id: str) -> Question:
        """The question of this id; KeyError when there is none."""
        for question in self.questions():
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def years_for_ages(self, low: int | None, high: int | None) -> tuple[int, ...]:
        """The form's year groups that a register entry for ages `low` to `high` teaches; all when an age is not known.

        A pupil of Year 7 is 11 on 31 August before the year and 12 at its end (domain reference, year groups), so an
        11 to 16 school teaches Years 7 to 11.
        """
        if low is None or high is None:
            return self.years
        return tuple(year for year in self.years if low <= year + 4 and high >= year + 5)

    def base(self, question: Question, facts: Facts) -> int | None:
        """How many people a share is out of: the sum of its facts that apply. None when one of them is not given."""
        asked = [fact for fact in self.facts if fact.key in question.base and fact.applies(facts)]
        numbers = [facts.numbers.get(fact.key) for fact in asked]
        if not numbers or any(number is None for number in numbers):
            return None
        return sum(number for number in numbers if number is not None)


@dataclass(frozen=True, slots=True)
class Succession:
    """How an older framework's benchmarks and answers relate to this one's."""

    slug: str  # the older framework; this one's own slug for its earlier versions
    series_break: bool  # results on both sides are not the same measure: always shown
    note: str
    benchmarks: Mapping[int, int]  # older number: number here
    answers: Mapping[str, str]  # older question id: question id here; these may be copied forward


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as published: what a file in this folder holds."""

    slug: str
    title: str
    used_from: str  # the first academic year of its returns, as 2025-26
    reading_note: str
    official: tuple[Link, ...]
    sources: tuple[str, ...]
    forms: tuple[Form, ...]
    successions: tuple[Succession, ...] = ()
    days: DaysRule | None = None  # how hours at a workplace become days; versions before November 2026 say nothing

    def form(self, key: str) -> Form:
        """The form of this key; KeyError when there is none."""
        for form in self.forms:
            if form.key == key:
                return form
        raise KeyError(key)

    def succession_from(self, slug: str) -> Succession | None:
        """How results under the framework `slug` relate to this one's, or None when nothing is said."""
        return next((one for one in self.successions if one.slug == slug), None)
