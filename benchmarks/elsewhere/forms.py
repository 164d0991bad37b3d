"""What is asked about a report made with another tool."""

from datetime import date, datetime
from typing import Any

from django import forms

from benchmarks.elsewhere.actions import problem
from benchmarks.models import ElsewhereReport
from frontdoor.ground.fields import DayField


class ElsewhereForm(forms.Form):
    """Tool and date; the eight results only if wished, as per cent."""

    tool = forms.CharField(
        label="Which tool did you use?",
        help_text="For example Compass, Compass+ or a careers platform",
        max_length=100,
        error_messages={
            "required": "Enter the name of the tool",
            "max_length": "The name of the tool must be 100 characters or fewer",
        },
    )
    reported_on = DayField(
        label="When did you report?",
        help_text="For example 14 10 2026",
        error_messages={"required": "Enter the date you reported"},
    )

    def __init__(
        self,
        year: str,
        now: datetime,
        titles: dict[int, str],
        live: ElsewhereReport | None = None,
        data: Any = None,
    ) -> None:
        self.year, self.now = year, now
        initial = {"tool": live.tool, "reported_on": live.reported_on} if live else {}
        if live:
            initial |= {f"benchmark-{number}": value for number, value in live.results.items()}
        super().__init__(data, initial=initial)
        self.benchmarks = titles
        for number, title in titles.items():
            self.fields[f"benchmark-{number}"] = _per_cent(number, title)

    def clean_reported_on(self) -> date:
        """A day of the academic year, not in the future: the question that the action asks too."""
        reported_on: date = self.cleaned_data["reported_on"]
        if why := problem(year=self.year, reported_on=reported_on, now=self.now):
            raise forms.ValidationError(why.rstrip("."))
        return reported_on

    def result_fields(self) -> list[forms.BoundField]:
        """The eight results, folded away on the page."""
        return [self[f"benchmark-{number}"] for number in self.benchmarks]

    def results_are_open(self) -> bool:
        """Whether the folded results must be seen at once: some are given, or wrong."""
        return any(field.errors or field.value() not in {None, ""} for field in self.result_fields())

    def results(self) -> dict[str, int]:
        """The results that were given, by benchmark number."""
        given = {str(number): self.cleaned_data.get(f"benchmark-{number}") for number in self.benchmarks}
        return {number: value for number, value in given.items() if value is not None}


def _per_cent(number: int, title: str) -> forms.IntegerField:
    message = f"The result of benchmark {number} must be a whole number from 0 to 100"
    return forms.IntegerField(
        label=f"{number}. {title}",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"suffix": "%", "class": "govuk-input--width-3"}),
        error_messages={"invalid": message, "min_value": message, "max_value": message},
    )
