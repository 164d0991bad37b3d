"""In what form somebody takes their record away."""

from django import forms

PDF, JSON = "pdf", "json"


class ExportForm(forms.Form):
    """A file to read or a file for machines; marks about support only when asked for."""

    form = forms.ChoiceField(
        label="What kind of file?",
        choices=[(PDF, "PDF, to read and print"), (JSON, "JSON, for another computer program")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of file you want"},
    )
    sensitive = forms.BooleanField(
        label="Also what my school has marked about needs and support",
        help_text="Leave this empty if you want to show the file to somebody who need not know.",
        required=False,
    )
