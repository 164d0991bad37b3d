"""What is said about hours: every week, time away, one day more."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms

from frontdoor.ground.clock import time_in_words
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.fields import ClockField, DayField
from frontdoor.organisations.models import Organisation
from guidance.models import Adviser, Channel, Place, Weekly
from guidance.times.actions import Days, Hours
from guidance.times.words import WEEKDAYS

NARROW = {"class": "govuk-input--width-5"}
ALL_YEAR = "all"
USUAL = "Its terms are not known. The usual school holidays are assumed."


class MaybeClockField(ClockField):
    """A time, or nothing."""

    def clean(self, value: Any) -> time | None:
        """The time; None when left empty."""
        return super().clean(value) if str(value or "").strip() else None


class HoursForm(forms.Form):
    """From when to when, how, and where: what weekly and extra hours ask alike."""

    starts_at = ClockField(label="From", help_text="For example, 9:30am", widget=forms.TextInput(NARROW))
    ends_at = ClockField(label="To", help_text="For example, 3:30pm", widget=forms.TextInput(NARROW))
    channels = forms.MultipleChoiceField(label="How can people meet you?", widget=forms.CheckboxSelectMultiple)
    place = forms.TypedChoiceField(
        label="Where do you meet face to face?", coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    reveals = {"channels": {Channel.FACE.value: ["place"]}}

    def __init__(
        self, *args: Any, adviser: Adviser, places: Sequence[Place], is_own: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.adviser, self.today = adviser, today
        offered = [one for one in Channel if not adviser.channels or one in adviser.channels]
        self.lacks_place = Channel.FACE in offered and not places
        shown = [one for one in offered if one != Channel.FACE or places]
        self._field("channels").choices = [(one.value, one.label) for one in shown]
        self._field("place").choices = [(one.pk, _place(one)) for one in places]
        if not is_own:
            self.fields["channels"].label = "How can people meet them?"
            self.fields["place"].label = "Where do they meet face to face?"

    def clean(self) -> dict[str, Any]:
        """A place exactly where people come; the action asks the rest."""
        cleaned = super().clean() or {}
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "The hours must end after they start")
        if Channel.FACE not in cleaned.get("channels", []):
            cleaned["place"] = None
        elif cleaned.get("place") is None and "place" not in self.errors:
            self.add_error("place", "Choose the place")
        return cleaned

    def hours(self) -> Hours:
        """What was said."""
        said = self.cleaned_data
        return Hours(said["starts_at"], said["ends_at"], tuple(said["channels"]), said["place"])

    def _field(self, name: str) -> Any:
        return self.fields[name]


class WeeklyForm(HoursForm):
    """Hours that come again. Several weekdays make several rows; with `row` it is that one."""

    weekdays = forms.TypedMultipleChoiceField(
        label="On which days of the week?",
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = DayField(label="First day")
    last_day = DayField(
        label="Last day (optional)", required=False, help_text="Leave empty if the hours go on until you change them."
    )
    terms_of = forms.ChoiceField(label="Only on school days?", widget=forms.RadioSelect)
    field_order = ["weekdays", "starts_at", "ends_at", "channels", "place", "terms_of", "first_day", "last_day"]

    def __init__(
        self, *args: Any, councils: Sequence[Organisation], row: Weekly | None = None, today: date, **kwargs: Any
    ) -> None:
        initial = {"first_day": today, "terms_of": ALL_YEAR} if row is None else _initial(row)
        super().__init__(*args, initial=initial, today=today, **kwargs)
        if row is not None:
            self.fields["weekdays"] = forms.TypedChoiceField(
                label="On which day of the week?",
                choices=list(enumerate(WEEKDAYS)),
                coerce=int,
                widget=forms.RadioSelect,
            )
        self._offer_terms(councils)

    def _offer_terms(self, councils: Sequence[Organisation]) -> None:
        if not councils:
            del self.fields["terms_of"]
            return
        shown = [(str(one.pk), f"Yes, on school days in the area of {one.label}") for one in councils]
        self._field("terms_of").choices = [(ALL_YEAR, "No, all year except bank holidays"), *shown]
        self.item_hints = {"terms_of": {str(one.pk): _known(one) for one in councils}}

    def days(self) -> Days:
        """From when to when, and in which terms."""
        said = self.cleaned_data
        terms_of = said.get("terms_of", ALL_YEAR)
        return Days(said["first_day"], said["last_day"], None if terms_of == ALL_YEAR else int(terms_of))


class ExtraForm(HoursForm):
    """Hours of one day."""

    day = DayField(label="Day")
    field_order = ["day", "starts_at", "ends_at", "channels", "place"]


class AwayForm(forms.Form):
    """Days, or some hours of them."""

    first_day = DayField(label="First day")
    last_day = DayField(label="Last day (optional)", required=False, help_text="Leave empty if it is one day.")
    how = forms.ChoiceField(
        label="For how long each day?",
        choices=[("whole", "The whole day"), ("hours", "Some hours")],
        initial="whole",
        widget=forms.RadioSelect,
    )
    starts_at = MaybeClockField(
        label="From", required=False, help_text="For example, 9:30am", widget=forms.TextInput(NARROW)
    )
    ends_at = MaybeClockField(
        label="To", required=False, help_text="For example, 3:30pm", widget=forms.TextInput(NARROW)
    )
    reveals = {"how": {"hours": ["starts_at", "ends_at"]}}

    def clean(self) -> dict[str, Any]:
        """Both times where it is some hours; the last day is the first one when left empty."""
        cleaned = super().clean() or {}
        if cleaned.get("how") == "hours":
            self._hours(cleaned)
        else:
            cleaned["starts_at"] = cleaned["ends_at"] = None
        if "last_day" not in self.errors:
            cleaned["last_day"] = cleaned.get("last_day") or cleaned.get("first_day")
        return cleaned

    def when(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("first_day", "last_day", "starts_at", "ends_at")}

    def _hours(self, cleaned: dict[str, Any]) -> None:
        for name in ("starts_at", "ends_at"):
            if name not in self.errors and cleaned.get(name) is None:
                self.add_error(name, "Enter a time, like 9:30am")
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "The time away must end after it starts")


class EndForm(forms.Form):
    """When weekly hours are held for the last time."""

    last_day = DayField(label="Last day (optional)", required=False, help_text="Leave empty to stop them now.")


def _initial(row: Weekly) -> dict[str, Any]:
    return {
        "weekdays": row.weekday,
        "starts_at": time_in_words(row.starts_at),
        "ends_at": time_in_words(row.ends_at),
        "channels": row.channels,
        "place": row.place_id,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "terms_of": str(row.terms_of_id or ALL_YEAR),
    }


def _place(place: Place) -> str:
    return f"{place.name}, {place.postcode}"


def _known(council: Organisation) -> str:
    until = getattr(council, "known_until", None)
    return (
        f"Its terms are known until {day_in_words(until)}. After that the usual holidays are assumed."
        if until
        else USUAL
    )
