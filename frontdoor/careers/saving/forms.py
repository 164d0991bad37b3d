"""How long things are kept."""

from django import forms


class KeepForm(forms.Form):
    """One box, off unless ticked."""

    keep = forms.BooleanField(
        label="Keep on this device for 30 days",
        help_text="Not on a shared computer. Without the tick, things are kept until you close the browser.",
        required=False,
    )
