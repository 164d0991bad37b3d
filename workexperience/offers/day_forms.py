"""The screen about days: one or more sets of days in one form, each with its own boxes, and the last day to apply."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms

from frontdoor.ground.clock import time_in_words
from frontdoor.ground.fields import PARTS, ClockField, DayField
from workexperience.models import Mode, Offer
from workexperience.offers import queries, rules
from workexperience.offers.hours import MOST_SESSIONS
from workexperience.offers.plan import Days
from workexperience.offers.words import WEEKDAYS, every_day, is_every_day

HOWS = [("dates", "These dates"), ("weekly", "The same days each week")]
HOW_HINTS = {
    "dates": "One day, or every day from the first to the last. Weekends count only if it begins or ends on one.",
    "weekly": "You choose the days of the week.",
}
SORTS = [("in-person", "In person"), ("online", "Online")]
NARROW = {"class": "govuk-input--width-5"}


# What the first set of a new offer shows: a usual day.
EMPTY = {"break_minutes_0": 30}


def _fields(first: bool) -> dict[str, forms.Field]:
    return {
        "sort": forms.ChoiceField(label="Are these days in person or online?", choices=SORTS, widget=forms.RadioSelect),
        "how": forms.ChoiceField(label="Which days?", choices=HOWS, widget=forms.RadioSelect),
        "weekdays": forms.TypedMultipleChoiceField(
            label="On which days of the week?",
            choices=list(enumerate(WEEKDAYS, 1)),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        "first_day": DayField(label="First day"),
        "last_day": DayField(label="Last day (optional)", required=False, help_text="Leave empty if it is one day."),
        "starts_at": ClockField(
            label="From", help_text="For example, 9:30am" if first else "", widget=forms.TextInput(NARROW)
        ),
        "ends_at": ClockField(
            label="To", help_text="For example, 3:30pm" if first else "", widget=forms.TextInput(NARROW)
        ),
        "break_minutes": forms.IntegerField(
            label="Break", min_value=0, max_value=180, widget=forms.NumberInput(NARROW | {"suffix": "minutes"})
        ),
        "places": forms.IntegerField(
            label="How many can come?", min_value=1, max_value=500, widget=forms.NumberInput(NARROW)
        ),
    }


class WhenForm(forms.Form):
    """`sets` sets of days, fields named `first_day_0`, and `closes_on`. `days()` once it is valid."""

    closes_on = DayField(
        label="Last day to apply (optional)",
        required=False,
        help_text="Leave empty to take applications until the last days begin.",
    )

    def __init__(self, *args: Any, offer: Offer, sets: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer, self.today, self.sets = offer, today, sets
        for number in range(sets):
            for name, field in _fields(number == 0).items():
                if name != "sort" or offer.mode == Mode.BLENDED:
                    self.fields[f"{name}_{number}"] = field
        self.reveals = {f"how_{number}": {"weekly": [f"weekdays_{number}"]} for number in range(sets)}
        self.item_hints = {f"how_{number}": HOW_HINTS for number in range(sets)}

    def blocks(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Each set with the fields to draw."""
        names = [name for name in _fields(False) if name != "weekdays"]
        for number in range(self.sets):
            yield number, [self[f"{name}_{number}"] for name in names if f"{name}_{number}" in self.fields]

    def clean(self) -> dict[str, Any]:
        """What the rules say about each set, and then about all of them."""
        cleaned = super().clean() or {}
        for number in range(self.sets):
            if f"how_{number}" in cleaned:
                self._weekdays(number, cleaned)
        if not self.errors:
            self._rules()
        return cleaned

    def _weekdays(self, number: int, cleaned: dict[str, Any]) -> None:
        if cleaned[f"how_{number}"] == "weekly" and not cleaned.get(f"weekdays_{number}"):
            self.add_error(f"weekdays_{number}", "Choose at least one day of the week")
        first = cleaned.get(f"first_day_{number}")
        if first and first <= self.today and not self._is_stored(first):
            self.add_error(f"first_day_{number}", "The first day must be after today")

    def _is_stored(self, first: date) -> bool:
        """Days that began while the offer was open stay as they are."""
        return self.offer.sessions.filter(first_day=first).exists()

    def _rules(self) -> None:
        stored = queries.plan_of(self.offer, self.days())
        plan = replace(stored, closes_on=self.cleaned_data["closes_on"])
        for number, days in enumerate(plan.sessions):
            # One at a time, so that what is wrong with one set is said at it; that it has begun is no fault of it alone.
            alone = replace(plan, mode="online" if days.is_online else "in-person", sessions=(days,), closes_on=None)
            for problem in rules.problems(alone, min(days.first_day - timedelta(days=1), self.today)):
                if problem.field == "sessions":
                    self.add_error(f"{problem.part or 'first_day'}_{number}", problem.sentence)
        if not self.errors:
            for problem in rules.problems(plan, self.today):
                if problem.field in ("sessions", "closes_on"):
                    self.add_error("closes_on" if problem.field == "closes_on" else None, problem.sentence)

    def days(self) -> list[Days]:
        """The sets as the rules see them."""
        return [self._days(number) for number in range(self.sets)]

    def _days(self, number: int) -> Days:
        said: dict[str, Any] = {name: self.cleaned_data.get(f"{name}_{number}") for name in _fields(False)}
        first, last = said["first_day"], said["last_day"] or said["first_day"]
        weekdays = said["weekdays"] if said["how"] == "weekly" else every_day(first, last) if last >= first else (1,)
        return Days(
            first_day=first,
            last_day=last,
            weekdays=tuple(sorted(weekdays)),
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            break_minutes=said["break_minutes"],
            is_online=self.offer.mode == Mode.ONLINE or said["sort"] == "online",
            places=said["places"],
        )


def boxes(number: int, days: Days, *, dated: bool = True) -> dict[str, Any]:
    """What the boxes of one set show: its `initial`. Without its dates for one that is offered again."""
    shown = {
        "sort": "online" if days.is_online else "in-person",
        "how": "dates" if is_every_day(days) else "weekly",
        "weekdays": [] if is_every_day(days) else list(days.weekdays),
        "first_day": days.first_day if dated else None,
        "last_day": days.last_day if dated and days.last_day != days.first_day else None,
        "starts_at": time_in_words(days.starts_at),
        "ends_at": time_in_words(days.ends_at),
        "break_minutes": days.break_minutes,
        "places": days.places,
    }
    return {f"{name}_{number}": value for name, value in shown.items()}


def typed(data: Any, kept: list[int], *, more: bool) -> dict[str, Any]:
    """What was typed, for a form with only the sets of these numbers, and with one more that repeats the last one's hours."""
    shown: dict[str, Any] = {"closes_on": [data.get(f"closes_on_{part}", "") for part in PARTS]}
    for place, number in enumerate(kept):
        shown |= {f"{name}_{place}": _typed(data, f"{name}_{number}", field) for name, field in _fields(False).items()}
    if more:
        last = len(kept) - 1
        same = ("sort", "how", "weekdays", "starts_at", "ends_at", "break_minutes", "places")
        shown |= {f"{name}_{last + 1}": shown.get(f"{name}_{last}") for name in same}
    return shown


def _typed(data: Any, name: str, field: forms.Field) -> Any:
    if isinstance(field, DayField):
        return [data.get(f"{name}_{part}", "") for part in PARTS]
    return data.getlist(name) if isinstance(field, forms.MultipleChoiceField) else data.get(name, "")


def number_of_sets(data: Mapping[str, Any]) -> int:
    """How many sets a form sends; never more than an offer may have."""
    said = str(data.get("sets", ""))
    return min(max(int(said), 1), MOST_SESSIONS) if re.fullmatch(r"[0-9]{1,4}", said) else 1


def suggested(offer: Offer) -> list[tuple[Days, bool]]:
    """The stored sets that fit where it happens, each with whether its dates hold; of a copy the old ones without dates."""
    own = [(queries.days_of(one), True) for one in offer.sessions.all()]
    if not own and offer.copied_from:
        own = [(queries.days_of(one), False) for one in offer.copied_from.sessions.all()]
    if offer.mode == Mode.BLENDED:
        return own
    return [(days, dated) for days, dated in own if days.is_online is (offer.mode == Mode.ONLINE)]
