"""What somebody says to wait for a meeting: as for a meeting, and how they can be met."""

from collections.abc import Iterable
from typing import Any

from django import forms

from guidance.booking.forms import NAMES, DetailsForm, some
from guidance.models import Channel

PHONE = "Enter the number on which your adviser can ring you"


class JoinForm(DetailsForm):
    """The questions of a booking, with every way of meeting that would do."""

    channels = forms.MultipleChoiceField(
        label="How can you meet?",
        help_text="Choose all that you can do. The more you choose, the sooner there may be a time.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose how you can meet",
            "invalid_choice": "Nobody meets you in this way just now. Choose another one",
        },
    )
    reveals = {"channels": {Channel.PHONE.value: ["phone"]}}

    def __init__(
        self,
        data: Any = None,
        *,
        initial: Any = None,
        asks: set[str],
        languages: Iterable[str],
        channels: list[str],
    ) -> None:
        if Channel.PHONE in channels:
            asks = asks | {"phone"}
        super().__init__(data, initial=initial, asks=asks, languages=languages)
        self.fields["channels"].choices = some(Channel, channels)  # type: ignore[attr-defined]
        self.order_fields([*NAMES, "born", "topic", "channels", "phone", "language"])
        if "phone" in self.fields:
            self.fields["phone"].required = False

    def clean(self) -> dict[str, Any]:
        """A number where they may be rung."""
        cleaned = super().clean() or {}
        if Channel.PHONE not in cleaned.get("channels", []):
            cleaned["phone"] = ""
        elif not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", PHONE)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What they said for the meeting."""
        return {name: value for name, value in super().answers().items() if name != "channels"}
