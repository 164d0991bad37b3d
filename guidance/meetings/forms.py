"""What a learner types about a meeting of theirs: another time, why not, and who joins them."""

from typing import Any

from django import forms

from frontdoor.ground.fields import LineField, WordsField
from guidance.meetings import moving

MOST = 300


class MoveForm(forms.Form):
    """Another time. The page draws its radios itself, day by day."""

    time = forms.CharField(error_messages={"required": "Choose a time"})

    def __init__(self, data: Any = None, *, channel: str) -> None:
        super().__init__(data)
        self.channel = channel

    def clean_time(self) -> Any:
        """The adviser, the moment and the way."""
        found = moving.chosen(self.cleaned_data["time"], self.channel)
        if found is None:
            raise forms.ValidationError("Choose a time")
        return found


class CancelForm(forms.Form):
    """Why it is cancelled, in a line; nobody has to say."""

    def __init__(self, data: Any = None, *, adviser: str) -> None:
        super().__init__(data)
        self.fields["because"] = WordsField(
            label="Why? (optional)",
            read_by=f"your adviser, {adviser}",
            read_when="when they next look at their meetings",
            rows=2,
            max_length=MOST,
            required=False,
            error_messages={"max_length": f"Use {MOST} characters or fewer"},
        )


class SupporterForm(forms.Form):
    """Who joins."""

    name = LineField(
        label="Their name",
        max_length=120,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter their name", "max_length": "Use 120 characters or fewer"},
    )
    email = forms.EmailField(
        label="Their email address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address, like name@example.com",
            "max_length": "Use 254 characters or fewer",
        },
    )
