"""What a learner asks, what the data lead answers, and who that is."""

from collections.abc import Iterable
from typing import Any

from django import forms

from frontdoor.ground.fields import WordsField
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.cases.queries import OUTCOMES
from frontdoor.record.models import CaseKind, Outcome

READ_BY = "the person who answers questions about data at the school or college"
READ_WHEN = "within a month"
ABOUT = [
    "My name or date of birth",
    "My year or group",
    "Something I did, or did not do",
    "What is marked about help and support",
    "I want something erased, or all of it",
    "Something else",
]
NOBODY, IN_TURN = "nobody", "Nobody in particular: the head, or where there is none the careers leader"
ENDS = {
    Outcome.EXPLAINED: "It was right. I explain why",
    Outcome.PUT_RIGHT: "It was wrong. I have put it right",
    Outcome.NOT_CHANGED: "I do not change it. I explain why",
}


class QuestionForm(forms.Form):
    """A learner may say why they ask."""

    words = WordsField(
        read_by=READ_BY,
        read_when=READ_WHEN,
        label="What do you want to know? (optional)",
        max_length=1000,
        required=False,
    )


class CorrectionForm(forms.Form):
    """Whom to ask, what it is about, and what should stand there."""

    institution = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who should put it right?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a school or college", "invalid_choice": "Choose a school or college"},
    )
    about = forms.ChoiceField(
        label="What is wrong?",
        choices=[(one, one) for one in ABOUT],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong"},
    )
    words = WordsField(
        read_by=READ_BY,
        read_when=READ_WHEN,
        label="What should change?",
        max_length=1000,
        error_messages={"required": "Say what should change"},
    )

    def __init__(self, data: Any = None, *, places: Any) -> None:
        super().__init__(data, initial={"institution": places[0]} if len(places) == 1 else {})
        self.fields["institution"].queryset = places  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """How it ends, and the words that the learner reads."""

    outcome = forms.ChoiceField(
        label="What is your answer?", widget=forms.RadioSelect, error_messages={"required": "Choose your answer"}
    )
    words = WordsField(
        read_by="the learner",
        read_when="when they next open their record",
        help_text="Write plainly, and name nobody else who is a pupil.",
        label="Tell them in your own words",
        max_length=1000,
        error_messages={"required": "Write an answer"},
    )

    def __init__(self, data: Any = None, *, kind: CaseKind) -> None:
        super().__init__(data)
        self.fields["outcome"].choices = [(one.value, ENDS[one]) for one in OUTCOMES[kind]]  # type: ignore[attr-defined]

    def clean_outcome(self) -> Outcome:
        """As the action takes it."""
        return Outcome(self.cleaned_data["outcome"])


class LeadForm(forms.Form):
    """One of those who belong to the institution, or nobody in particular. `person` cleans to the person, or to None."""

    person = forms.ChoiceField(
        label="Who answers?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who answers",
            "invalid_choice": "Choose somebody who belongs to this school or college",
        },
    )

    def __init__(self, data: Any = None, *, members: Iterable[User], named: User | None) -> None:
        super().__init__(data, initial={"person": named.pk if named else NOBODY})
        self.members = {str(one.pk): one for one in members}
        people = [(pk, str(one)) for pk, one in self.members.items()]
        self.fields["person"].choices = [*people, (NOBODY, IN_TURN)]  # type: ignore[attr-defined]

    def clean_person(self) -> User | None:
        """As the action takes it."""
        return self.members.get(self.cleaned_data["person"])
