"""What happened, as a form: the questions of one kind of activity. Which these are stands in `kinds.py`."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from frontdoor.ground.fields import PARTS, DayField
from frontdoor.ground.years import in_words
from frontdoor.organisations.models import Organisation
from frontdoor.organisations.register.queries import by_number
from frontdoor.record.activities.facts import MOST_HOURS, Facts, problem, tidy
from frontdoor.record.activities.kinds import ACCESS, KINDS, asked
from frontdoor.record.models import ActivityKind, Mode, Part, ProviderKind

YES_NO = [("yes", "Yes"), ("no", "No")]
LEVELS = [("7", "Level 7"), ("6", "Level 6"), ("4", "Below level 6"), ("", "I do not know")]
# The form's own fields for each column; the others have the column's name.
FIELDS = {"host": ("host_urn",), "parts": ("parts", "access")}

APART = "Was it partly in person and partly online? Record the two apart: only then can the days of each count."


class KindForm(forms.Form):
    """The first question, which decides all others."""

    choose = forms.ChoiceField(label="What kind of activity was it?", choices=ActivityKind, widget=forms.RadioSelect)
    item_hints = {"choose": {str(kind): asked.what_for for kind, asked in KINDS.items()}}


class ListForm(forms.Form):
    """Which activities a list shows. What is not among the choices is not asked."""

    year = forms.ChoiceField(label="Academic year", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "All kinds"), *ActivityKind.choices], required=False)

    def __init__(self, *args: Any, years: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "All years"), *((year, in_words(year)) for year in years)]  # type: ignore[attr-defined]

    def narrowed(self) -> dict[str, str]:
        """The year and the kind that were asked for, each empty for all."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in ("year", "kind")}


class DayForm(forms.Form):
    """The only question when all else is as it was."""

    day = DayField(label="When was it this time?")


class FactsForm(forms.Form):
    """The questions of one kind. `kind` must be given; `today` judges the day. `facts()` once it is valid."""

    title = forms.CharField(label="What was it called?", max_length=150)
    day = DayField(label="When was it?")
    last_day = DayField(label="Last day", required=False, help_text="Only if it took more than one day.")
    hours = forms.DecimalField(
        label="How many hours did it last?",
        help_text="For one person who was there throughout. For example, 0.75 is 45 minutes.",
        min_value=Decimal("0.05"),
        max_value=MOST_HOURS,
        max_digits=5,
        decimal_places=2,
        error_messages={"invalid": "Hours must be a number, like 1 or 0.75", "min_value": "Hours must be more than 0"},
    )
    mode = forms.ChoiceField(label="How did they meet?", choices=Mode, widget=forms.RadioSelect, initial=Mode.IN_PERSON)
    host_name = forms.CharField(required=False, max_length=150)
    host_urn = forms.IntegerField(
        label="Its URN or UKPRN, if you know it",
        required=False,
        help_text="A number of six or eight figures. With it the provider sees the visit in its own list, without names.",
        error_messages={"invalid": "The URN or UKPRN must be a number"},
    )
    provider_kinds = forms.MultipleChoiceField(
        label="Which kinds of provider did they meet?", choices=ProviderKind, widget=forms.CheckboxSelectMultiple
    )
    one_to_one = forms.ChoiceField(
        label="Was it one to one?",
        help_text="One adviser with one person. For several people, one meeting is recorded for each.",
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    adviser_level = forms.ChoiceField(
        label="What is the adviser’s qualification in careers guidance?",
        choices=LEVELS,
        required=False,
        widget=forms.RadioSelect,
    )
    subject = forms.CharField(label="Which school subject?", max_length=40)
    in_school_hours = forms.ChoiceField(label="Was it in school hours?", choices=YES_NO, widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label="What was part of it?",
        help_text="Tick all that are true. They decide what it counts for.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access = forms.MultipleChoiceField(
        label="What did they hear about?",
        help_text="A visit under the provider access law has all four.",
        choices=[(part.value, part.label) for part in ACCESS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, kind: ActivityKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today, self.asked = kind, today, asked(kind)
        for name in self.fields.keys() - self._wanted():
            del self.fields[name]
        self._words()

    def _wanted(self) -> set[str]:
        wanted = {field for column in self.asked.columns for field in FIELDS.get(column, (column,))}
        return wanted if self.kind == ActivityKind.PROVIDER else wanted - {"access", "host_urn"}

    def _words(self) -> None:
        self.fields["title"].help_text = f"For example, “{self.asked.example}”."
        self.fields["hours"].initial = self.asked.hours
        if self.kind == ActivityKind.WORKPLACE:
            self.fields["mode"].help_text = APART
        if "host_name" in self.fields:
            self.fields["host_name"].label = self.asked.host
        if "parts" in self.fields:
            self.fields["parts"].choices = [(p.value, p.label) for p in self.asked.parts if p not in ACCESS]  # type: ignore[attr-defined]

    def clean_host_urn(self) -> Organisation | None:
        """The school, college or training provider of that number."""
        number = self.cleaned_data["host_urn"]
        if number is None:
            return None
        found = by_number(number)
        if found is None:
            raise forms.ValidationError("There is no provider with this URN or UKPRN. Leave it empty.")
        return found

    def clean(self) -> dict[str, Any]:
        """What the action would refuse is said at the question it is about."""
        cleaned = super().clean() or {}
        if not self.errors:
            column, said = problem(self.facts(), today=self.today)
            if said:
                self.add_error(FIELDS.get(column, (column,))[0], said)
        return cleaned

    def facts(self, **more: Any) -> Facts:
        """The answers as facts; `more` are those that no question asks."""
        data = self.cleaned_data
        return tidy(
            Facts(
                **more,
                kind=self.kind,
                title=data["title"],
                day=data["day"],
                last_day=data.get("last_day"),
                hours=data["hours"],
                mode=data.get("mode") or Mode.IN_PERSON,
                host=data.get("host_urn"),
                host_name=data.get("host_name", ""),
                subject=data.get("subject", ""),
                one_to_one=_truth(data.get("one_to_one")),
                adviser_level=int(data["adviser_level"]) if data.get("adviser_level") else None,
                in_school_hours=_truth(data.get("in_school_hours")),
                parts=(*data.get("parts", ()), *data.get("access", ())),
                provider_kinds=tuple(data.get("provider_kinds", ())),
            )
        )

    def names(self) -> Iterator[str]:
        """The names of everything that this form sends."""
        for name, field in self.fields.items():
            yield from (f"{name}_{part}" for part in PARTS) if isinstance(field, DayField) else [name]


def answers(facts: Facts) -> dict[str, Any]:
    """What the form's boxes show for these facts: its `initial`."""
    return {
        "title": facts.title,
        "day": facts.day,
        "last_day": facts.last_day,
        "hours": facts.hours.normalize() if facts.hours % 1 else int(facts.hours),
        "mode": facts.mode,
        "host_name": facts.host_name or (facts.host.name if facts.host else ""),
        "host_urn": (facts.host.urn or facts.host.ukprn) if facts.host else None,
        "provider_kinds": list(facts.provider_kinds),
        "one_to_one": _said(facts.one_to_one),
        "adviser_level": str(facts.adviser_level or ""),
        "subject": facts.subject,
        "in_school_hours": _said(facts.in_school_hours),
        "parts": [part for part in facts.parts if Part(part) not in ACCESS],
        "access": [part for part in facts.parts if Part(part) in ACCESS],
    }


def _truth(said: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(said or "")


def _said(truth: bool | None) -> str:
    return {True: "yes", False: "no"}.get(truth, "") if truth is not None else ""


def hidden_answers(facts: Facts) -> list[tuple[str, str]]:
    """The answers as hidden fields, without the days, for somebody who records the like on another day."""
    said = {name: value for name, value in answers(facts).items() if name not in ("day", "last_day")}
    each = ((name, value if isinstance(value, list) else [value]) for name, value in said.items())
    return [(name, str(one)) for name, values in each for one in values if one not in (None, "")]
