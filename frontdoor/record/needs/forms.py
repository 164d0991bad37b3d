"""A mark and its first day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from frontdoor.ground.fields import DayField
from frontdoor.record.models import NeedKind
from frontdoor.record.needs.queries import why_not


class StartForm(forms.Form):
    """One mark that the learner does not have yet, from today or an earlier day. Nothing is typed in words."""

    kind = forms.ChoiceField(
        label="Which mark?", widget=forms.RadioSelect, error_messages={"required": "Choose a mark"}
    )
    starts_on = DayField(
        label="Since when?", help_text="For example 1 9 2026", error_messages={"required": "Enter the day"}
    )

    def __init__(self, data: Any = None, *, live: Iterable[str], today: date) -> None:
        super().__init__(data, initial={"starts_on": today})
        self.live, self.today = set(live), today
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in NeedKind if kind not in self.live
        ]

    def clean_starts_on(self) -> date:
        """Today or earlier: the question that the action asks too."""
        starts_on: date = self.cleaned_data["starts_on"]
        if why := why_not(self.cleaned_data.get("kind", ""), self.live, starts_on, today=self.today):
            raise forms.ValidationError(why.rstrip("."))
        return starts_on
