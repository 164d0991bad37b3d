"""What is asked when a return begins."""

from typing import Any

from django import forms

from benchmarks.models import Return, ReturnKind
from frontdoor.ground.years import in_words
from frontdoor.organisations.models import Form, Organisation

KIND_HINTS = {
    "correction": "All answers and numbers are copied, so you change only what was wrong.",
    "fresh-look": "Answers are copied; numbers of people are asked afresh. Useful once a term.",
}


class StartForm(forms.Form):
    """Copy last time's answers or not; which form, only where the register does not say."""

    copy = forms.ChoiceField(
        label="How would you like to begin?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how to begin"},
    )
    form = forms.ChoiceField(
        label="Which form fits your institution?",
        choices=Form.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the form that fits your institution"},
    )

    def __init__(self, institution: Organisation, last: Return | None, data: Any = None) -> None:
        super().__init__(data, initial={"copy": "yes"})
        if institution.form:
            del self.fields["form"]
        if last is None:
            del self.fields["copy"]
            return
        self.fields["copy"].choices = [  # type: ignore[attr-defined]
            ("yes", f"Copy the answers of {in_words(last.year)} and change what is different"),
            ("no", "Start with an empty form"),
        ]
        self.item_hints = {"copy": {"yes": "Numbers of people are not copied: they are asked afresh."}}


class AgainForm(forms.Form):
    """Why a further return is made."""

    kind = forms.ChoiceField(
        label="Why are you making another return this year?",
        choices=[
            (ReturnKind.CORRECTION, "To correct something"),
            (ReturnKind.FRESH_LOOK, "To take a fresh look"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you are making another return"},
    )
    page_heading = "kind"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item_hints = {"kind": KIND_HINTS}
