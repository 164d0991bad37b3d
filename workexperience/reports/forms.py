"""What somebody reports, and what whoever reads it answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from frontdoor.ground.fields import WordsField
from workexperience.models import ReportKind, ReportOutcome
from workexperience.reports.actions import SAY_WHY

READERS = "people at the Careers Hub or the department who check this employer"


class ReportForm(forms.Form):
    """What is wrong, in a word or in many. Nobody has to say who they are."""

    kind = forms.ChoiceField(
        label="What is wrong?",
        choices=ReportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong"},
    )
    words = WordsField(
        label="What did you see? (optional)",
        help_text="Please write no names.",
        read_by=READERS,
        read_when="within five working days",
        max_length=1000,
        required=False,
        error_messages={"max_length": "What you saw must be 1,000 characters or less"},
    )
    email = forms.EmailField(
        label="Your email address (optional)",
        help_text="Only if you want to hear what came of it. The employer never sees it.",
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.com"},
    )


TAKEN_OFF = (
    "Nobody new sees it. If somebody reported that it does not look safe, all who were going there are told not to go."
)


class AnswerForm(forms.Form):
    """What came of it, and why."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=ReportOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    note = WordsField(
        label="Why?",
        help_text="If you take the offer off the list, the employer reads this too: do not say who reported it.",
        read_by="your colleagues who check employers",
        read_when="when they open this report",
        max_length=300,
        required=False,
        rows=3,
        error_messages={"max_length": "Why must be 300 characters or less"},
    )

    item_hints = {"outcome": {ReportOutcome.CLOSED: TAKEN_OFF}}

    def clean(self) -> dict[str, Any]:
        """Taking an offer off the list needs a reason."""
        data = super().clean() or {}
        if data.get("outcome") == ReportOutcome.CLOSED and not data.get("note", "").strip():
            self.add_error("note", ValidationError(SAY_WHY.removesuffix(".")))
        return data
