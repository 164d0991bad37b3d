"""What an employer types to answer somebody who asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.fields import WordsField
from frontdoor.ground.phones import LIKE, is_phone
from workexperience.answers import queries, rules
from workexperience.models import Application, Session
from workexperience.offers.queries import days_of
from workexperience.offers.words import dates_in_words, hours_in_words
from workexperience.placements.actions import Key, Supervision
from workexperience.placements.queries import Planned, planned

NO_NUMBER = f"Enter a whole phone number, like {LIKE}"
MOST_DAYS = 20  # of a placement, with boxes of their own: of a longer one each day has the same person


def _name(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, widget=forms.TextInput({"spellcheck": "false"}), **more)


def _phone(label: str, **more: Any) -> forms.CharField:
    attrs = {"inputmode": "tel", "class": "govuk-input--width-20"}
    return forms.CharField(label=label, max_length=30, widget=forms.TextInput(attrs), **more)


class SuperviseForm(forms.Form):
    """Who looks after the young person, on which number they are reached, and on which day it is somebody else."""

    name = _name("Name of the person who looks after them", error_messages={"required": "Enter who looks after them"})
    phone = _phone(
        "Their phone number",
        help_text="One that is answered on each of the days. The young person and the school get it.",
        error_messages={"required": NO_NUMBER},
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        self.planned = planned(application)
        stored = {(one.day, one.is_online): one for one in application.days.all()}
        offer = application.offer
        first = next(iter(stored.values()), None)
        usual = (
            (first.supervisor_name, first.supervisor_phone)
            if first
            else (offer.supervisor_name, offer.supervisor_phone)
        )
        initial = {"name": usual[0], "phone": usual[1]}
        for key, one in stored.items():
            if (one.supervisor_name, one.supervisor_phone) != usual:
                initial |= {_box("name", key): one.supervisor_name, _box("phone", key): one.supervisor_phone}
        super().__init__(data, initial=initial)
        for each in self._with_boxes():
            when = day_in_words(each.day)
            self.fields[_box("name", each.key)] = _name(f"Who looks after them on {when}", required=False)
            self.fields[_box("phone", each.key)] = _phone(f"Phone number on {when}", required=False)

    def _with_boxes(self) -> list[Planned]:
        return self.planned if 1 < len(self.planned) <= MOST_DAYS else []

    def days(self) -> Iterator[tuple[Planned, list[forms.BoundField]]]:
        """Each day with its own two boxes."""
        for one in self._with_boxes():
            yield one, [self[_box("name", one.key)], self[_box("phone", one.key)]]

    @property
    def differs(self) -> bool:
        """Whether a day has somebody of its own, or an error."""
        return any(field.value() or field.errors for _, fields in self.days() for field in fields)

    def clean(self) -> dict[str, Any]:
        """Phone numbers that can be rung; a name with each number."""
        cleaned = super().clean() or {}
        self._number("phone", cleaned)
        for one in self._with_boxes():
            name, phone = _box("name", one.key), _box("phone", one.key)
            self._number(phone, cleaned)
            if cleaned.get(name) and not cleaned.get(phone) and phone not in self.errors:
                self.add_error(phone, NO_NUMBER)
            if cleaned.get(phone) and not cleaned.get(name):
                self.add_error(name, f"Enter who has this number on {day_in_words(one.day)}")
        return cleaned

    def _number(self, field: str, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get(field) and not is_phone(cleaned[field]):
            self.add_error(field, NO_NUMBER)

    def supervision(self) -> Supervision:
        """What was typed, as the actions take it."""
        said = self.cleaned_data
        own = {
            one.key: (_line(said[_box("name", one.key)]), _line(said[_box("phone", one.key)]))
            for one in self._with_boxes()
            if said[_box("name", one.key)]
        }
        return Supervision(_line(said["name"]), _line(said["phone"]), own)


def _box(what: str, key: Key) -> str:
    return f"{what}_{key[0]:%Y%m%d}_{'online' if key[1] else 'there'}"


def _line(text: str) -> str:
    return " ".join(text.split())


class OtherDaysForm(forms.Form):
    """Other days of the same offer; of a blended one for either part or both."""

    def __init__(self, data: Any = None, *, application: Application, on: Any) -> None:
        parts = {"session": application.session, "online": application.online_session}
        super().__init__(
            data, initial={name: part.pk for name, part in parts.items() if part and len(_given(parts)) > 1}
        )
        for name, part in parts.items():
            if part:
                kept = [part] if len(_given(parts)) > 1 else []
                offered = [*kept, *queries.other_days(application, online=name == "online", on=on)]
                self.fields[name] = forms.TypedChoiceField(
                    label=_question(name, parts),
                    choices=[(one.pk, _said(one, kept=one == part)) for one in offered],
                    coerce=int,
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": "Choose the days",
                        "invalid_choice": "These days are not free any more",
                    },
                )

    def chosen(self) -> tuple[int, int | None]:
        """The ids as the action takes them."""
        return self.cleaned_data["session"], self.cleaned_data.get("online")


def _given(parts: Mapping[str, Session | None]) -> list[Session]:
    return [one for one in parts.values() if one]


def _question(name: str, parts: Mapping[str, Session | None]) -> str:
    if len(_given(parts)) == 1:
        return "Which days do you offer instead?"
    return "Days online" if name == "online" else "Days in person"


def _said(session: Session, *, kept: bool) -> str:
    held = days_of(session)
    return f"{dates_in_words(held)}, {hours_in_words(held)}{' (as they asked)' if kept else ''}"


class NoForm(forms.Form):
    """Why not: a reason from a short list, which the young person reads, and words for their school."""

    def __init__(self, data: Any = None, *, application: Application, reasons: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["reason"] = forms.ChoiceField(
            label="Why?",
            help_text="The young person and the school read this, in the letter that we send at once.",
            choices=[(one, rules.ASKED[one]) for one in reasons],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a reason"},
        )
        self.fields["words"] = WordsField(
            read_by=f"the careers leaders and heads of {application.institution.name}, never the young person",
            read_when="with the letter that we send at once",
            label="In your own words, for the school (optional)",
            help_text="They can pass on what helps.",
            required=False,
            max_length=rules.MOST_WORDS,
            rows=3,
            error_messages={"max_length": f"Use {rules.MOST_WORDS} characters or fewer"},
        )

    def clean(self) -> dict[str, Any]:
        """Something else needs words."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") == rules.OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", "Say why, in a few words")
        return cleaned
