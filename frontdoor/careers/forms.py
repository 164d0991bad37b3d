"""The filters of the list of careers."""

from typing import Any

from django import forms

from frontdoor.careers import content
from frontdoor.careers.entries import SUBJECTS
from frontdoor.careers.queries import PAY_STEPS, Wanted, ways_named


class ExploreForm(forms.Form):
    """Every field may be empty; a value that is not offered is ignored, so that an old or mistyped address still works."""

    category = forms.ChoiceField(label="Kind of work", required=False)
    subject = forms.ChoiceField(
        label="School subject", required=False, choices=[("", "Any subject"), *SUBJECTS.items()]
    )
    way = forms.ChoiceField(label="Way in", required=False, choices=[("", "Any way in"), *ways_named()])
    pay = forms.ChoiceField(
        label="Middle pay",
        required=False,
        choices=[("", "Any pay"), *((str(step), f"£{step:,} a year or more") for step in PAY_STEPS)],
    )
    letter = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", "Any kind of work"), *content.categories().items()]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for, without what is not offered."""
        self.is_valid()
        clean = {name: self.cleaned_data.get(name, "") for name in ("category", "subject", "way", "letter")}
        pay = self.cleaned_data.get("pay")
        letter = clean["letter"].upper() if clean["letter"].isalnum() else ""
        self.errors.clear()
        return Wanted(**clean | {"letter": letter}, pay=int(pay) if pay else None)
