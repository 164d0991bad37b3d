"""The upload of the register's files."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from frontdoor.ground.tables import Unreadable
from frontdoor.organisations.register import gias, links


class RegisterForm(forms.Form):
    """One file of the register, read whole: a wrong one is told at once, and heads' names go before any of it is kept.

    After cleaning, `kind` says which of the two it is, as a key of `settings.JOBS`.
    """

    kind = "register"
    file = forms.FileField(
        label="The file of establishments, or of links between them",
        help_text="From “Get information about schools”, as CSV: all establishments (its name begins with "
        "edubasealldata), or all links, which say who follows a closed school (links_edubasealldata).",
        max_length=200,
        error_messages={
            "required": "Choose the file of establishments or of links, no larger than 200 MB.",
            "empty": "This file is empty. Choose the file of establishments or of links.",
        },
    )

    def clean_file(self) -> UploadedFile:
        """The file with the register's columns only."""
        file = self.cleaned_data["file"]
        data = file.read()
        if links.is_links(data):
            self.kind = "register-links"
        read = links.readable if links.is_links(data) else gias.without_personal_columns
        try:
            return SimpleUploadedFile(file.name, read(data))
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
