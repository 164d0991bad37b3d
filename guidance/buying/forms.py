"""Which offers a school compares, what it orders of one, and why it ends a block."""

import hashlib
import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from frontdoor.ground.fields import DayField, LineField, LinesField
from frontdoor.ground.years import year_group_in_words
from guidance.blocks.actions import NO_NUMBER, NO_YEARS, TOO_FEW, TOO_MANY, Order
from guidance.blocks.rules import MOST_SESSIONS
from guidance.blocks.words import price_in_words
from guidance.buying.words import counted
from guidance.models import TimeOffer
from guidance.supplies.rules import problem_with_first_day

MOST = 3  # offers side by side
MOST_WORDS = 300
TOO_MANY_OFFERS = f"Choose at most {MOST} offers to compare"
NOT_THERE = "One of these offers is not sold to you any more. Choose from the list"
KEY = re.compile(r"[0-9a-f]{32}\Z")


class CompareForm(forms.Form):
    """Which offers stand side by side. It is a GET form: its value is the page's address."""

    offer = forms.TypedMultipleChoiceField(
        label=f"Choose up to {MOST}",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one offer", "invalid_choice": NOT_THERE},
    )

    def __init__(self, data: Any, *, offers: Sequence[TimeOffer]) -> None:
        first = [one.pk for one in offers[:MOST]]
        super().__init__(data if data and "offer" in data else None, initial={"offer": first})
        names = [(one.pk, f"{one.service.organisation.name}: {one.name}, {price_in_words(one)}") for one in offers]
        self.fields["offer"].choices = names  # type: ignore[attr-defined]
        self.first = first

    def clean_offer(self) -> list[int]:
        """At most three."""
        chosen: list[int] = self.cleaned_data["offer"]
        if len(set(chosen)) > MOST:
            raise forms.ValidationError(TOO_MANY_OFFERS)
        return chosen

    def chosen(self) -> set[int]:
        """What stands side by side: what was chosen, else the first three by name."""
        return set(self.cleaned_data["offer"]) if self.is_valid() else set(self.first)


class OrderForm(forms.Form):
    """How many sessions, for which year groups, from which day, and the number under which the school pays."""

    sessions = forms.IntegerField(
        label="How many sessions?",
        max_value=MOST_SESSIONS,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many sessions you order",
            "invalid": "How many sessions must be a whole number, like 38",
            "max_value": TOO_MANY,
        },
    )
    years = forms.TypedMultipleChoiceField(
        label="For which year groups?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_YEARS, "invalid_choice": "Choose from the list"},
    )
    first_day = DayField(
        label="First day",
        help_text="From this day on meetings can be held. For example, 4 1 2027.",
        error_messages={"required": "Enter the first day"},
    )
    order_number = LineField(
        label="Purchase order number",
        help_text="Your finance office gives it to you. The service puts it on its invoice.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
        error_messages={"required": NO_NUMBER, "max_length": "Use 40 characters or fewer"},
    )

    def __init__(
        self, data: Any = None, *, offer: TimeOffer, offered: Iterable[int], first: dict[str, Any], today: date
    ) -> None:
        super().__init__(data, initial=first)
        self.least, self.today = offer.least_sessions, today
        self.fields["years"].choices = [(year, year_group_in_words(year)) for year in offered]  # type: ignore[attr-defined]
        least = f"At least {counted(self.least, 'session')}." if self.least > 1 else ""
        by_day = f"A day has {counted(offer.sessions_a_day, 'session')}, and days are bought whole."
        self.fields["sessions"].help_text = " ".join(filter(None, [least, by_day if offer.priced_by == "day" else ""]))

    def clean_sessions(self) -> int:
        """At least what the service sells at once."""
        wanted: int = self.cleaned_data["sessions"]
        if wanted < self.least:
            raise forms.ValidationError(TOO_FEW.format(least=self.least))
        return wanted

    def clean_first_day(self) -> date:
        """Today or later, and within two years."""
        first: date = self.cleaned_data["first_day"]
        if problem := problem_with_first_day(first, on=self.today):
            raise forms.ValidationError(problem)
        return first

    def asked(self, *, seen: str = "") -> Order:
        """What is ordered; only once valid. `seen`: the terms that were on the page before."""
        told = self.cleaned_data
        years = tuple(sorted(set(told["years"])))
        return Order(told["sessions"], years, told["first_day"], told["order_number"], seen)

    def hidden(self) -> list[tuple[str, str]]:
        """The answers as hidden fields of the next screen."""
        order = self.asked()
        first = order.first_day
        day = [("first_day_day", first.day), ("first_day_month", first.month), ("first_day_year", first.year)]
        years = [("years", year) for year in order.year_groups]
        told = [("sessions", order.sessions), *years, *day, ("order_number", order.order_number)]
        return [(name, str(value)) for name, value in told]


class EndForm(forms.Form):
    """A school may say why it ends."""

    because = LinesField(
        label="Why, if you would like to say",
        help_text="The service reads this. Name no pupil.",
        max_length=MOST_WORDS,
        rows=3,
        required=False,
        error_messages={"max_length": f"Use {MOST_WORDS} characters or fewer"},
    )


def form_key(data: Any) -> str:
    """The key of this form: made with its first screen, carried by the later ones."""
    given = data.get("key", "")
    return given if KEY.match(given) else uuid.uuid4().hex


def order_key(key: str, order: Order) -> str:
    """The same form with the same answers is the same order; other answers of it, typed after going back, are another one."""
    told = f"{order.sessions}|{order.year_groups}|{order.first_day}|{order.order_number}"
    return f"{key}{hashlib.sha256(told.encode()).hexdigest()[:8]}"
