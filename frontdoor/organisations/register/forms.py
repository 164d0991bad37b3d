"""The upload of the register's file."""

from django import forms

LARGEST = 200 * 1024 * 1024


class RegisterForm(forms.Form):
    """One GIAS file."""

    file = forms.FileField(
        label="The file of establishments",
        help_text="From “Get information about schools”: all establishments, as CSV. Its name begins with edubasealldata.",
        max_length=200,
        error_messages={
            "required": "Choose the file of establishments.",
            "empty": "This file is empty. Choose the file of establishments.",
        },
    )

    def clean_file(self) -> object:
        """A register of 52,000 rows is about 65 MB."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 200 MB, so it is not the file of establishments.")
        return file
