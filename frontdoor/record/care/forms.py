"""What is typed about the safeguarding contact."""

from typing import Any

from django import forms

from frontdoor.record.care.actions import NOT_A_NUMBER
from frontdoor.record.care.rules import is_phone
from frontdoor.record.models import SafeguardingContact

DETAILS = ("name", "job_title", "phone", "email")


class ContactForm(forms.Form):
    """Name, job title, phone, email: the four things that somebody in trouble needs."""

    name = forms.CharField(
        label="Name",
        max_length=150,
        error_messages={"required": "Enter the name of the person"},
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    job_title = forms.CharField(label="Job title", help_text="For example designated safeguarding lead", max_length=100)
    phone = forms.CharField(
        label="Phone number",
        help_text="One that is answered in school hours. Add the extension, if there is one, like 01632 960 001 ext 12.",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "govuk-input--width-20"}),
    )
    email = forms.EmailField(
        label="Email address",
        help_text="Letters about concerns go there.",
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.com"},
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, *, contact: SafeguardingContact | None = None) -> None:
        super().__init__(data, initial={field: getattr(contact, field) for field in DETAILS} if contact else {})

    def clean_name(self) -> str:
        """On one line: it stands in letters."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_job_title(self) -> str:
        """On one line, as the name."""
        return " ".join(self.cleaned_data["job_title"].split())

    def clean_phone(self) -> str:
        """A whole number: the question that the action asks too."""
        phone = " ".join(self.cleaned_data["phone"].split())
        if not is_phone(phone):
            raise forms.ValidationError(NOT_A_NUMBER)
        return phone
