"""What an employer says of itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from frontdoor.careers.models import Category
from frontdoor.ground.fields import LineField, LinesField, WebsiteField
from frontdoor.organisations.places.forms import PostcodeField, PostcodeForm
from workexperience.employers import rules
from workexperience.employers.actions import Identity, Profile
from workexperience.models import Employer, NumberKind

NUMBER_FIELDS = {
    NumberKind.COMPANY: "company_number",
    NumberKind.CHARITY: "charity_number",
    NumberKind.NONE: "without_number",
}


class IdentityForm(forms.Form):
    """Who the employer is, and by which number somebody can look it up. `identity()` once it is valid."""

    name = LineField(
        label="Name of the employer",
        help_text="As it is registered, or as people know you if you are not registered.",
        max_length=rules.NAME_LENGTH,
        error_messages={"required": "Enter the name of the employer"},
        widget=forms.TextInput(attrs={"autocomplete": "organization", "spellcheck": "false"}),
    )
    number_kind = forms.ChoiceField(
        label="How can we look you up?",
        choices=NumberKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we can look you up"},
    )
    company_number = LineField(
        label="What is the company number?",
        help_text="8 numbers, or 2 letters and 6 numbers. It is on the company register and on your letters.",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    charity_number = LineField(
        label="What is the charity number?",
        help_text="6, 7 or 8 numbers.",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    without_number = LineField(
        label="How can somebody check who you are?",
        help_text="For example, the council or hospital trust you are part of, a trade body, or the name you pay tax under.",
        required=False,
        max_length=300,
    )
    reveals = {"number_kind": {kind.value: [name] for kind, name in NUMBER_FIELDS.items()}}

    def clean_name(self) -> str:
        """A name that leads nowhere."""
        name: str = self.cleaned_data["name"]
        if wrong := rules.problem_with_name(name):
            raise ValidationError(wrong)
        return name

    def clean(self) -> dict[str, Any]:
        """Only the answer under the chosen kind counts, and it is needed."""
        data = super().clean() or {}
        kind = data.get("number_kind")
        if not kind:
            return data
        field = NUMBER_FIELDS[NumberKind(kind)]
        if not data.get(field):
            self.add_error(field, ValidationError(f"Enter {self._wanted(field)}"))
        elif kind != NumberKind.NONE:
            data[field] = rules.tidy(kind, data[field])
            if wrong := rules.problem(kind, data[field]):
                self.add_error(field, wrong)
        return data

    def _wanted(self, field: str) -> str:
        return "how somebody can check who you are" if field == "without_number" else f"the {field.replace('_', ' ')}"

    def identity(self) -> Identity:
        """The answers."""
        kind = NumberKind(self.cleaned_data["number_kind"])
        typed = self.cleaned_data[NUMBER_FIELDS[kind]]
        known = {"without_number": typed} if kind == NumberKind.NONE else {"number": typed}
        return Identity(name=self.cleaned_data["name"], number_kind=kind, **known)

    @staticmethod
    def known(employer: Employer) -> dict[str, str]:
        """What is stored, as the form's first answers."""
        kind = NumberKind(employer.number_kind)
        return {
            "name": employer.organisation.name,
            "number_kind": kind.value,
            NUMBER_FIELDS[kind]: employer.number or employer.without_number,
        }


class ProfileForm(forms.Form):
    """What everybody may read about the employer. `profile()` once it is valid."""

    website = WebsiteField(
        label="Website (optional)",
        help_text="An email address at the same domain as your website helps whoever checks you.",
        required=False,
    )
    sector = forms.ModelChoiceField(
        queryset=Category.objects.all(),
        label="Sector",
        help_text="The one that fits best.",
        empty_label="Choose one",
        error_messages={"required": "Choose a sector", "invalid_choice": "Choose a sector"},
    )
    about = LinesField(
        label="What you do",
        help_text="Two or three plain sentences that a 13-year-old understands. Schools and young people will read them.",
        max_length=600,
        rows=4,
        error_messages={"required": "Enter what you do"},
    )

    def profile(self) -> Profile:
        """The answers."""
        data = self.cleaned_data
        return Profile(website=data["website"], sector=data["sector"].pk, about=data["about"])


class PlaceForm(PostcodeForm):
    """Where the employer is. `spot` once it is valid."""

    town = LineField(label="Town or city", max_length=100, error_messages={"required": "Enter the town or city"})
    postcode = PostcodeField(help_text="Of the place where you work or where your main office is.")
    field_order = ["town", "postcode", "postcode_is_right"]


class AddForm(IdentityForm, PlaceForm, ProfileForm):
    """A new employer."""

    field_order = ["name", "number_kind", "town", "postcode", "postcode_is_right", "website", "sector", "about"]


class AboutForm(ProfileForm):
    """What may be changed at any time."""

    approaches_a_term = forms.IntegerField(
        label="How many schools may ask you for something in one term? (optional)",
        help_text="Leave it empty for no limit. Enter 0 if you want nobody to ask.",
        required=False,
        min_value=0,
        max_value=1_000,
        error_messages={
            "invalid": "How many schools must be a whole number, like 5",
            "min_value": "How many schools must be 0 or more",
            "max_value": "How many schools must be 1,000 or fewer",
        },
    )
