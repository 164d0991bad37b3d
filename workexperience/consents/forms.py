"""What a parent or carer types, and what staff type from a paper."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from frontdoor.ground.fields import DayField
from workexperience.consents import queries
from workexperience.models import Application

YES, NO = "yes", "no"


class BornForm(forms.Form):
    """The learner's birth date, before anything is shown."""

    born = DayField(
        label="Your child’s date of birth",
        help_text="For example, 31 3 2011",
        error_messages={"required": "Enter your child’s date of birth"},
    )


def _answer() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="What is the answer?",
        choices=[(YES, "Yes, they may go"), (NO, "No")],
        coerce=lambda value: value == YES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )


def _name(label: str) -> forms.CharField:
    said = {"required": "Enter the full name", "max_length": "Use 120 characters or fewer"}
    return forms.CharField(label=label, max_length=120, error_messages=said)


class AnswerForm(forms.Form):
    """Yes or no, with the name of who says so. The birth date and the mark of the text come along."""

    agrees = _answer()
    name = _name("Your full name")


class PaperForm(forms.Form):
    """What stands on the paper."""

    agrees = _answer()
    name = _name("Full name of the parent or carer who signed")
    on = DayField(label="Day on the paper", error_messages={"required": "Enter the day on the paper"})

    def __init__(self, data: Any = None, *, application: Application, today: date) -> None:
        super().__init__(data)
        self.application, self.today = application, today

    def clean_on(self) -> date:
        """Not in the future, and not from before these days were asked about."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError("The day must be today or in the past")
        if refusal := queries.too_old(self.application, day):
            raise ValidationError(refusal)
        return day
