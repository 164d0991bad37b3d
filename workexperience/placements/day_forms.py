"""What is said about a day of a placement, and the words at its end."""

from typing import Any

from django import forms

from frontdoor.ground.fields import WordsField
from workexperience.models import Application, Mark

MOST_WORDS = 1500


class MarkForm(forms.Form):
    """One of the four buttons."""

    mark = forms.TypedChoiceField(choices=Mark.choices, coerce=Mark)


class FeedbackForm(forms.Form):
    """What somebody at the workplace writes at the end, and their name."""

    def __init__(self, data: Any = None, *, application: Application, name: str = "") -> None:
        super().__init__(data, initial={"name": name})
        self.fields["words"] = WordsField(
            read_by=f"the young person, and the staff of {application.institution.name}",
            read_when="as soon as you send it",
            label="What did they do well, and what could they do next?",
            help_text="Two or three sentences are plenty.",
            max_length=MOST_WORDS,
            error_messages={
                "required": "Write a few words",
                "max_length": f"Use {MOST_WORDS} characters or fewer",
            },
        )
        self.fields["name"] = forms.CharField(
            label="Your name",
            max_length=120,
            widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        )

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["name"].split())
