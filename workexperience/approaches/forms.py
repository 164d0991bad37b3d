"""What a school types to ask an employer, and what the employer answers."""

from typing import Any

from django import forms

from frontdoor.careers.models import Category
from frontdoor.ground.fields import WordsField
from frontdoor.ground.years import year_group_in_words
from frontdoor.organisations.models import Organisation
from workexperience.approaches import rules
from workexperience.models import OfferKind

MOST_WORDS = 600
MOST_LEARNERS = 500
YES, NO = "yes", "no"


class FindForm(forms.Form):
    """Which employers to list. It is a GET form: its values are the page's address."""

    name = forms.CharField(label="Name", required=False, max_length=100)
    sector = forms.ModelChoiceField(
        Category.objects.all(), label="Kind of work", required=False, empty_label="All", to_field_name="slug"
    )


class AskForm(forms.Form):
    """What the school would like, for whom, and in its own words."""

    kind = forms.ChoiceField(
        label="What would you like?",
        choices=OfferKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like"},
    )
    year_group = forms.TypedChoiceField(
        label="For which year group?",
        coerce=int,
        error_messages={"required": "Choose a year group", "invalid_choice": "Choose a year group from the list"},
    )
    learners = forms.IntegerField(
        label="How many young people?",
        min_value=1,
        max_value=MOST_LEARNERS,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many young people",
            "invalid": "Enter how many young people as a whole number, like 12",
            "min_value": "Ask for at least 1 young person",
            "max_value": f"Ask for at most {MOST_LEARNERS} young people",
        },
    )

    def __init__(self, data: Any = None, *, institution: Organisation, employer: str) -> None:
        super().__init__(data)
        years = rules.years_at(institution.age_low, institution.age_high)
        offered = [("", "Choose a year group"), *((one, year_group_in_words(one)) for one in years)]
        self.fields["year_group"].choices = offered  # type: ignore[attr-defined]
        self.fields["words"] = WordsField(
            read_by=f"the people at {employer} who answer schools",
            read_when="before they answer",
            help_text="When, why, and what they should get from it. Name no pupil.",
            label="Say more",
            max_length=MOST_WORDS,
            error_messages={
                "required": "Say what you would like, in a few words",
                "max_length": f"Use {MOST_WORDS} characters or fewer",
            },
        )

    def clean_kind(self) -> OfferKind:
        """As the action takes it."""
        return OfferKind(self.cleaned_data["kind"])


class AnswerForm(forms.Form):
    """Yes or no, and the words that the school reads."""

    accepted = forms.TypedChoiceField(
        label="What is your answer?",
        choices=[(YES, "Yes, we would like to"), (NO, "No, not this time")],
        coerce=lambda value: value == YES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )

    def __init__(self, data: Any = None, *, school: str, is_checked: bool) -> None:
        super().__init__(data)
        if not is_checked:  # nothing that it writes reaches a school
            self.fields["accepted"].choices = [(NO, "No, not this time")]  # type: ignore[attr-defined]
            return
        self.fields["reply"] = WordsField(
            read_by=f"the careers leaders and heads of {school}",
            read_when="after our letter tells them that you answered",
            help_text="If you say yes, say what happens next and how the school can reach you.",
            label="Your reply",
            max_length=MOST_WORDS,
            error_messages={
                "required": "Write a reply, even a short one",
                "max_length": f"Use {MOST_WORDS} characters or fewer",
            },
        )
