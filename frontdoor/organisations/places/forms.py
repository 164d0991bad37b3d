"""Asking for a postcode in England."""

from typing import Any

from django import forms

from frontdoor.ground.fields import LineField
from frontdoor.ground.refused import Refused
from frontdoor.organisations.places import spots


class PostcodeField(LineField):
    """A full postcode as people type it; a `PostcodeForm` says where it is."""

    def __init__(self, *, label: str = "Postcode", help_text: str = "") -> None:
        box = {"class": "govuk-input--width-10", "autocomplete": "postal-code", "spellcheck": "false"}
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=12,
            error_messages={"required": spots.NOT_FULL},
            widget=forms.TextInput(attrs=box),
        )


class PostcodeForm(forms.Form):
    """A postcode; one that is not in our list has to be ticked as correct. `spot` once it is valid.

    A form that inherits from this one may say more: `postcode = PostcodeField(help_text=...)`.
    """

    postcode = PostcodeField()
    postcode_is_right = forms.BooleanField(
        label="This postcode is correct, though it is not in your list", required=False
    )
    spot: spots.Spot

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.data.get("postcode_is_right") != "on":  # not asked yet
            self.fields["postcode_is_right"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A postcode that we do not know is asked about once more, and never taken without a word."""
        data = super().clean() or {}
        if data.get("postcode"):
            try:
                self.spot = spots.spot(data["postcode"], sure=data.get("postcode_is_right", False))
            except spots.Unsure as unsure:
                self.fields["postcode_is_right"].widget = forms.CheckboxInput()
                self.add_error("postcode", str(unsure))
            except Refused as refusal:
                self.add_error("postcode", str(refusal))
        return data
