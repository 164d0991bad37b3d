"""What a learner types about their days, and what somebody types who checks a certificate."""

from typing import Any

from django import forms

from frontdoor.ground.fields import WordsField
from workexperience.models import Application, Day, Happened

READ_BY = "the careers leader and head of your school or college"


class LogForm(forms.Form):
    """A few words about one day."""

    text = WordsField(
        label="What did you do, see or find out on this day?",
        read_by=READ_BY,
        read_when="perhaps days later",
        max_length=1_000,
        required=False,
        rows=6,
    )

    def __init__(self, data: Any = None, *, day: Day) -> None:
        super().__init__(data, initial={"text": day.log})


class ReflectionForm(forms.Form):
    """What was part of the days, and what came of them."""

    happened = forms.MultipleChoiceField(
        label="What was part of your days?",
        help_text="Choose all that are true. It is fine if none is.",
        choices=Happened.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = WordsField(
        label="What did you learn?",
        help_text="About the work, about the people, about yourself. Would you like to do more of it?",
        read_by=READ_BY,
        read_when="perhaps weeks later",
        max_length=1_500,
        error_messages={"required": "Write a few words about what you learned"},
        rows=8,
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, initial={"happened": application.happened, "text": application.reflection})


class CheckForm(forms.Form):
    """The code and the family name that stand on a certificate."""

    code = forms.CharField(
        label="The code on the certificate",
        help_text="12 letters and numbers, such as K7QP-2MNX-4RTV. Capitals and hyphens do not matter.",
        max_length=40,
        error_messages={"required": "Enter the code on the certificate"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )
    surname = forms.CharField(
        label="The last name on the certificate",
        max_length=100,
        error_messages={"required": "Enter the last name on the certificate"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )
