"""What a learner types about a meeting of theirs: another time, and who joins them."""

from typing import Any

from django import forms

from frontdoor.ground.fields import LineField
from guidance.meetings import moving


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


class AgreedSupporterForm(SupporterForm):
    """The same by an adviser, to whom the learner has said so."""

    agrees = forms.BooleanField(
        label="The learner wants this person to join",
        error_messages={"required": "Tick that the learner wants this. Ask them first if they have not said so"},
    )


class ReadersForm(forms.Form):
    """Who else may read the summary: two boxes, none of them needed. `school`: in words, who that is; empty where nobody is."""

    school = forms.BooleanField(required=False)
    advisers = forms.BooleanField(
        label="Careers advisers whom I meet later",
        help_text="They can read it from when a meeting is booked until 28 days after it.",
        required=False,
    )

    def __init__(self, data: Any = None, *, initial: Any = None, school: str, people: str) -> None:
        super().__init__(data, initial=initial)
        if not school:
            del self.fields["school"]
            return
        self.fields["school"].label = school
        now = f"Now that is {people}. " if people else ""
        self.fields["school"].help_text = f"{now}They can read it while you are on its roll."
