"""What an adviser tells of themselves, and what whoever runs their service answers."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator

from frontdoor.ground.fields import DayField, LineField, LinesField
from frontdoor.organisations.joining.forms import NameField
from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from guidance.advisers import rules
from guidance.advisers.actions import DAY_AND_WEEK, Details, Limits
from guidance.advisers.rules import STARTS, UNTIL, Told
from guidance.models import Adviser, Channel, Language, Specialism
from guidance.models.advisers import MINUTES

LEVELS = range(3, 9)


def _several(label: str, choices: Any, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list"},
    )


class RoomField(LineField):
    """The address of a video room: of the web, and encrypted on the way."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label="Address of your video room (optional)",
            help_text="The address of your video room. Whoever is booked by video gets it. It begins with https://",
            max_length=300,
            widget=forms.TextInput({"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
            error_messages={"max_length": "Use 300 characters or fewer"},
            validators=[URLValidator(["https"], message="Enter an address that begins with https://")],
            **more,
        )


class DetailsForm(forms.Form):
    """What stands beside the name. Only the adviser's own form has the fields of `OWN`."""

    languages = _several("Languages besides English", Language, "In which you can hold a meeting.")
    specialisms = _several("Specialisms", Specialism, "What you know more about than every careers adviser does.")
    channels = _several("How you meet people", Channel)
    areas = _several(
        "Regions where you meet people face to face",
        [(region, region) for region in sorted(ENGLISH_REGIONS)],
        "Choose none if you meet people in all of England.",
    )
    video_room = RoomField(required=False)
    about = LinesField(
        label="About you (optional)",
        help_text="Two or three plain sentences that a 13-year-old understands.",
        max_length=600,
        rows=4,
        required=False,
    )
    is_public = forms.BooleanField(
        label="Show my name and these details on the public pages of advisers",
        help_text="The level of your qualification and the name of a professional register stand there too.",
        required=False,
    )
    OWN: ClassVar[tuple[str, ...]] = ("about", "is_public", "video_room")

    def __init__(self, *args: Any, is_own: bool, name: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_own:
            self.fields["languages"].help_text = f"In which {name} can hold a meeting."
            self.fields["specialisms"].help_text = "What they know more about than every careers adviser does."
            self.fields["channels"].label = "How they meet people"
            self.fields["areas"].label = "Regions where they meet people face to face"
            self.fields["areas"].help_text = "Choose none if they meet people in all of England."
            for field in self.OWN:
                del self.fields[field]

    def details(self) -> Details:
        """The answers, once valid."""
        return Details(**self.cleaned_data)

    @classmethod
    def known(cls, adviser: Adviser) -> dict[str, Any]:
        """What is stored, as the form's first answers."""
        return {name: getattr(adviser, name) for name in cls.base_fields}


def _number(label: str, least: int, most: int, suffix: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput({"class": "govuk-input--width-4", "suffix": suffix}),
        error_messages={
            "required": f"Enter a number from {least} to {most}",
            "invalid": f"Enter a whole number from {least} to {most}",
            "min_value": f"Enter a number from {least} to {most}",
            "max_value": f"Enter a number from {least} to {most}",
        },
    )


class LimitsForm(forms.Form):
    """How long meetings are, and how many."""

    minutes = forms.TypedChoiceField(
        label="How long is a meeting?",
        help_text="45 minutes is what is usually recommended.",
        choices=[(minutes, f"{minutes} minutes") for minutes in MINUTES],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long a meeting is", "invalid_choice": "Choose how long a meeting is"},
    )
    buffer = _number("How much time stays free after a meeting?", 0, 120, "minutes", "For notes, a rest, or the way.")
    most_a_day = _number("How many meetings in a day at most?", 1, 12, "meetings")
    most_a_week = _number("How many meetings in a week at most?", 1, 60, "meetings")
    notice = _number(
        "How long before must a meeting be booked?", 0, 336, "hours", "24 hours is one day. 336 hours are two weeks."
    )

    def clean(self) -> dict[str, Any]:
        """A week holds at least what a day does."""
        data = super().clean() or {}
        day, week = data.get("most_a_day"), data.get("most_a_week")
        if day and week and week < day:
            self.add_error("most_a_week", DAY_AND_WEEK.rstrip("."))
        return data

    def limits(self) -> Limits:
        """The answers, once valid."""
        return Limits(**self.cleaned_data)

    @classmethod
    def known(cls, adviser: Adviser) -> dict[str, Any]:
        """What is stored, as the form's first answers."""
        return {name: getattr(adviser, name) for name in cls.base_fields}


class ProofForm(forms.Form):
    """A proof of one kind. `told()` once it is valid; `today` judges days."""

    kind: ClassVar[str]

    def __init__(self, *args: Any, today: Any, adults_only: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today, self.adults_only = today, adults_only

    def clean(self) -> dict[str, Any]:
        """Days that can be right."""
        data = super().clean() or {}
        if not self.errors and (wrong := rules.problem_with(self.told(), on=self.today, adults_only=self.adults_only)):
            self.add_error(*wrong)
        return data

    def told(self) -> Told:
        """The answers."""
        data = dict(self.cleaned_data)
        return Told(kind=self.kind, starts=data.pop("starts", self.today), **data)


class QualificationForm(ProofForm):
    """A qualification, as its certificate has it."""

    kind = rules.QUALIFICATION
    name = LineField(
        label="Name of the qualification",
        help_text="As the certificate has it. For example, Level 6 Diploma in Career Guidance and Development.",
        max_length=160,
        error_messages={"required": "Enter the name of the qualification"},
    )
    level = forms.TypedChoiceField(
        label="Level",
        help_text="A qualification for careers leaders does not count, whatever its level.",
        choices=[(level, f"Level {level}") for level in LEVELS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level", "invalid_choice": "Choose the level"},
    )
    starts = DayField(
        label=STARTS[rules.QUALIFICATION],
        help_text="For example, 1 7 2020.",
        error_messages={"required": "Enter the date awarded"},
    )
    until = DayField(
        label=f"{UNTIL[rules.QUALIFICATION]} (optional)",
        help_text="Most have none. Leave it empty then.",
        required=False,
    )


class RegisterForm(ProofForm):
    """An entry in a professional register."""

    kind = rules.REGISTER
    name = LineField(
        label="Name of the register",
        help_text="For example, UK Register of Career Development Professionals.",
        max_length=160,
        error_messages={"required": "Enter the name of the register"},
    )
    number = LineField(
        label="Your number in the register",
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-20", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Enter your number in the register"},
    )
    until = DayField(
        label=UNTIL[rules.REGISTER],
        help_text="When you have to renew. For example, 31 3 2028.",
        error_messages={"required": "Enter the last day in the register"},
    )


class DbsForm(ProofForm):
    """A DBS check: never its number, and no copy."""

    kind = rules.DBS
    name = forms.ChoiceField(
        label="Level of the check",
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level of the check", "invalid_choice": "Choose the level of the check"},
    )
    starts = DayField(
        label=STARTS[rules.DBS],
        help_text="For example, 1 9 2025.",
        error_messages={"required": "Enter the date on the certificate"},
    )
    until = DayField(
        label=UNTIL[rules.DBS],
        help_text=f"Ask whoever runs your service. At most {rules.MOST_YEARS} years after the date on the certificate.",
        error_messages={"required": "Enter the day by which a new check is seen"},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        levels = rules.dbs_levels(adults_only=self.adults_only)
        self.fields["name"].choices = [(level, level) for level in levels]  # type: ignore[attr-defined]


FORMS: dict[str, type[ProofForm]] = {form.kind: form for form in (QualificationForm, RegisterForm, DbsForm)}


class NamingForm(forms.Form):
    """The name of somebody whose account has none."""

    full_name = NameField()


class NoteForm(forms.Form):
    """What has to change before a proof can be accepted."""

    note = LinesField(
        label="What has to change?",
        help_text="The adviser reads this with your name.",
        max_length=600,
        rows=4,
        error_messages={"required": "Say what has to change"},
    )


class WithdrawForm(forms.Form):
    """Why a proof counts no more."""

    because = LinesField(
        label="Why do you withdraw it?",
        help_text="The adviser reads this with your name.",
        max_length=300,
        rows=3,
        error_messages={"required": "Say why you withdraw it"},
    )
