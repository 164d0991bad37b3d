"""Which area to look at."""

from collections.abc import Iterable

from django import forms

from frontdoor.organisations.models import Organisation


class AreaForm(forms.Form):
    """One council, or all of them together."""

    council = forms.ChoiceField(
        label="Area", required=False, error_messages={"invalid_choice": "Choose an area from the list"}
    )

    def __init__(self, *args: object, councils: Iterable[Organisation], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        named = [(str(one.pk), one.label) for one in councils]
        self.fields["council"].choices = [("", "All together"), *named]  # type: ignore[attr-defined]
