"""What a learner types to apply, and what staff type about an application. Each box says who reads it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from frontdoor.ground import phones
from frontdoor.ground.fields import WordsField
from workexperience.applications import fitting
from workexperience.applications.board import PAPER, whom_to_ask
from workexperience.applications.queries import Choice
from workexperience.consents import queries as consents
from workexperience.models import Application, Session
from workexperience.offers.queries import days_of
from workexperience.offers.words import dates_in_words, hours_in_words

MOST = 600
TOO_LONG = {"max_length": f"Use {MOST} characters or fewer"}


class DaysForm(forms.Form):
    """Which days; of a blended offer one set of each sort."""

    heading = "Which days?"

    def __init__(self, data: Any = None, *, initial: Any = None, choice: Choice, **_: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["session"] = _days("Days in person" if choice.online else "Days", choice.sessions)
        self.item_hints = {"session": _hours(choice.sessions), "online_session": _hours(choice.online)}
        if choice.online:
            self.fields["online_session"] = _days("Days online", choice.online)


def _days(label: str, sessions: Iterable[Session]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(one.pk, dates_in_words(days_of(one))) for one in sessions],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your days", "invalid_choice": fitting.CHOOSE_OTHER},
    )


def _hours(sessions: Iterable[Session]) -> dict[str, str]:
    return {str(one.pk): hours_in_words(days_of(one)) for one in sessions}


class WhyForm(forms.Form):
    """The two short answers."""

    heading = "Why this, and what do you hope to learn?"

    def __init__(self, data: Any = None, *, initial: Any = None, school: str, employer: str, **_: Any) -> None:
        super().__init__(data, initial=initial)
        readers: dict[str, Any] = {
            "read_by": f"staff of {school} and, once your school agrees, {employer}",
            "read_when": "when they decide",
        }
        self.fields["why"] = WordsField(
            label="Why would you like to do this?",
            help_text="Two or three sentences are enough.",
            max_length=MOST,
            error_messages={"required": "Say why you would like to do this", **TOO_LONG},
            **readers,
        )
        self.fields["hopes"] = WordsField(
            label="What do you hope to learn?",
            max_length=MOST,
            error_messages={"required": "Say what you hope to learn", **TOO_LONG},
            **readers,
        )


class SupportForm(forms.Form):
    """What would help, by choice, and who may read it."""

    heading = "Would anything help you on these days?"

    def __init__(
        self, data: Any = None, *, initial: Any = None, school: str, employer: str, has_helps: bool, **_: Any
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["support"] = WordsField(
            label="What would help you? (optional)",
            help_text="For example a quiet room, a lift, large print, or somebody you know beside you. You need not say why.",
            read_by=f"staff of {school}, and by {employer} only if you tick the box below",
            read_when="before your days",
            max_length=MOST,
            required=False,
            error_messages=TOO_LONG,
        )
        self.fields["shares_support"] = forms.BooleanField(
            label=f"{employer} may read this, once it has said yes to me", required=False
        )
        if has_helps:
            self.fields["shares_what_helps"] = forms.BooleanField(
                label=f"{employer} may also read “What helps me” from my record, once it has said yes to me",
                help_text="You can stop this at any time: delete the words in your record.",
                required=False,
            )


class WithdrawForm(forms.Form):
    """Why it is withdrawn, in a line; nobody has to say."""

    def __init__(self, data: Any = None, *, read_by: str) -> None:
        super().__init__(data)
        self.fields["words"] = WordsField(
            label="Why? (optional)",
            read_by=read_by,
            read_when="when they next look",
            rows=2,
            max_length=300,
            required=False,
            error_messages={"max_length": "Use 300 characters or fewer"},
        )


class ContactForm(forms.Form):
    """Who at the school can be reached on each day."""

    contact_name = forms.CharField(
        label="Who at the school can be reached on each day?",
        max_length=120,
        error_messages={
            "required": "Enter the name of somebody who can be reached",
            "max_length": "Use 120 characters",
        },
    )
    contact_phone = forms.CharField(
        label="Their phone number",
        help_text="The workplace rings it if somebody is hurt or does not come.",
        max_length=30,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "tel"}),
        validators=[RegexValidator(phones.PATTERN, f"Enter a phone number, like {phones.LIKE}")],
        error_messages={"required": "Enter their phone number"},
    )


class ApproveForm(ContactForm):
    """The same for one, with whom to ask where a parent or carer has to agree. Without a birth date that is on paper."""

    def __init__(self, data: Any = None, *, initial: Any, application: Application, today: date) -> None:
        super().__init__(data, initial=initial)
        if not consents.needed(application.learner, today=today):
            return
        named = consents.carers_of(application) if application.learner.date_of_birth else []
        choices = whom_to_ask(named)
        self.fields["ask"] = forms.ChoiceField(
            label="Which parent or carer do we ask?",
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0] if len(choices) == 2 else None,
            error_messages={"required": "Choose whom to ask"},
        )

    def whom(self) -> dict[str, Any]:
        """As `deciding.approve` takes it."""
        return whom(self.cleaned_data.get("ask", ""))


def whom(ask: str) -> dict[str, Any]:
    """A choice of `whom_to_ask`, as `deciding.approve` takes it."""
    return {"carer_id": int(ask) if ask not in ("", PAPER) else None, "on_paper": ask == PAPER}


class RefuseForm(forms.Form):
    """Why the school does not agree."""

    words = WordsField(
        label="Why?",
        help_text="Say it kindly, and what they could do instead.",
        read_by="the learner",
        read_when="when our email tells them",
        rows=3,
        max_length=300,
        error_messages={"required": "Say why, in a few words", "max_length": "Use 300 characters or fewer"},
    )


SCREENS: dict[str, type[forms.Form]] = {"days": DaysForm, "why": WhyForm, "support": SupportForm}


def readers(application: Application) -> str:
    """Who reads what a learner writes when they withdraw."""
    return f"staff of {application.institution.name}"
