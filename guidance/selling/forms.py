"""What a service types about what it sells, and about what schools ordered."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from frontdoor.ground.fields import LineField, LinesField
from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from guidance.models import Channel, PricedBy, TimeOffer
from guidance.models.advisers import MINUTES
from guidance.selling.actions import Facts
from guidance.selling.rules import LIMITS, MOST_PRICE

MOST_WORDS = 300


def _several(label: str, choices: Any, help_text: str, **more: Any) -> forms.MultipleChoiceField:
    more.setdefault("error_messages", {})["invalid_choice"] = "Choose from the list"
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, help_text=help_text, widget=widget, **more)


def _number(label: str, name: str, suffix: str, help_text: str = "", **more: Any) -> forms.IntegerField:
    least, most = LIMITS[name]
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput({"class": "govuk-input--width-4", "suffix": suffix}),
        error_messages={
            "required": f"Enter a number from {least} to {most:,}",
            "invalid": f"Enter a whole number from {least} to {most:,}",
            "min_value": f"Enter a number from {least} to {most:,}",
            "max_value": f"Enter a number from {least} to {most:,}",
        },
        **more,
    )


def _price(label: str) -> forms.DecimalField:
    wrong = f"Enter a price from 0 to {MOST_PRICE:,} pounds, like 45 or 45.50"
    return forms.DecimalField(
        label=label,
        help_text="Without VAT.",
        required=False,
        min_value=0,
        max_value=MOST_PRICE,
        decimal_places=2,
        widget=forms.NumberInput({"class": "govuk-input--width-5", "prefix": "£", "step": "any"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value", "max_decimal_places", "max_digits"), wrong),
    )


class OfferForm(forms.Form):
    """What is sold and on which terms. `facts()` once it is valid."""

    name = LineField(
        label="Name of the offer",
        help_text="For example: Guidance at your school, by the day.",
        max_length=80,
        error_messages={"required": "Enter the name of the offer"},
    )
    channels = _several(
        "How do you meet pupils?",
        Channel,
        "Choose all that the price includes.",
        error_messages={"required": "Choose at least one way of meeting"},
    )
    areas = _several(
        "Schools in which regions can buy it?",
        [(region, region) for region in sorted(ENGLISH_REGIONS)],
        "Choose none if schools in all of England can.",
        required=False,
    )
    priced_by = forms.ChoiceField(
        label="What is the price for?",
        choices=PricedBy,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the price is for", "invalid_choice": "Choose what the price is for"},
    )
    price_session = _price("Price of a session")
    price_day = _price("Price of a day")
    sessions_a_day = _number("How many sessions are in a day?", "sessions_a_day", "sessions", required=False)
    minutes = forms.TypedChoiceField(
        label="How long is a session?",
        choices=[(minutes, f"{minutes} minutes") for minutes in MINUTES],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long a session is", "invalid_choice": "Choose how long a session is"},
    )
    least_sessions = _number("How many sessions does a school order at least?", "least_sessions", "sessions")
    months_valid = _number(
        "For how long can they be used?", "months_valid", "months", "From the first day that the school chooses."
    )
    notice_hours = _number(
        "How long before must a meeting be cancelled?",
        "notice_hours",
        "hours",
        "Cancelled this early, or by you at any time, a session goes back to the school. Later, it is used.",
    )
    cancel_days = _number(
        "Until when can a school end a block without charge?",
        "cancel_days",
        "days",
        "Before its first day, and while nothing of it is booked.",
    )
    confirms_up_to = _number(
        "Confirm orders of up to how many sessions at once?",
        "confirms_up_to",
        "sessions",
        "Enter 0 if each order waits for your word.",
    )
    safeguarding = LinesField(
        label="How do you keep pupils safe?",
        help_text="Two or three plain sentences: where you meet, and what you do when you are worried about a pupil.",
        max_length=600,
        rows=4,
        error_messages={"required": "Say how you keep pupils safe"},
    )
    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {
        "priced_by": {
            PricedBy.SESSION.value: ["price_session"],
            PricedBy.DAY.value: ["price_day", "sessions_a_day"],
        }
    }

    def clean(self) -> dict[str, Any]:
        """The answers below the price that was chosen are given; those below the other one count for nothing."""
        data = super().clean() or {}
        for by, names in self.reveals["priced_by"].items():
            for name in names:
                if data.get("priced_by") != by:
                    self.errors.pop(name, None)
                    data[name] = None
                elif data.get(name) is None and name not in self.errors:
                    what = "how many sessions are in a day" if name == "sessions_a_day" else f"the price of a {by}"
                    self.add_error(name, f"Enter {what}")
        return data

    def facts(self) -> Facts:
        """The answers, once valid."""
        data = dict(self.cleaned_data)
        prices = (data.pop("price_session"), data.pop("price_day"))
        price = next(one for one in prices if one is not None).quantize(Decimal("0.01"))
        data["sessions_a_day"] = data["sessions_a_day"] or 1
        return Facts(**data | {"price": price, "channels": tuple(data["channels"]), "areas": tuple(data["areas"])})

    @classmethod
    def known(cls, offer: TimeOffer) -> dict[str, Any]:
        """What is stored, as the form's first answers."""
        told = {name: getattr(offer, name) for name in cls.base_fields if hasattr(offer, name)}
        if offer.priced_by == PricedBy.SESSION:
            told["sessions_a_day"] = None
        return told | {f"price_{offer.priced_by}": f"{offer.price:.2f}".removesuffix(".00")}


class AnswerForm(forms.Form):
    """Yes to an order, or no and why."""

    answer = forms.ChoiceField(
        label="Can you give these sessions?",
        choices=[("yes", "Say yes"), ("no", "Say no")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you say yes or no", "invalid_choice": "Choose yes or no"},
    )
    note = LinesField(
        label="Anything the school should know (optional)",
        help_text="The school reads this. Name no pupil.",
        max_length=MOST_WORDS,
        rows=3,
        required=False,
        error_messages={"max_length": f"Use {MOST_WORDS} characters or fewer"},
    )
    because = LinesField(
        label="Why do you say no?",
        help_text="The school reads this. Name no pupil.",
        max_length=MOST_WORDS,
        rows=3,
        required=False,
        error_messages={"max_length": f"Use {MOST_WORDS} characters or fewer"},
    )
    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {"answer": {"yes": ["note"], "no": ["because"]}}

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        data = super().clean() or {}
        is_no = data.get("answer") == "no"
        self.errors.pop("note" if is_no else "because", None)
        if is_no and not data.get("because", "").strip() and "because" not in self.errors:
            self.add_error("because", "Say why you say no")
        return data

    def said(self) -> dict[str, Any]:
        """The answer for `blocks.actions.decide`, once valid."""
        accepted = self.cleaned_data["answer"] == "yes"
        return {"accepted": accepted, "note": self.cleaned_data.get("note" if accepted else "because", "")}


class EndForm(forms.Form):
    """Why a service ends a block."""

    because = LinesField(
        label="Why do you end it?",
        help_text="The careers leaders and heads of the school read this. Name no pupil.",
        max_length=MOST_WORDS,
        rows=3,
        error_messages={"required": "Say why you end it", "max_length": f"Use {MOST_WORDS} characters or fewer"},
    )
