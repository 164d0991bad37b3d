"""Choosing a file, saying yes to what it does, and who stays when a year starts."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from frontdoor.ground.sheets import OLD_EXCEL
from frontdoor.record.models import Enrolment
from frontdoor.record.roll.compare import Difference

LARGEST = 2_900_000  # bytes; a college of 15,000 stays below it


class RollForm(forms.Form):
    """The file of a roll."""

    file = forms.FileField(
        label="The file with your pupils",
        help_text="CSV, TSV or Excel (.xlsx), up to 2.9 MB, with everybody who is on your roll.",
        max_length=200,
        error_messages={
            "required": "Choose the file with your pupils.",
            "empty": "This file is empty. Choose the file with your pupils.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """A file of a size and kind that can be a roll; the worker reads it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 2.9 MB. Leave out columns that are not on the list.")
        if file.read(len(OLD_EXCEL)) == OLD_EXCEL:
            raise forms.ValidationError(
                "This is a file of an old Excel, or it has a password. Save it as .xlsx or CSV without one."
            )
        file.seek(0)
        return file


class ConfirmForm(forms.Form):
    """Yes to exactly this: `seen` marks what was looked at. More than a fifth leaving needs a tick of its own."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    many_may_leave = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, found: Difference) -> None:
        super().__init__(data, initial={"seen": found.mark})
        if found.asks_again:
            tick = self.fields["many_may_leave"]
            tick.required = True
            tick.label = f"Yes, {len(found.leavers):,} of {found.on_roll:,} pupils have left"
            tick.error_messages["required"] = "Tick the box if so many pupils have left, or load another file."
        else:
            del self.fields["many_may_leave"]


class NewYearForm(forms.Form):
    """Who of the last year group stays; everybody else of it leaves."""

    staying = forms.TypedMultipleChoiceField(
        label="Who stays?",
        help_text="Everybody whom you do not tick leaves the roll today.",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "The roll has changed since you opened this page. Choose again."},
    )

    def __init__(self, data: Any = None, *, enrolments: list[Enrolment]) -> None:
        super().__init__(data)
        field = self.fields["staying"]
        field.choices = [(one.pk, f"{one.learner.name}, {one.tutor_group or one.year_group}") for one in enrolments]  # type: ignore[attr-defined]
        if not enrolments:
            del self.fields["staying"]
