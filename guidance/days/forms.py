"""What staff choose when they book for somebody else, move a meeting or cancel it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from frontdoor.ground.fields import DayField, LineField
from frontdoor.ground.phones import LIKE, is_phone
from frontdoor.record.carers.rules import KNOWS, years_old
from guidance.booking.actions import Answers, Chosen
from guidance.booking.finding import Slot
from guidance.days import flow
from guidance.days.actions import Caller
from guidance.models import Channel, Topic
from guidance.times import words

OLDEST = 1900  # nobody who was born before comes
# Why an adviser cancels, as they choose it and as the learner reads it: a list, so that nothing about anybody is written.
REASONS = {
    "adviser": ("I cannot be there then", "Your adviser cannot be there then."),
    "learner": ("They asked me to cancel", "You asked your adviser to cancel it."),
    "no-need": ("The meeting is not needed any more", "The meeting is not needed any more."),
    "place": ("The place cannot be used then", "The place cannot be used then."),
}


def phone_field(label: str, help_text: str) -> LineField:
    """A phone number that may be left out."""
    box = {"class": "govuk-input--width-20", "inputmode": "tel", "autocomplete": "off"}
    return LineField(label=label, help_text=help_text, required=False, max_length=30, widget=forms.TextInput(attrs=box))


def phone_of(typed: str) -> str:
    """A number, or nothing."""
    if typed and not is_phone(typed):
        raise forms.ValidationError(f"Enter a phone number, like {LIKE}")
    return typed


class TimeForm(forms.Form):
    """A free time and how to meet. `slots` are the times on the page; another one that is free is taken too."""

    time = forms.CharField(max_length=30, error_messages={"required": "Choose a time"})
    channel = forms.ChoiceField(
        label="How do you meet?",
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you meet", "invalid_choice": "Choose how you meet"},
    )

    def __init__(self, data: Any = None, *, slots: Iterable[Slot], channels: Sequence[str], **more: Any) -> None:
        super().__init__(data, **more)
        self.slots = {slot.key: slot for slot in slots}
        self.fields["channel"].choices = [(one, Channel(one).label) for one in channels]  # type: ignore[attr-defined]
        if len(channels) == 1:
            self.fields["channel"].initial = channels[0]

    def clean_time(self) -> str:
        """A time of somebody: whether it is free is asked when it is kept."""
        key: str = self.cleaned_data["time"]
        if flow.chosen(key, "") is None:
            raise forms.ValidationError("Choose a time from the list")
        return key

    def clean(self) -> dict[str, Any]:
        """The time can be held in this way."""
        data = super().clean() or {}
        slot, channel = self.slots.get(data.get("time", "")), data.get("channel")
        if slot and channel and channel not in slot.time.channels:
            said = words.ways(slot.time.channels).lower()
            self.add_error("channel", f"The time that you chose is {said} only. Choose that, or another time")
        return data

    def chosen(self) -> Chosen:
        """The time, once valid."""
        found = flow.chosen(self.cleaned_data["time"], self.cleaned_data["channel"])
        assert found is not None  # noqa: S101 `clean_time` refuses it
        return found


class BookForm(TimeForm):
    """The same with what the meeting is about."""

    phone = phone_field("Phone number to ring them on", "Needed for a meeting by phone.")
    topic = forms.ChoiceField(
        label="What is it about?",
        choices=Topic.choices,
        initial=Topic.NOT_SURE,
        widget=forms.RadioSelect({"class": "govuk-radios--small"}),
        error_messages={"required": "Choose what it is about", "invalid_choice": "Choose what it is about"},
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        labels = [
            (value, "They are not sure yet" if value == Topic.NOT_SURE else label) for value, label in Topic.choices
        ]
        self.fields["topic"].choices = labels  # type: ignore[attr-defined]
        self.asks_phone = Channel.PHONE in more["channels"]

    def clean_phone(self) -> str:
        """A number, or nothing."""
        return phone_of(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """Who is met by phone has a number."""
        data = super().clean() or {}
        if data.get("channel") == Channel.PHONE and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Enter the number to ring, or choose another way to meet")
        return data

    def answers(self) -> Answers:
        """What is said of the meeting, once valid."""
        return Answers(topic=self.cleaned_data["topic"], phone=self.cleaned_data["phone"])


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    because = forms.ChoiceField(
        label="Why do you cancel it?",
        choices=[(key, label) for key, (label, _said) in REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you cancel it", "invalid_choice": "Choose why you cancel it"},
    )


class CallerForm(forms.Form):
    """Who phones or walks in."""

    given_names = LineField(
        label="First name",
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter their first name"},
    )
    family_name = LineField(
        label="Last name",
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter their last name"},
    )
    born = DayField(
        label="Date of birth",
        help_text="For example, 31 3 1990. It decides which advisers can meet them.",
        error_messages={"required": "Enter their date of birth"},
    )
    phone = phone_field("Phone number", "So that you can tell them if the meeting changes.")

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean_born(self) -> date:
        """Somebody who lives, and who is old enough to come without a parent's yes."""
        born: date = self.cleaned_data["born"]
        if born > self.today or born.year < OLDEST:
            raise forms.ValidationError("Enter a date of birth that can be right")
        if years_old(born, self.today) < KNOWS:
            raise forms.ValidationError("Under 13 they are booked by their school, once a parent or carer has said yes")
        return born

    def clean_phone(self) -> str:
        """A number: it is the one way to reach them."""
        if not self.cleaned_data["phone"]:
            raise forms.ValidationError("Enter a phone number, so that you can tell them if the meeting changes")
        return phone_of(self.cleaned_data["phone"])

    def caller(self) -> Caller:
        """Who they are, once valid."""
        data = self.cleaned_data
        return Caller(data["given_names"], data["family_name"], data["born"])
