"""What people type about joining."""

from typing import Any

from django import forms

from frontdoor.ground.fields import LineField, WebsiteField
from frontdoor.organisations.access import DESCRIPTIONS
from frontdoor.organisations.joining import rules
from frontdoor.organisations.models import Organisation, Role

NOT_AN_ADDRESS = "Enter an email address in the correct format, like name@example.com"
ASKABLE = [Role.LEADER, Role.TEACHER, Role.HEAD]


class NameField(forms.CharField):
    """A person's name on one line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            max_length=200,
            label="Your full name",
            error_messages={"required": "Enter your full name"},
            widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
            **more,
        )

    def clean(self, value: Any) -> str:
        """Line breaks and double spaces go: the name stands in letters."""
        return " ".join(super().clean(value).split())


def email_field(label: str, hint: str = "", **attrs: str) -> forms.EmailField:
    """An address with its errors in our words."""
    return forms.EmailField(
        label=label,
        help_text=hint,
        error_messages={"required": f"Enter {label[0].lower()}{label[1:]}", "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"spellcheck": "false", **attrs}),
    )


def role_field(roles: list[Role]) -> forms.ChoiceField:
    """Roles as radios, each with what it means under it (`item_hints`)."""
    return forms.ChoiceField(
        label="Role",
        choices=[(role.value, role.label) for role in roles],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )


def hints(roles: list[Role]) -> dict[str, dict[str, str]]:
    """What each role means, under its radio."""
    return {"role": {role.value: DESCRIPTIONS[role] for role in roles}}


class AskForm(forms.Form):
    """Who asks, in which role, from which work address."""

    item_hints = hints(ASKABLE)

    role = role_field(ASKABLE)
    full_name = NameField()
    email = email_field(
        "Your work email address",
        "We send a letter there. If it ends like your school's website address, its link lets you in straight away.",
        autocomplete="email",
    )

    def clean_email(self) -> str:
        """A public provider's address cannot show where somebody works."""
        email = self.cleaned_data["email"].lower()
        if rules.is_public_mail(email):
            raise forms.ValidationError(
                "Use your work email address. An address that anybody can get does not show where you work. "
                "If you have no other, ask your Careers Hub to invite you"
            )
        return email


class InviteForm(forms.Form):
    """Whom to invite, to which role."""

    def __init__(self, *args: Any, roles: list[Role], **more: Any) -> None:
        super().__init__(*args, **more)
        self.item_hints = hints(roles)
        self.fields["role"] = role_field(roles)
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].value
        self.fields["email"] = email_field("Their work email address")


class ConfirmForm(forms.Form):
    """The button behind the link; the name is asked for when we have none."""

    full_name = NameField()

    def __init__(self, *args: Any, name_known: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if name_known:
            del self.fields["full_name"]


class ContactsForm(forms.Form):
    """A file of URN and email."""

    file = forms.FileField(
        label="File of contacts",
        help_text="A CSV file with two columns, URN and email. At most 2,000 rows, and 5 addresses for one school.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    invite = forms.BooleanField(
        required=False, initial=True, label="Invite each new contact to join, where nobody has joined yet"
    )

    def clean_file(self) -> Any:
        """Small enough to read in one request."""
        file = self.cleaned_data["file"]
        if file.size > 2_000_000:
            raise forms.ValidationError("The file is larger than 2 MB. Split it, and send one part after the other")
        return file


class HubForm(forms.Form):
    """A new Careers Hub and the councils that it covers."""

    name = forms.CharField(label="Name of the hub", max_length=250, error_messages={"required": "Enter its name"})
    councils = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        label="Councils that it covers",
        help_text="Only councils that have no hub yet are shown.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, councils: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["councils"].queryset = councils  # type: ignore[attr-defined]
        if not councils.exists():
            del self.fields["councils"]


class AdviserServiceForm(forms.Form):
    """A new adviser service."""

    name = LineField(label="Name of the adviser service", max_length=250, error_messages={"required": "Enter its name"})
    website = WebsiteField(label="Website (optional)", required=False)
