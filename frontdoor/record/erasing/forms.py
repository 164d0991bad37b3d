"""What somebody wants to delete."""

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.record.shown import Theirs


class DeleteForm(forms.Form):
    """A box for each thing that is theirs and there; none is ticked."""

    what = forms.MultipleChoiceField(
        label="What do you want to delete?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what you want to delete", "invalid_choice": "This is deleted already"},
    )

    def __init__(self, data: Any = None, *, theirs: Sequence[Theirs]) -> None:
        super().__init__(data)
        self.theirs = theirs
        self.fields["what"].choices = [(one.key, one.words) for one in theirs]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Theirs]:
        """What was ticked."""
        return [one for one in self.theirs if one.key in self.cleaned_data["what"]]


class SureForm(forms.Form):
    """Asked once more, because nothing brings it back."""

    sure = forms.BooleanField(
        label="I know that nobody can bring it back",
        error_messages={"required": "Tick the box if you want to delete everything"},
    )
