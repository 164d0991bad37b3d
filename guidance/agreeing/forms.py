"""What staff write down of a parent's or carer's yes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.fields import DayField, LineField
from frontdoor.ground.years import academic_year, last_day
from guidance.agreeing.actions import MOST_NAME
from guidance.models import AgreedTo


class YesForm(forms.Form):
    """Who said yes to what, and when. `wanted`: what is asked at the learner's age and not said yet."""

    agreed_to = forms.TypedChoiceField(
        label="What did they say yes to?",
        choices=[],
        coerce=AgreedTo,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what they said yes to",
            "invalid_choice": "Choose what they said yes to",
        },
    )
    name = LineField(
        label="Full name of the parent or carer",
        max_length=MOST_NAME,
        error_messages={
            "required": "Enter the full name of the parent or carer",
            "max_length": f"Use {MOST_NAME} characters or fewer",
        },
    )
    said_on = DayField(
        label="Day on which they said so",
        help_text="For example, 14 9 2026.",
        error_messages={"required": "Enter the day on which they said so"},
    )

    def __init__(self, data: Any = None, *, wanted: Sequence[AgreedTo], today: date) -> None:
        super().__init__(data, initial={"said_on": today})
        self.today = today
        self.fields["agreed_to"].choices = [(one, one.label) for one in wanted]  # type: ignore[attr-defined]
        if len(wanted) == 1:
            self.fields["agreed_to"].initial = wanted[0]

    def clean_said_on(self) -> date:
        """Today or before, in this school year."""
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            raise ValidationError("The day must be today or in the past")
        if (until := last_day(academic_year(day))) < self.today:
            raise ValidationError(f"A yes of that day has run out on {day_in_words(until)}. Ask them again")
        return day
