"""Two people changed the same answer: both are shown, and the second chooses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import HttpRequest

from benchmarks.frameworks.shape import Benchmark, FactKind, Facts, Form
from benchmarks.models import Return
from benchmarks.returns import queries as reads
from benchmarks.returns.forms import BenchmarkForm, field_name
from benchmarks.returns.wording import answer_words, note_words
from frontdoor.ground.dates import moment_in_words


class ChoiceForm(forms.Form):
    """For each clash: keep what is there, or use mine."""

    item_hints: dict[str, dict[str, str]]

    def __init__(self, keys: Iterable[str], data: Any = None, *, titles: Mapping[str, str]) -> None:
        super().__init__(data)
        self.keys = list(keys)
        for key in self.keys:
            self.fields[_choice_name(key)] = forms.ChoiceField(
                label=titles[key],
                widget=forms.RadioSelect,
                choices=[("theirs", "Keep what is there now"), ("mine", "Use what I entered")],
                error_messages={"required": f"Choose which answer to keep: {titles[key]}"},
            )

    def mine(self) -> set[str]:
        """The keys where mine is chosen."""
        return {key for key in self.keys if self.cleaned_data[_choice_name(key)] == "mine"}


@dataclass(frozen=True)
class Row:
    """One clash as the page asks about it."""

    choice: BoundField
    key: str


def _choice_name(key: str) -> str:
    return field_name("choose", key.replace(":", "-"))


def titles(asked: Benchmark) -> dict[str, str]:
    """What each entry of the page is called."""
    found = {f"answer:{question.id}": question.text for area in asked.areas for question in area.questions}
    return found | {f"note:{area.id}": f"Note on “{area.title}”" for area in asked.areas}


def keys_of(asked: Benchmark) -> set[str]:
    """The entry keys that a post about this page may name."""
    return set(titles(asked))


def rows(current: Return, form: BenchmarkForm, chosen: ChoiceForm, shown: Mapping[str, Any]) -> list[Row]:
    """Each clash as a choice between both answers, in words, with who gave the one that is there."""
    mine, who = form.entries(), _who(current)
    chosen.item_hints = {}
    for key in chosen.keys:
        name = _choice_name(key)
        chosen.fields[name].choices = [  # type: ignore[attr-defined]
            ("theirs", f"Keep what is there now: {_words(current, key, shown.get(key))}"),
            ("mine", f"Use what I entered: {_words(current, key, mine.get(key))}"),
        ]
        chosen.item_hints[name] = {"theirs": who.get(key, "Somebody else")}
    return [Row(choice=chosen[_choice_name(key)], key=key) for key in chosen.keys]


def posted(request: HttpRequest, form: BenchmarkForm) -> list[tuple[str, str]]:
    """The clashing answers as this person sent them, to be sent again with the choice."""
    wanted = tuple(form.fields)
    return [
        (name, value)
        for name in request.POST
        if name in wanted or name.rsplit("_", 1)[0] in wanted
        for value in request.POST.getlist(name)
    ]


def _who(current: Return) -> dict[str, str]:
    answers = {f"answer:{one.question}": one for one in current.answers.select_related("changed_by")}
    notes = {f"note:{one.area}": one for one in current.notes.select_related("changed_by")}
    return {key: f"{one.changed_by}, {moment_in_words(one.changed_at)}" for key, one in (answers | notes).items()}


def _words(current: Return, key: str, value: Any) -> str:
    kind, name = key.split(":", 1)
    if kind == "note":
        return note_words(value)
    shape = reads.form_of(current)
    return answer_words(shape, shape.question(name), value, reads.facts_of(current))


def facts_lines(shape: Form, facts: Facts) -> list[tuple[str, str]]:
    """The facts as label and words, for the check page and for a clash."""
    lines = [("Year groups", ", ".join(str(year) for year in sorted(facts.years)) or "None")] if shape.years else []
    given = {**facts.numbers, **facts.texts}
    for fact in shape.facts:
        if not fact.applies(facts):
            continue
        value = given.get(fact.key)
        words = f"{value:,}" if fact.kind == FactKind.NUMBER and value is not None else value
        lines.append((fact.text, str(words or "Not answered") if value is not None else "Not answered"))
    return lines
