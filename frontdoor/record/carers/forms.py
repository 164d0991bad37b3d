"""Whom a school names as a parent or carer."""

from typing import Any

from django import forms

NOT_AN_ADDRESS = "Enter an email address in the correct format, like name@example.com"


class CarerForm(forms.Form):
    """A name, so that staff and the learner know who it is, and the address that the letter goes to."""

    name = forms.CharField(
        label="Name of the parent or carer",
        max_length=150,
        error_messages={"required": "Enter the name of the parent or carer"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label="Their email address",
        help_text="We send a letter with a code there. Only somebody who signs in with this address can accept.",
        error_messages={"required": "Enter their email address", "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> Any:
        """One line, single spaces."""
        return " ".join(self.cleaned_data["name"].split())
