"""What a person chooses and types on the pages of oversight."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from frontdoor.ground.fields import DayField
from frontdoor.oversight import queries


class AreaField(forms.ChoiceField):
    """An area from the list; a bare council code or the name of an area is taken too."""

    def to_python(self, value: Any) -> str:
        """The choice's own value."""
        text = super().to_python(value).strip()
        for choice, label in self.choices:  # type: ignore[union-attr,misc]
            if text.lower() in (
                str(choice),
                str(choice).partition(":")[2].lower(),
                str(label).rpartition(": ")[2].lower(),
            ):
                return str(choice)
        return text


class FilterForm(forms.Form):
    """The filters of the list. It is a GET form: its values are the page's address."""

    words = forms.CharField(label="Name, town or URN", required=False, max_length=100)
    state = forms.ChoiceField(label="Return", required=False)
    area = AreaField(label="Area", required=False, error_messages={"invalid_choice": "Choose an area from the list."})
    type = forms.ChoiceField(label="Type", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"state": queries.STATES.items(), "area": queries.areas(user), "type": queries.types()}
        for name, offered in choices.items():
            self.fields[name].choices = [("", "All"), *offered]  # type: ignore[attr-defined]

    def filters(self) -> queries.Filters | None:
        """What was chosen; None when it cannot be."""
        return queries.Filters(**self.cleaned_data) if self.is_valid() else None


class NotExpectedForm(forms.Form):
    """Why no return is expected, and until when."""

    reason = forms.CharField(
        label="Why is no return expected?",
        help_text="For example: it closes at Christmas. Staff of the hub and the department can read this. Name no pupil.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "govuk-!-width-two-thirds"}),
    )
    until = DayField(label="Until which day?", help_text="At the latest the end of this school year, 31 August.")

    def clean_reason(self) -> str:
        """Without the spaces around it."""
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise ValidationError("Give the reason.")
        return reason
