"""What a learner types into their plan. Each box says who reads it."""

from datetime import date
from typing import Any

from django import forms

from frontdoor.ground.fields import DayField, WordsField
from frontdoor.record.models import Goal, Owner, PlanAction
from frontdoor.record.models.plan import MOST_WORDS
from frontdoor.record.plan import queries, rules

NOT_AT_ONCE = "They may not look soon. If somebody is not safe, do not write it here: ring."


class _Line(forms.CharField):
    def __init__(self, *, missing: str, **more: Any) -> None:
        said = {"required": f"Enter {missing}", "max_length": f"Use {rules.LONGEST} characters or fewer"}
        box = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(max_length=rules.LONGEST, widget=box, error_messages=said, **more)

    def clean(self, value: Any) -> str:
        """One line, single spaces."""
        return rules.tidy(super().clean(value))


class GoalForm(forms.Form):
    """A goal's words. `seen` tells from which words the form began."""

    title = _Line(label="What do you want to reach?", missing="what you want to reach")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    EXAMPLE = "For example: find out how to become a paramedic."

    def __init__(self, data: Any = None, *, readers: str, goal: Goal | None = None) -> None:
        found = {"title": goal.title, "seen": queries.mark_of_goal(goal)} if goal else {}
        super().__init__(data, initial=found)
        self.fields["title"].help_text = f"{self.EXAMPLE} {readers} {NOT_AT_ONCE}"


class ActionForm(forms.Form):
    """One thing to do: what, by whom, by when."""

    text = _Line(label="What needs doing?", missing="what needs doing")
    owner = forms.ChoiceField(
        label="Who does it?",
        choices=Owner.choices,
        initial=Owner.LEARNER,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who does it"},
    )
    due_on = DayField(label="By which day?", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, readers: str, today: date, action: PlanAction | None = None) -> None:
        super().__init__(data, initial=self._initial(action))
        self.today, self.was = today, action.due_on if action else None
        self.fields["text"].help_text = f"For example: write to the ambulance service. {readers} {NOT_AT_ONCE}"
        self.fields["due_on"].help_text = f"You can leave this empty. For example, 31 3 {today.year + 1}"

    def _initial(self, action: PlanAction | None) -> dict[str, Any]:
        if action is None:
            return {}
        kept = {name: getattr(action, name) for name in ("text", "owner", "due_on")}
        return kept | {"seen": queries.mark_of_action(action)}

    def clean_due_on(self) -> date | None:
        """A day that can be: the question that the action asks too."""
        due_on: date | None = self.cleaned_data["due_on"]
        if why := rules.why_not_day(due_on, today=self.today, was=self.was):
            raise forms.ValidationError(why.rstrip("."))
        return due_on


class WhatHelpsForm(forms.Form):
    """What helps, in the learner's own words."""

    words = WordsField(
        label="What helps you?",
        help_text="For example: somewhere quiet to talk, or questions sent before.",
        read_by="nobody but you",
        read_when="until you choose to show it",
        required=False,
        max_length=MOST_WORDS,
        error_messages={"max_length": f"Use {MOST_WORDS:,} characters or fewer"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, words: str) -> None:
        super().__init__(data, initial={"words": words, "seen": queries.mark_of(words)})
