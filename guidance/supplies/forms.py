"""What a school types to find a service, to choose it, to change that and to end it."""

from datetime import date
from typing import Any

from django import forms

from frontdoor.ground.fields import DayField, LinesField
from frontdoor.ground.years import year_group_in_words
from guidance.supplies.rules import Terms, problem_with_days, problem_with_first_day

MOST_WORDS = 300


class FindForm(forms.Form):
    """Which services to list. It is a GET form: its value is the page's address."""

    name = forms.CharField(label="Name", required=False, max_length=100)


class TermsForm(forms.Form):
    """Year groups and days. Once it has begun, the first day is not asked."""

    years = forms.TypedMultipleChoiceField(
        label="Which year groups?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one year group", "invalid_choice": "Choose from the list"},
    )
    first_day = DayField(
        label="First day",
        help_text="From this day on they can meet your pupils. For example, 4 1 2027.",
        error_messages={"required": "Enter the first day"},
    )
    last_day = DayField(
        label="Last day, if you know it",
        required=False,
        help_text="Leave it empty when it goes on until somebody ends it.",
    )

    def __init__(
        self, data: Any = None, *, offered: list[int], now: Terms, today: date, has_begun: bool = False
    ) -> None:
        super().__init__(data, initial={"years": now.year_groups, "first_day": now.first_day, "last_day": now.last_day})
        years = sorted({*offered, *now.year_groups})
        self.fields["years"].choices = [(year, year_group_in_words(year)) for year in years]  # type: ignore[attr-defined]
        self.began = now.first_day if has_begun else None
        self.today = today
        if has_begun:
            del self.fields["first_day"]

    def clean(self) -> dict[str, Any]:
        """The days are in order, and it begins today or later."""
        cleaned = super().clean() or {}
        asked, last = cleaned.get("first_day"), cleaned.get("last_day")
        first = self.began or asked
        if asked and (problem := problem_with_first_day(asked, on=self.today)):
            self.add_error("first_day", problem)
        elif first and (problem := problem_with_days(first, last, on=self.today)):
            self.add_error("last_day", problem)
        return cleaned

    def terms(self) -> Terms:
        """What is chosen; only once valid."""
        told = self.cleaned_data
        return Terms(tuple(sorted(told["years"])), self.began or told["first_day"], told["last_day"])


class EndForm(forms.Form):
    """A school may say why it ends."""

    because = LinesField(
        label="Why, if you would like to say",
        help_text="The service reads this. Name no pupil.",
        max_length=MOST_WORDS,
        rows=3,
        required=False,
        error_messages={"max_length": f"Use {MOST_WORDS} characters or fewer"},
    )


class StopForm(forms.Form):
    """A service says why it ends."""

    because = LinesField(
        label="Why do you end it?",
        help_text="The careers leaders and heads of the school read this. Name no pupil.",
        max_length=MOST_WORDS,
        rows=3,
        error_messages={"required": "Say why you end it", "max_length": f"Use {MOST_WORDS} characters or fewer"},
    )
