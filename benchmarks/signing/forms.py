"""What a signer types."""

from typing import Any

from django import forms

from frontdoor.ground.fields import LineField


def _line(label: str, missing: str, **more: Any) -> LineField:
    messages = {"required": missing, "max_length": f"“{label}” must be 200 characters or fewer"}
    return LineField(label=label, max_length=200, error_messages=messages, **more)


class SignForm(forms.Form):
    """Name and role, typed by the person who signs."""

    prefix = "sign"
    name = _line("Your full name", "Enter your full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    role = _line(
        "Your role",
        "Enter your role",
        help_text="For example headteacher or principal",
        widget=forms.TextInput(attrs={"autocomplete": "organization-title", "class": "govuk-input--width-20"}),
    )


class SendBackForm(forms.Form):
    """A note that says what should change; the name only where nobody is signed in."""

    prefix = "back"
    name = _line("Your full name", "Enter your full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    note = forms.CharField(
        label="What should change?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Say what should change",
            "max_length": "Your note must be 2,000 characters or fewer",
        },
    )

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["name"]


class HeadForm(forms.Form):
    """Where the letter to the head goes."""

    email = forms.EmailField(
        label="Head’s work email address",
        help_text="Anyone who gets this letter can sign with it, so use the head’s own address, not an office inbox.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={
            "required": "Enter the head’s email address",
            "invalid": "Enter an email address in the right format, like name@example.com",
        },
    )


class WhoSignsForm(forms.Form):
    """The institution's choice of who submits."""

    who = forms.ChoiceField(
        label="Who submits the yearly return?",
        choices=[("head", "The head signs it"), ("leader", "The careers leader submits it alone")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who submits the return"},
    )
    item_hints = {
        "who": {
            "head": "The head gets a letter with a link that works once, or signs here when signed in.",
            "leader": "No head signs. The receipt says so, and everybody who reads the return can see it.",
        }
    }
