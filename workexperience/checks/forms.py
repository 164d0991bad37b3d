"""What an employer tells, in three short screens; what a checker answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import QueryDict

from frontdoor.ground import phones
from frontdoor.ground.fields import PARTS, DayField, LineField, LinesField
from frontdoor.organisations.joining.forms import NameField
from workexperience.checks import rules
from workexperience.checks.actions import Answers
from workexperience.models import Check

PHONE = RegexValidator(phones.PATTERN, f"Enter a phone number, like {phones.LIKE}")


class ScreenForm(forms.Form):
    """One screen, with its heading. `today` judges days."""

    title: str

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today


class InsuranceForm(ScreenForm):
    """Employers' liability insurance."""

    title = "Your employers’ liability insurance"
    insurer = LineField(label="Name of the insurer", max_length=120)
    policy_number = LineField(label="Policy number", max_length=60, widget=forms.TextInput({"spellcheck": "false"}))
    insured_until = DayField(
        label="Last day of the insurance", help_text="As the certificate has it. For example, 31 8 2027."
    )

    def clean_insured_until(self) -> date:
        """In the future, and not so far that it must be a typing error."""
        day: date = self.cleaned_data["insured_until"]
        if wrong := rules.problem_with_last_day(day, on=self.today):
            raise ValidationError(wrong)
        return day


class SafetyForm(ScreenForm):
    """Health and safety, and what is different for somebody young and new."""

    title = "Keeping people safe at work"
    health_and_safety = LinesField(
        label="How do you keep people safe?",
        help_text="Who is responsible, what newcomers are shown on the first day, first aid, and what happens after an accident.",
        max_length=1500,
        rows=6,
    )
    young_people = LinesField(
        label="What could harm a young person, and what do you do about it?",
        help_text="Young people are new to work and see risks later than others. Say what they stay away from and who stays with them.",
        max_length=1500,
        rows=6,
    )


class SafeguardingForm(ScreenForm):
    """The person to turn to when somebody worries about a young person."""

    title = "Who looks after young people"
    safeguarding_name = LineField(
        label="Full name", max_length=120, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    )
    safeguarding_email = forms.EmailField(
        label="Email address",
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.com"},
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    safeguarding_phone = LineField(
        label="Phone number",
        help_text="One that somebody answers while young people are with you.",
        max_length=30,
        validators=[PHONE],
        widget=forms.TextInput({"inputmode": "tel", "class": "govuk-input--width-20"}),
    )


SCREENS: dict[str, type[ScreenForm]] = {
    "insurance": InsuranceForm,
    "safety": SafetyForm,
    "safeguarding": SafeguardingForm,
}
ANSWERS = "answers"


class Screens:
    """The three screens together: what was typed travels in the form, so that nothing is lost and nothing is stored yet.

    `sent` is what came with the request, `last` what the employer told last time.
    """

    def __init__(self, sent: QueryDict, last: Check | None, today: date) -> None:
        self.sent = sent
        self.forms: dict[str, ScreenForm] = {}
        for name, kind in SCREENS.items():
            seen = any(field in sent for field in _names(kind))
            self.forms[name] = kind(sent, today=today) if seen else kind(initial=_known(kind, last), today=today)

    def to_show(self) -> str:
        """Where to go on: the screen asked for by "Back" or "Change", or the first that is not complete, or the answers."""
        if (wanted := self.sent.get("go")) in SCREENS:
            return str(wanted)
        return next((name for name, form in self.forms.items() if not form.is_valid()), ANSWERS)

    def carried(self, shown: str) -> Iterator[tuple[str, str]]:
        """What the other screens hold, for the hidden fields."""
        for name, kind in SCREENS.items():
            if name != shown:
                yield from ((field, str(self.sent[field])) for field in _names(kind) if field in self.sent)

    def complete(self) -> bool:
        """Whether every screen can be sent."""
        return all(form.is_valid() for form in self.forms.values())

    def answers(self) -> Answers:
        """What is sent; only once complete."""
        return Answers(**{name: value for form in self.forms.values() for name, value in form.cleaned_data.items()})


def _names(kind: type[forms.Form]) -> Iterator[str]:
    for name, field in kind.base_fields.items():
        yield from (f"{name}_{part}" for part in PARTS) if isinstance(field, DayField) else (name,)


def _known(kind: type[forms.Form], last: Check | None) -> dict[str, Any]:
    return {name: getattr(last, name) for name in kind.base_fields} if last else {}


class NamingForm(forms.Form):
    """The name of whoever decides, where the account has none."""

    full_name = NameField()


class NoteForm(forms.Form):
    """What has to change before the check can be accepted."""

    note = LinesField(
        label="What has to change?",
        help_text="The people of the employer read this with your name.",
        max_length=600,
        rows=4,
        error_messages={"required": "Say what has to change"},
    )


class WithdrawForm(forms.Form):
    """Why an employer is checked no more."""

    because = LinesField(
        label="Why do you withdraw it?",
        help_text="The people of the employer read this with your name.",
        max_length=300,
        rows=3,
        error_messages={"required": "Say why you withdraw it"},
    )
