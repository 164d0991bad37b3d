"""What people type about codes, and about a record of their own."""

from typing import Any

from django import forms

from frontdoor.ground.fields import DayField
from frontdoor.ground.years import year_group_in_words

NONE = "none"


class YearsForm(forms.Form):
    """Year groups of a roll; `years` are pairs of year group and a number, which `words` say beside it."""

    years = forms.MultipleChoiceField(
        label="Year groups",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one year group"},
    )

    def __init__(self, data: Any, *, years: list[tuple[int | None, int]], words: str = "without an account") -> None:
        super().__init__(data)
        named = [(NONE if year is None else str(year), year_group_in_words(year), number) for year, number in years]
        self.fields["years"].choices = [(value, words) for value, words, _ in named]  # type: ignore[attr-defined]
        self.item_hints = {"years": {value: f"{number} {words}" for value, _, number in named}}

    def chosen(self) -> list[int | None]:
        """The year groups as the roll has them."""
        return [None if value == NONE else int(value) for value in self.cleaned_data["years"]]


class CodeForm(forms.Form):
    """A code as it stands on paper or in a letter."""

    code = forms.CharField(
        label="Your code",
        help_text="8 letters and numbers, such as K7QP-2MNX. Capitals and the hyphen do not matter.",
        max_length=40,
        error_messages={"required": "Enter your code"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": "10"}),
    )


class ConfirmForm(forms.Form):
    """The birth date, when the roll has one to compare it with."""

    born = DayField(
        label="Your date of birth",
        help_text="For example, 27 3 2010. We ask so that nobody else can use your code.",
        error_messages={"required": "Enter your date of birth"},
    )

    def __init__(self, data: Any, *, ask: bool) -> None:
        super().__init__(data)
        if not ask:
            del self.fields["born"]


class _Name(forms.CharField):
    def clean(self, value: Any) -> str:
        """One line, single spaces."""
        return " ".join(super().clean(value).split())


class StartForm(forms.Form):
    """The name that a record bears."""

    given_names = _Name(
        label="First name",
        max_length=100,
        error_messages={"required": "Enter your first name"},
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "spellcheck": "false"}),
    )
    family_name = _Name(
        label="Last name",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "spellcheck": "false"}),
    )
