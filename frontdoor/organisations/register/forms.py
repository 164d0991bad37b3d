"""The upload of the register's file."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from frontdoor.ground.tables import Unreadable
from frontdoor.organisations.register import gias


class RegisterForm(forms.Form):
    """One GIAS file, read whole: a wrong one is told at once, and heads' names go before anything is kept of it."""

    file = forms.FileField(
        label="The file of establishments",
        help_text="From “Get information about schools”: all establishments, as CSV. Its name begins with edubasealldata.",
        max_length=200,
        error_messages={
            "required": "Choose the file of establishments, no larger than 200 MB.",
            "empty": "This file is empty. Choose the file of establishments.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """The file with the register's columns only."""
        file = self.cleaned_data["file"]
        try:
            return SimpleUploadedFile(file.name, gias.without_personal_columns(file.read()))
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
