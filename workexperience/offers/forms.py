"""The screens on which an employer describes an offer. What the rules refuse is said at the answer that mends it."""

from datetime import date
from typing import Any

from django import forms

from frontdoor.careers.models import Category
from frontdoor.ground.fields import LinesField
from frontdoor.ground.refused import Refused
from workexperience.models import Adjustment, Label, Mode, Offer, OfferKind
from workexperience.offers import actions, queries, rules

KINDS = {
    OfferKind.VISIT: "A group looks around where you work and meets people.",
    OfferKind.SHADOWING: "One or two people follow somebody at their work.",
    OfferKind.PLACEMENT: "Real tasks with you for some days or weeks. For Year 10 and above.",
    OfferKind.PROJECT: "A task that you set, with contact and feedback, all online.",
    OfferKind.TALK: "Somebody tells a group about their work. You may come to a school for it.",
    OfferKind.INTERVIEW: "You interview young people as if for a job, and tell them how it went.",
}
MODES = {Mode.BLENDED: "Some days with you and some online."}
LABELS = [("none", "Neither"), (Label.T_LEVEL, "T Level industry placement"), (Label.SUPPORTED, "Supported internship")]
LABEL_HINTS = {
    Label.T_LEVEL: "For students of a T Level, in Years 12 and 13 or from 16.",
    Label.SUPPORTED: "For people aged 16 to 24 with an education, health and care plan.",
}
ONLINE_FACTS = {
    "has_task": "We set a task",
    "has_live_contact": "They talk with people who work here, live",
    "gives_feedback": "We tell each of them how they did",
}
# What an employer can adjust when nobody comes to a place.
ONLINE_ADJUSTMENTS = (
    Adjustment.HEARING,
    Adjustment.BSL,
    Adjustment.SCREEN_READER,
    Adjustment.HOURS,
    Adjustment.SUPPORTER,
)
YEARS = range(7, 14)
PLACE_ONLY = {"address", "town", "postcode", "pays_travel", "travel_note", "supervisor_name", "supervisor_phone"}


def _lines(label: str, most: int, hint: str = "", rows: int = 4) -> forms.CharField:
    return LinesField(label=label, max_length=most, required=False, help_text=hint, rows=rows)


def _line(label: str, most: int, hint: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=hint, widget=forms.TextInput(attrs))


class Screen(forms.Form):
    """One screen about a draft or an open offer. Its fields are `Offer` columns; `changes()` once it is valid."""

    heading = ""

    def __init__(self, data: Any, *, offer: Offer, today: date) -> None:
        super().__init__(data, initial=self.answers(offer))
        self.offer, self.today = offer, today
        self.fit()

    def fit(self) -> None:
        """Leave out what makes no sense for this kind and mode."""
        if self.offer.mode == Mode.ONLINE:
            for name in PLACE_ONLY & self.fields.keys():
                del self.fields[name]

    @classmethod
    def answers(cls, offer: Offer) -> dict[str, Any]:
        """What the boxes show."""
        return {name: getattr(offer, name) for name in cls.base_fields if hasattr(offer, name)}

    def changes(self) -> dict[str, Any]:
        """The answers by column."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """What the rules say about this screen's own answers, each at its box."""
        cleaned = super().clean() or {}
        if not self.errors:
            for problem in self._problems():
                self.add_error(problem.field, problem.sentence)
        return cleaned

    def _problems(self) -> list[rules.Problem]:
        tried = Offer.objects.filter(pk=self.offer.pk).first() or self.offer
        try:
            actions.fill(tried, self.changes())
        except Refused as refusal:
            return [rules.Problem("postcode", str(refusal))]
        days = [queries.days_of(one) for one in tried.sessions.all()] if tried.pk else []
        found = rules.problems(queries.plan_of(tried, days), self.today)
        return [problem for problem in found if problem.field in self.fields]


class KindForm(Screen):
    """What it is, where it happens, and what it may be part of."""

    heading = "What do you offer?"
    kind = forms.ChoiceField(
        label="What is it?",
        choices=OfferKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    label = forms.ChoiceField(
        label="Is it part of one of these?", choices=LABELS, required=False, widget=forms.RadioSelect
    )
    mode = forms.ChoiceField(
        label="Where does it happen?",
        choices=Mode,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it happens"},
    )
    item_hints = {"kind": KINDS, "mode": MODES, "label": LABEL_HINTS}
    reveals = {"kind": {OfferKind.PLACEMENT.value: ["label"]}}

    @classmethod
    def answers(cls, offer: Offer) -> dict[str, Any]:
        """What the boxes show; a new offer has chosen nothing yet."""
        return {"kind": offer.kind, "mode": offer.mode, "label": offer.label or "none"}

    def fit(self) -> None:
        """Everything is asked."""

    def changes(self) -> dict[str, Any]:
        """A label is asked of a placement only."""
        kind, label = self.cleaned_data["kind"], self.cleaned_data["label"]
        keeps = kind == OfferKind.PLACEMENT and label != "none"
        return {"kind": kind, "mode": self.cleaned_data["mode"], "label": label if keeps else ""}


class WhatForm(Screen):
    """What young people do and learn."""

    heading = "What will young people do?"
    title = _line("Title", 100, "For example, “A week with our mechanics”.")
    sector = forms.ModelChoiceField(
        label="Which kind of work is it?",
        queryset=Category.objects.all(),
        required=False,
        empty_label="Choose one",
    )
    doing = _lines("What will they do?", 1500, "Write to them: “You will …”. Say what a usual day looks like.", rows=6)
    learning = _lines("What will they learn?", 1500, "Skills, and what they will know about the work.", rows=5)
    online = forms.MultipleChoiceField(
        label="What is part of the online time?",
        help_text="Online hours count as work experience only with all three.",
        choices=list(ONLINE_FACTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def fit(self) -> None:
        """The online facts are asked when some of it is online."""
        if self.offer.mode == Mode.IN_PERSON:
            del self.fields["online"]

    @classmethod
    def answers(cls, offer: Offer) -> dict[str, Any]:
        """What the boxes show; the kind of work is the employer's own until one is chosen."""
        shown = super().answers(offer) | {"online": [name for name in ONLINE_FACTS if getattr(offer, name)]}
        return shown | {"sector": offer.sector_id or offer.employer.sector_id}

    def changes(self) -> dict[str, Any]:
        """The ticks are a column each."""
        changes = dict(self.cleaned_data)
        if "online" in self.fields:
            ticked = changes.pop("online", [])
            changes |= {name: name in ticked for name in ONLINE_FACTS}
        return changes


class WhereForm(Screen):
    """Where it is, and what the place can do so that more people can come."""

    heading = "Where is it?"
    address = _line("Address", 200, "Building and street.", autocomplete="off")
    town = _line("Town or city (optional)", 100)
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        max_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )
    adjustments = forms.MultipleChoiceField(
        label="What can you do so that more people can come? (optional)",
        choices=Adjustment,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    adjustments_note = _line("Anything else you can do? (optional)", 300)
    pays_travel = forms.BooleanField(label="We pay for travel", required=False)
    travel_note = _line("How do people get there? (optional)", 300, "For example, the nearest bus stop or station.")

    @classmethod
    def answers(cls, offer: Offer) -> dict[str, Any]:
        """What the boxes show: the place of the employer's last offer until one is given."""
        shown = super().answers(offer)
        blank = not (offer.address or offer.town or offer.postcode)
        return shown | queries.last_place(offer.employer) if blank else shown

    def fit(self) -> None:
        """Online nobody comes to a place; a talk or an interview may be at the school."""
        super().fit()
        if self.offer.mode == Mode.ONLINE:
            self.heading = "What can you do so that more people can take part?"
            self.fields["adjustments"].choices = [(one.value, one.label) for one in ONLINE_ADJUSTMENTS]  # type: ignore[attr-defined]
            self.fields["adjustments"].label = "What can you do? (optional)"
        elif self.offer.kind in (OfferKind.TALK, OfferKind.INTERVIEW):
            self.fields["address"].help_text = "Building and street. If you go to schools, where you set out from."


class WhoForm(Screen):
    """Who it is for and who looks after them."""

    heading = "Who is it for?"
    year_groups = forms.TypedMultipleChoiceField(
        label="Which year groups?",
        help_text="Tick all that can come. Leave empty if it is only for people who have left school.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    youngest = forms.IntegerField(
        label="Youngest age (optional)",
        help_text="For people who are not in those years.",
        required=False,
        min_value=11,
        max_value=99,
        widget=forms.NumberInput({"class": "govuk-input--width-2"}),
    )
    oldest = forms.IntegerField(
        label="Oldest age (optional)",
        required=False,
        min_value=11,
        max_value=99,
        widget=forms.NumberInput({"class": "govuk-input--width-2"}),
    )
    dress = _line("What should they wear or bring? (optional)", 300, "For example, boots. Say what you lend them.")
    banned_tasks = _lines(
        "What will young people not do? (optional)", 600, "For example, use power tools or be alone with customers."
    )
    supervisor_name = _line(
        "Who supervises them?", 120, "Needed when some may be under 16. Only your own people see it."
    )
    supervisor_phone = _line("That person’s phone number", 30, autocomplete="off", **{"class": "govuk-input--width-20"})

    def fit(self) -> None:
        """Only the years that this kind may have."""
        super().fit()
        first = 12 if self.offer.label else 10 if self.offer.kind == OfferKind.PLACEMENT else 7
        years = self.fields["year_groups"]
        years.choices = [(year, f"Year {year}") for year in YEARS if year >= first]  # type: ignore[attr-defined]
        if first > YEARS[0] and not self.offer.label:
            years.help_text = f"{years.help_text} Years 7 to 9 are too young for a placement."
        if self.offer.mode == Mode.ONLINE:
            self.fields["dress"].label = "What do they need? (optional)"
            self.fields["dress"].help_text = "For example, a laptop or a quiet place."
            del self.fields["banned_tasks"]


SCREENS: dict[str, type[Screen]] = {"kind": KindForm, "what": WhatForm, "where": WhereForm, "who": WhoForm}
