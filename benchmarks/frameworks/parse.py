"""Reads a framework file into `shape`, strictly: anything unknown, missing or doubtful is refused with a sentence.

Pure: no Django. `read_yaml` turns text into plain data; `framework` turns plain data into a `Framework`. The plain data
is what a version stores, so an old version is read by the same function as a new file.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import yaml

from benchmarks.frameworks import shape
from benchmarks.frameworks.fields import Fields, WrongFramework
from benchmarks.frameworks.measures import days_rule, measure

LARGEST = 1_000_000  # characters; the real files are a twentieth of this

__all__ = ["WrongFramework", "framework", "read_yaml"]


def read_yaml(text: str) -> Any:
    """The file's text as plain data. WrongFramework when it is not YAML, is far too long, or names a key twice."""
    if len(text) > LARGEST:
        raise WrongFramework("This file is too long to be a benchmark framework.")
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  a safe loader: see its base
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" Look at line {where.line + 1}: {getattr(error, 'problem', '')}." if where else ""
        raise WrongFramework(f"This file is not a benchmark framework: it cannot be read as YAML.{line}") from None


class _Loader(yaml.SafeLoader):
    """YAML's safe loader that refuses a key written twice in one place, which plain YAML lets the last one win."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    own = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
    for key in own:
        if own.count(key) > 1:
            line = node.start_mark.line + 1
            raise WrongFramework(f"“{key}” is written twice in the part that begins at line {line}.")
    loader.flatten_mapping(node)
    return loader.construct_mapping(node)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def framework(data: Any) -> shape.Framework:
    """Plain data as a framework. WrongFramework names the first place that is wrong and what is wanted."""
    top = Fields(data, "The file")
    slug = top.text("framework")
    top.where = slug
    thresholds = {name: _threshold(fields) for name, fields in top.named("thresholds", optional=True)}
    made = shape.Framework(
        slug=slug,
        title=top.text("title"),
        used_from=top.year("used_from"),
        reading_note=top.text("reading_note"),
        official=tuple(_link(one) for one in top.several("official")),
        sources=top.texts("sources"),
        forms=tuple(_form(key, fields, thresholds) for key, fields in top.named("forms")),
        successions=tuple(_succession(one) for one in top.several("follows", optional=True)),
        days=days_rule(fields) if (fields := top.one("days", optional=True)) else None,
    )
    top.nothing_else()
    _check_successions(made)
    return made


def _threshold(fields: Fields) -> shape.Threshold:
    found = shape.Threshold(fields.whole("achieved_from"), fields.whole("in_progress_from"), fields.text("source"))
    fields.nothing_else()
    if not 0 < found.in_progress_from <= found.achieved_from <= 100:
        raise fields.wrong("needs 0 < in_progress_from <= achieved_from <= 100, both in per cent")
    return found


def _link(fields: Fields) -> shape.Link:
    found = shape.Link(fields.text("text"), fields.text("url"))
    fields.nothing_else()
    if not found.url.startswith("https://"):
        raise fields.wrong("needs a url that begins with https://")
    return found


def _succession(fields: Fields) -> shape.Succession:
    found = shape.Succession(
        slug=fields.text("framework"),
        series_break=fields.flag("series_break"),
        note=fields.text("note"),
        benchmarks=fields.whole_to_whole("benchmarks"),
        answers=fields.text_to_text("answers"),
    )
    fields.nothing_else()
    return found


def _check_successions(made: shape.Framework) -> None:
    known = {question.id for form in made.forms for question in form.questions()}
    numbers = {benchmark.number for form in made.forms for benchmark in form.benchmarks}
    for one in made.successions:
        for new in one.answers.values():
            if new not in known:
                raise WrongFramework(f"{made.slug}, follows {one.slug}: there is no question “{new}” to copy into.")
        for number in one.benchmarks.values():
            if number not in numbers:
                raise WrongFramework(f"{made.slug}, follows {one.slug}: there is no benchmark {number}.")


def _form(key: str, fields: Fields, thresholds: dict[str, shape.Threshold]) -> shape.Form:
    people, years = fields.text("people"), fields.wholes("years", optional=True)
    stages = {name: (one.text("title"), one.wholes("years")) for name, one in fields.named("stages", optional=True)}
    year_fact = fields.one("year_fact", optional=not years)
    facts = (*_year_facts(year_fact, years, people), *map(_fact, fields.several("facts", optional=bool(years))))
    reader = _Reader(people, facts, stages, thresholds)
    made = shape.Form(
        key=key,
        title=fields.text("title"),
        people=people,
        head=fields.text("head"),
        years=years,
        facts_intro=fields.text("facts_intro"),
        facts=facts,
        benchmarks=tuple(reader.benchmark(one) for one in fields.several("benchmarks")),
    )
    fields.nothing_else()
    _unique(fields, (str(one.number) for one in made.benchmarks), "benchmark")
    _unique(fields, (one.id for one in made.areas()), "area")
    _unique(fields, (one.id for one in made.questions()), "question")
    _unique(fields, (one.key for one in facts), "fact")
    return made


def _unique(fields: Fields, names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise fields.wrong(f"has two of {what} “{name}”")
        seen.add(name)


def _year_facts(fields: Fields | None, years: tuple[int, ...], people: str) -> list[shape.Fact]:
    """One fact a year group that may be taught: how many are in it."""
    if fields is None:
        return []
    text, hint, words = fields.text("text"), fields.text("hint", default=""), fields.text("words", default="")
    fields.nothing_else()
    words = words or f"Year {{year}} {people}"
    return [
        shape.Fact(
            f"year-{year}", _fill(text, year=year), hint=hint, words=_fill(words, year=year), year=year, years=(year,)
        )
        for year in years
    ]


def _fact(fields: Fields) -> shape.Fact:
    found = shape.Fact(
        key=fields.text("id"),
        text=fields.text("text"),
        kind=shape.FactKind(fields.choice("kind", list(shape.FactKind), default=shape.FactKind.NUMBER)),
        hint=fields.text("hint", default=""),
        words=fields.text("words", default=""),
        years=fields.wholes("only_if_years", optional=True),
        optional=fields.flag("optional", default=False),
        at_most=fields.text("at_most", default=""),
    )
    fields.nothing_else()
    return found


def _fill(text: str, **values: object) -> str:
    """`{year}` and `{stage}` in a text, and nothing else in braces."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


class _Reader:
    """Reads the benchmarks of one form, whose facts, stages and thresholds they refer to."""

    def __init__(
        self,
        people: str,
        facts: tuple[shape.Fact, ...],
        stages: dict[str, tuple[str, tuple[int, ...]]],
        thresholds: dict[str, shape.Threshold],
    ) -> None:
        self.people = people
        self.facts = {fact.key: fact for fact in facts}
        self.stages = stages
        self.thresholds = thresholds

    def benchmark(self, fields: Fields) -> shape.Benchmark:
        number = fields.whole("number")
        fields.where += f", benchmark {number}"
        found = shape.Benchmark(
            number,
            fields.text("title"),
            fields.text("summary"),
            tuple(chain.from_iterable(map(self.areas, fields.several("areas")))),
        )
        fields.nothing_else()
        if not any(area.scored for area in found.areas):
            raise fields.wrong("needs at least one area that is scored")
        return found

    def areas(self, fields: Fields) -> list[shape.Area]:
        """One area; or with `each: year` or `each: stage` one a year group or key stage."""
        area_id = fields.text("id")
        fields.where += f", area {area_id}"
        each = fields.choice("each", ["year", "stage"], default="")
        rows: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [(area_id, {}, ())]
        if each == "year":
            rows = [(f"{area_id}.year-{year}", {"year": year}, (year,)) for year in self._years()]
        elif each == "stage":
            rows = [(f"{area_id}.{name}", {"stage": title}, years) for name, (title, years) in self.stages.items()]
        return [self._area(row_id, fields.again(), values, years) for row_id, values, years in rows]

    def _years(self) -> list[int]:
        return [fact.year for fact in self.facts.values() if fact.year is not None]

    def _area(self, area_id: str, fields: Fields, values: dict[str, Any], years: tuple[int, ...]) -> shape.Area:
        fields.done("id", "each")
        title = _fill(fields.text("title"), **values)
        group, hint = fields.text("group", default=title), fields.text("group_hint", default="")
        scored = fields.flag("scored", default=True)
        years = years or fields.wholes("only_if_years", optional=True)
        several = fields.several("questions", optional=True)
        questions = [self._question(f"{area_id}.{one.text('id')}", one, values, years) for one in several]
        if not several:  # an area of one question is written in one piece, and they share the id
            questions = [self._question(area_id, fields, values, years)]
        fields.nothing_else()
        return shape.Area(area_id, title, tuple(questions), group, hint, scored, years)

    def _question(
        self, question_id: str, fields: Fields, values: dict[str, Any], years: tuple[int, ...]
    ) -> shape.Question:
        kind = shape.Kind(fields.choice("kind", list(shape.Kind)))
        base = self._base(fields, years) if kind == shape.Kind.SHARE else ()
        found = shape.Question(
            id=question_id,
            kind=kind,
            text=_fill(fields.text("text"), **values),
            hint=_fill(fields.text("hint", default=""), **values),
            parts=self._parts(fields) if kind == shape.Kind.PARTS else (),
            parts_text=fields.text("parts_text", default="") if kind == shape.Kind.PARTS else "",
            base=base,
            base_words=_fill(self._words(fields, base), **values) if base else "",
            threshold=self._threshold(fields) if base else None,
            measure=self._measure(fields, values, years),
        )
        fields.nothing_else()
        return found

    def _parts(self, fields: Fields) -> tuple[shape.Part, ...]:
        parts = tuple(shape.Part(key, text) for key, text in fields.text_to_text("parts").items())
        if len(parts) < 2:
            raise fields.wrong("needs two parts or more; with one, ask yes or no")
        return parts

    def _base(self, fields: Fields, years: tuple[int, ...]) -> tuple[str, ...]:
        base = fields.texts("of") if "of" in fields else tuple(f"year-{year}" for year in years)
        for key in base:
            if key not in self.facts:
                raise fields.wrong(f"counts people out of “{key}”, which is not among the form's facts")
        return base

    def _words(self, fields: Fields, base: tuple[str, ...]) -> str:
        words = fields.text("of_words", default=self.facts[base[0]].words if len(base) == 1 else "")
        if not words:
            raise fields.wrong("needs of_words: what the people it counts are called")
        return words

    def _threshold(self, fields: Fields) -> shape.Threshold:
        return self.thresholds[fields.choice("threshold", list(self.thresholds))]

    def _measure(self, fields: Fields, values: dict[str, Any], years: tuple[int, ...]) -> shape.Measure | None:
        found = fields.one("measure", optional=True)
        if found is None:
            return None
        given = {"year_group": values["year"]} if "year" in values else {"years": years} if "stage" in values else {}
        return measure(found, given)
