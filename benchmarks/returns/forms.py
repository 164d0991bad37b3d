"""The pages of a return as Django forms, built from the framework's shape."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.html import format_html

from benchmarks.evidence.queries import Measured
from benchmarks.frameworks.shape import Area, Benchmark, FactKind, Facts, Form, Kind, Question
from frontdoor.ground.fields import DayField

MOST_PEOPLE = 99_999
LONGEST_NOTE = 2_000
NOTE_PARTS = ("evidence", "next_step", "owner", "due")
WORDS = {"yes": "Yes", "partly": "Partly", "no": "No"}
CHOICES = {
    Kind.YES_NO: ("yes", "no"),
    Kind.PARTS: ("yes", "no"),
    Kind.YES_PARTLY_NO: ("yes", "partly", "no"),
}


def field_name(*parts: str) -> str:
    """A name that is also a good id in the page: `5.1.year-7` becomes `5-1-year-7`."""
    return "-".join(parts).replace(".", "-")


class NumberField(forms.IntegerField):
    """A whole number of people, kept as typed when wrong. Spaces and commas inside are forgiven: `1,240`."""

    def __init__(
        self, *, called: str, most: int = MOST_PEOPLE, too_many: str = "", suffix: str = "", **more: Any
    ) -> None:
        super().__init__(
            min_value=0,
            max_value=most,
            required=False,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "suffix": suffix}),
            error_messages={
                "invalid": f"The number for “{called}” must be a whole number, such as 120",
                "min_value": f"The number for “{called}” must be 0 or more",
                "max_value": too_many or f"The number for “{called}” must be {MOST_PEOPLE:,} or fewer",
            },
            **more,
        )

    def to_python(self, value: Any) -> int | None:
        """An int, or None when left empty."""
        if isinstance(value, str):
            value = value.replace(",", "").replace(" ", "")
            if len(value) > 20:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class FactsForm(forms.Form):
    """What is asked once: the year groups taught with the number in each, then the form's other facts."""

    years = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label="Which year groups do you teach?",
        error_messages={"required": "Choose the year groups that you teach"},
    )

    def __init__(
        self,
        shape: Form,
        facts: Facts,
        data: Mapping[str, Any] | None = None,
        *,
        on_roll: Mapping[str, int] | None = None,
    ) -> None:
        self.shape = shape
        super().__init__(data, initial=_facts_initial(facts))
        if shape.years:
            self.fields["years"].choices = [(year, f"Year {year}") for year in shape.years]  # type: ignore[attr-defined]
            self.fields["years"].help_text = next((fact.hint for fact in shape.facts if fact.year), "")
        else:
            del self.fields["years"]
        for fact in shape.facts:
            hint = "" if fact.year else fact.hint  # said once above, not under each year group
            if fact.key in (on_roll or {}):
                hint = f"Your roll has {(on_roll or {})[fact.key]}."
            self.fields[fact.key] = _fact_field(fact.text, fact.kind, hint)
        self.reveals = {"years": {str(fact.year): [fact.key] for fact in shape.facts if fact.year is not None}}

    def clean(self) -> dict[str, Any]:
        """Facts about year groups that are not taught are dropped; numbers that must fit into another are compared."""
        cleaned = super().clean() or {}
        taught = Facts(frozenset(cleaned.get("years", ())))
        for fact in self.shape.facts:
            if not fact.applies(taught):
                cleaned[fact.key] = None
                self.errors.pop(fact.key, None)
        for fact in self.shape.facts:
            number, most = cleaned.get(fact.key), cleaned.get(fact.at_most)
            if number is not None and most is not None and number > most:
                whole = next(one for one in self.shape.facts if one.key == fact.at_most)
                self.add_error(fact.key, f"“{fact.text}” cannot be more than {most}, your answer to “{whole.text}”")
        return cleaned

    def facts(self) -> Facts:
        """The facts of a valid form."""
        given = {fact: self.cleaned_data.get(fact.key) for fact in self.shape.facts}
        return Facts(
            frozenset(self.cleaned_data.get("years", ())),
            {fact.key: value for fact, value in given.items() if fact.kind == FactKind.NUMBER and value is not None},
            {fact.key: value for fact, value in given.items() if fact.kind == FactKind.TEXT and value},
        )


def _facts_initial(facts: Facts) -> dict[str, Any]:
    return {"years": sorted(facts.years), **facts.numbers, **facts.texts}


def _fact_field(text: str, kind: FactKind, hint: str) -> forms.Field:
    if kind == FactKind.TEXT:
        return forms.CharField(label=text, help_text=hint, required=False, max_length=500)
    return NumberField(called=text, label=text, help_text=hint)


class BenchmarkForm(forms.Form):
    """One benchmark's questions and notes. `only` narrows it to some entries, where two people's answers clash.

    Entries are keyed as `queries.entries` keys them: `answer:<question id>` and `note:<area id>`.
    """

    def __init__(
        self,
        shape: Form,
        benchmark: Benchmark,
        facts: Facts,
        entries: Mapping[str, Any],
        *,
        data: Mapping[str, Any] | None = None,
        only: Iterable[str] | None = None,
        last_time: Mapping[str, str] | None = None,
        by_records: Mapping[str, Measured] | None = None,
    ) -> None:
        self.shape, self.facts, self.by_records = shape, facts, by_records or {}
        wanted = None if only is None else set(only)
        self.areas = [area for area in benchmark.areas if area.applies(facts)]
        self.questions = {
            f"answer:{question.id}": question
            for area in self.areas
            for question in area.questions
            if asked(shape, question, facts) and (wanted is None or f"answer:{question.id}" in wanted)
        }
        self.noted = {f"note:{area.id}": area for area in self.areas if wanted is None or f"note:{area.id}" in wanted}
        super().__init__(data, initial=self._initial(entries))
        for question in self.questions.values():
            fields = question_fields(shape, question, facts)
            if before := (last_time or {}).get(question.id):
                first = next(iter(fields.values()))
                first.help_text = format_html('{} <span class="before">{}</span>', first.help_text, before)
            self.fields.update(fields)
            if question.id in self.by_records:
                self.fields[_reason_name(question)] = reason_field(question)
        names = [field_name("q", question.id) for question in self.questions.values() if question.parts]
        self.reveals = {name: {"yes": [f"{name}-parts"]} for name in names}
        for area in self.noted.values():
            self.fields.update(note_fields(area))

    def fields_of(self, area: Area) -> list[forms.BoundField]:
        """The fields of an area's questions, those under another's answer left out. Empty when nobody is to be counted."""
        keys = [f"answer:{question.id}" for question in area.questions]
        return [self[field_name("q", self.questions[key].id)] for key in keys if key in self.questions]

    def measured_of(self, area: Area) -> list[tuple[Measured, forms.BoundField]]:
        """What the records say to the area's questions, each with the box for why the answer differs."""
        asked_here = [question for question in area.questions if f"answer:{question.id}" in self.questions]
        known = [question for question in asked_here if question.id in self.by_records]
        return [(self.by_records[question.id], self[_reason_name(question)]) for question in known]

    def clean(self) -> dict[str, Any]:
        """Another number than the records give needs a reason, which is kept with the answer."""
        cleaned = super().clean() or {}
        for question in self.questions.values():
            one, value = self.by_records.get(question.id), cleaned.get(field_name("q", question.id))
            if one and value not in (None, one.value) and not cleaned.get(_reason_name(question)):
                self.add_error(
                    _reason_name(question),
                    f"Your records say {one.value}. Say why your answer to “{question.text}” is another number",
                )
        return cleaned

    def note_fields_of(self, area: Area) -> list[forms.BoundField]:
        """The fields of an area's note."""
        return [self[field_name("note", area.id, part)] for part in NOTE_PARTS]

    @property
    def areas_asked(self) -> list[Area]:
        """The areas with something to answer."""
        return [area for area in self.areas if self.fields_of(area)]

    @property
    def open_notes(self) -> list[Area]:
        """The areas whose folded note must be seen at once: something in it is wrong."""
        return [area for area in self.areas if any(field.errors for field in self.note_fields_of(area))]

    @property
    def written_notes(self) -> list[Area]:
        """The areas whose note has something in it already."""
        return [area for area in self.areas if any(field.initial for field in self.note_fields_of(area))]

    def _initial(self, entries: Mapping[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for key, question in self.questions.items():
            value, name = entries.get(key) or {}, field_name("q", question.id)
            initial[name] = value.get("count") if question.kind == Kind.SHARE else value.get("value")
            initial[f"{name}-parts"] = value.get("parts", [])
            initial[_reason_name(question)] = value.get("reason", "")
        for key, area in self.noted.items():
            for part, value in (entries.get(key) or {}).items():
                initial[field_name("note", area.id, part)] = date.fromisoformat(value) if part == "due" else value
        return initial

    def entries(self) -> dict[str, Any]:
        """What this person sends, by entry key; None where nothing is given."""
        mine = {key: self._answer(question) for key, question in self.questions.items()}
        return mine | {key: self._note(area) for key, area in self.noted.items()}

    def _answer(self, question: Question) -> dict[str, Any] | None:
        name = field_name("q", question.id)
        value = self.cleaned_data.get(name)
        if question.kind == Kind.SHARE:
            return None if value is None else {"count": value} | self._reason(question, value)
        if not value:
            return None
        if question.kind == Kind.PARTS and value == "yes":
            return {"value": "yes", "parts": self.cleaned_data.get(f"{name}-parts", [])}
        return {"value": value}

    def _reason(self, question: Question, value: int) -> dict[str, str]:
        one, name = self.by_records.get(question.id), field_name("q", question.id)
        if one:
            return {"reason": self.cleaned_data[_reason_name(question)]} if value != one.value else {}
        kept = self.initial.get(_reason_name(question))  # the records that it differed from are gone
        return {"reason": kept} if kept and value == self.initial.get(name) else {}

    def _note(self, area: Area) -> dict[str, Any] | None:
        given = {part: self.cleaned_data.get(field_name("note", area.id, part)) for part in NOTE_PARTS}
        if due := given["due"]:
            given["due"] = due.isoformat()
        return {part: value for part, value in given.items() if value} or None


def asked(shape: Form, question: Question, facts: Facts) -> bool:
    """Whether a question is put: not when it counts a group that has nobody in it."""
    return question.kind != Kind.SHARE or shape.base(question, facts) != 0


def question_fields(shape: Form, question: Question, facts: Facts) -> dict[str, forms.Field]:
    """The one or two fields of a question."""
    name = field_name("q", question.id)
    if question.kind == Kind.SHARE:
        return {name: _share_field(shape, question, facts)}
    choices = [(value, WORDS[value]) for value in CHOICES[question.kind]]
    in_a_row = {} if question.parts else {"class": "govuk-radios--inline"}
    fields: dict[str, forms.Field] = {
        name: forms.ChoiceField(
            choices=choices,
            label=question.text,
            help_text=question.hint,
            required=False,
            widget=forms.RadioSelect(attrs=in_a_row),
            error_messages={"invalid_choice": f"Choose one of the answers to “{question.text}”"},
        )
    }
    if question.parts:
        fields[f"{name}-parts"] = forms.MultipleChoiceField(
            choices=[(part.key, part.text) for part in question.parts],
            label=question.parts_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": f"Tick only the parts listed under “{question.text}”"},
        )
    return fields


def _share_field(shape: Form, question: Question, facts: Facts) -> forms.Field:
    base = shape.base(question, facts)
    return NumberField(
        called=question.text,
        label=question.text,
        help_text=question.hint,
        suffix=question.base_words if base is None else f"out of {base}",
        most=MOST_PEOPLE if base is None else base,
        too_many=""
        if base is None
        else f"The number for “{question.text}” cannot be more than {base}, which is how many "
        f"{question.base_words} you told us about",
    )


def _reason_name(question: Question) -> str:
    return f"{field_name('q', question.id)}-reason"


def reason_field(question: Question) -> forms.Field:
    """Why an answer is another number than the records give."""
    return forms.CharField(
        label="Why your number is different",
        help_text="Kept with the return: whoever sees it can read this. Do not name anybody.",
        required=False,
        max_length=500,
        error_messages={
            "max_length": f"The reason for your answer to “{question.text}” must be 500 characters or fewer"
        },
    )


def note_fields(area: Area) -> dict[str, forms.Field]:
    """Evidence and next step of an area: all optional, folded away on the page."""

    def words(label: str, most: int, **more: Any) -> forms.CharField:
        too_long = f"“{label}” under “{area.title}” must be {most:,} characters or fewer"
        field = forms.CharField(label=label, required=False, **more)
        field.validators.append(MaxLengthValidator(most, message=too_long))
        return field

    area_widget = {"widget": forms.Textarea(attrs={"rows": 2})}
    return {
        field_name("note", area.id, "evidence"): words(
            "Evidence, as words or a link",
            LONGEST_NOTE,
            help_text="Everybody here who sees the return can read this. Do not name pupils.",
            **area_widget,
        ),
        field_name("note", area.id, "next_step"): words("What we will do next", LONGEST_NOTE, **area_widget),
        field_name("note", area.id, "owner"): words("Who will do it", 200),
        field_name("note", area.id, "due"): DayField(label="By when", required=False),
    }


def read_shown(text: str) -> dict[str, Any]:
    """What the page said it showed. Anything unreadable counts as "showed nothing", so that nobody is overwritten."""
    try:
        shown = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return shown if isinstance(shown, dict) else {}
