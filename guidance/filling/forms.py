"""What a school says about when it wants no meetings."""

from datetime import date
from typing import Any

from django import forms

from frontdoor.ground.fields import DayField, LineField
from frontdoor.ground.years import year_group_in_words
from guidance.filling import actions, rules
from guidance.filling.rules import Period
from guidance.times.forms import NARROW, MaybeClockField
from guidance.times.words import WEEKDAYS

SCHOOL_WEEK = 5


class PeriodForm(forms.Form):
    """Year groups, days, weekdays and hours."""

    years = forms.TypedMultipleChoiceField(
        label="Which year groups?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Choose at least one year group", "invalid_choice": "Choose from the list"},
    )
    why = LineField(
        label="Why, if you would like to say",
        help_text="For example, Mock exams. Only your school reads this. Name no pupil.",
        max_length=60,
        required=False,
        error_messages={"max_length": "Use 60 characters or fewer"},
    )
    first_day = DayField(
        label="First day", help_text="For example, 11 1 2027.", error_messages={"required": "Enter the first day"}
    )
    last_day = DayField(label="Last day", required=False, help_text="Leave it empty if it is one day.")
    weekdays = forms.TypedMultipleChoiceField(
        label="Only on some days of the week?",
        help_text="Tick none if it is every day.",
        choices=list(enumerate(WEEKDAYS[:SCHOOL_WEEK])),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )
    starts_at = MaybeClockField(
        label="From",
        required=False,
        help_text="For example, 9:30am. Leave both times empty for the whole day.",
        widget=forms.TextInput(NARROW),
    )
    ends_at = MaybeClockField(
        label="Until", required=False, help_text="For example, 11:15am", widget=forms.TextInput(NARROW)
    )

    def __init__(self, data: Any = None, *, offered: list[int], today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["years"].choices = [(year, year_group_in_words(year)) for year in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days in order and to come; both times or none, in order."""
        said = super().clean() or {}
        first = said.get("first_day")
        if "last_day" not in self.errors:
            said["last_day"] = said.get("last_day") or first
        if first and said.get("last_day"):
            self._days(said)
        if not {"starts_at", "ends_at"} & self.errors.keys():
            self._hours(said)
        return said

    def period(self) -> Period:
        """What was said; only once valid."""
        return _period(self.cleaned_data)

    def _days(self, said: dict[str, Any]) -> None:
        if said["last_day"] < said["first_day"]:
            self.add_error("last_day", actions.NOT_IN_ORDER[:-1])
        elif said["last_day"] < self.today:
            self.add_error("last_day", actions.OVER)
        elif rules.is_empty(_period(said)):
            self.add_error("weekdays", actions.NO_SUCH_DAY[:-1])

    def _hours(self, said: dict[str, Any]) -> None:
        begins, ends = said.get("starts_at"), said.get("ends_at")
        if (begins is None) != (ends is None):
            self.add_error("starts_at" if begins is None else "ends_at", actions.HALF_HOURS[:-1])
        elif begins and ends and ends <= begins:
            self.add_error("ends_at", actions.HOURS_NOT_IN_ORDER[:-1])


def _period(said: dict[str, Any]) -> Period:
    days = frozenset(said.get("weekdays") or ())
    return Period(said["first_day"], said["last_day"], days, said.get("starts_at"), said.get("ends_at"))
