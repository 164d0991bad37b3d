"""What somebody says to book a meeting. Each box for free words says who reads it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

from frontdoor.ground import phones
from frontdoor.ground.fields import DayField, WordsField
from frontdoor.record.claims.forms import StartForm as NameForm
from guidance.booking.asked import Asked
from guidance.booking.own import About, why_not_born
from guidance.booking.visitor import Offered
from guidance.models import Channel, Language, Place, Specialism, Topic

MOST = 600
TOO_LONG = {"max_length": f"Use {MOST} characters or fewer"}
READ: dict[str, str] = {"read_by": "your adviser", "read_when": "before the meeting"}
BY_PHONE = "Your adviser rings you on this number."
NAMES = ("given_names", "family_name")


class StartForm(forms.Form):
    """The two questions before any time is shown."""

    topic = forms.ChoiceField(
        label="What do you want to talk about?",
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to talk about"},
    )
    how = forms.ChoiceField(
        label="How do you want to meet?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how you want to meet",
            "invalid_choice": "Nobody meets you in this way just now. Choose another one",
        },
    )

    def __init__(self, data: Any = None, *, channels: Iterable[str], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["how"].choices = some(Channel, channels)  # type: ignore[attr-defined]


class TimeForm(forms.Form):
    """The list of times; the page draws it itself, below the days. Sent with no time, it says so."""

    time = forms.CharField(
        label="Choose a time", widget=forms.RadioSelect, error_messages={"required": "Choose a time"}
    )


class FilterForm(forms.Form):
    """What narrows the times. It never comes back with an error: see `asked.read`."""

    topic = forms.CharField(widget=forms.HiddenInput)
    how = forms.ChoiceField(label="How you meet")
    language = forms.ChoiceField(label="Language")
    specialism = forms.ChoiceField(label="Adviser who knows about")
    place = forms.ChoiceField(label="Place")

    def __init__(self, *, asked: Asked, offered: Offered, places: Sequence[Place]) -> None:
        super().__init__(initial=dict(asked.pairs()))
        choices: dict[str, list[tuple[str, str]]] = {
            "how": some(Channel, offered.channels),
            "language": _any("English", some(Language, offered.languages)),
            "specialism": _any("Anything", some(Specialism, offered.specialisms)),
            "place": _any("Any place", [(str(one.pk), one.name) for one in places if len(places) > 1]),
        }
        for name, found in choices.items():
            if len(found) > 1:
                self.fields[name].choices = found  # type: ignore[attr-defined]
            elif name == "how":
                self.fields[name] = forms.CharField(widget=forms.HiddenInput)
            else:
                del self.fields[name]


class DetailsForm(NameForm):
    """What the adviser needs to know, and what the portal does not know yet."""

    topic = forms.ChoiceField(
        label="What it is about",
        choices=[("", "Choose one"), *Topic.choices],
        error_messages={"required": "Choose what it is about"},
    )
    born = DayField(
        label="Your date of birth",
        help_text="For example, 27 3 2010. We ask because there are rules for people under 16.",
        error_messages={"required": "Enter your date of birth"},
    )
    phone = forms.CharField(
        label="Your phone number",
        help_text=BY_PHONE,
        max_length=30,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "tel", "inputmode": "tel"}),
        validators=[RegexValidator(phones.PATTERN, f"Enter a phone number, like {phones.LIKE}")],
        error_messages={"required": "Enter the number on which your adviser can ring you"},
    )
    language = forms.ChoiceField(label="Language of the meeting", required=False)
    words = WordsField(
        label="What would you like to talk about? (optional)",
        help_text="A question, a plan or a worry about what comes next.",
        max_length=MOST,
        required=False,
        error_messages=TOO_LONG,
        **READ,  # type: ignore[arg-type]
    )
    helps = WordsField(
        label="What would help you in the meeting? (optional)",
        help_text="For example more time, plain words, or to have the questions first. You need not say why.",
        rows=3,
        max_length=MOST,
        required=False,
        error_messages=TOO_LONG,
        **READ,
    )
    shares_what_helps = forms.BooleanField(
        label="My adviser may also read “What helps me” from my record",
        required=False,
    )
    field_order = (*NAMES, "born", "phone", "language", "topic", "words", "helps", "shares_what_helps")

    def __init__(
        self, data: Any = None, *, initial: Any = None, asks: set[str], languages: Iterable[str], **_: Any
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["family_name"].label = "Last name (optional)"
        self.fields["language"].choices = [("", "English"), *some(Language, languages)]  # type: ignore[attr-defined]
        for name in {*NAMES, "born", "phone", "language", "shares_what_helps"} - asks:
            del self.fields[name]

    def clean_born(self) -> date:
        """A day on which somebody who lives can be born."""
        born: date = self.cleaned_data["born"]
        if problem := why_not_born(born, timezone.localdate()):
            raise ValidationError(problem)
        return born

    def about(self) -> About:
        """What they said about themself, as the action takes it."""
        said = {name: self.cleaned_data[name] for name in (*NAMES, "born") if name in self.cleaned_data}
        return About(**said)

    def answers(self) -> dict[str, Any]:
        """What they said for the meeting."""
        return {name: value for name, value in self.cleaned_data.items() if name not in (*NAMES, "born")}


def some(choices: Any, values: Iterable[str]) -> list[tuple[str, str]]:
    """Those of a model's choices, with their words."""
    return [(value, str(choices(value).label)) for value in values]


def _any(words: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", words), *found] if found else []
