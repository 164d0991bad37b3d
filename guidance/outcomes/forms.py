"""What an adviser says after a meeting: what became of it, and what was agreed for the time after."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from frontdoor.ground.fields import PARTS, DayField, LineField, WordsField
from frontdoor.record.models import Goal, Owner, PlanAction
from frontdoor.record.plan import rules as plan
from frontdoor.record.plan.agreed import Step
from frontdoor.record.plan.words import TO_STAFF
from guidance.models import Meeting, Outcome, Summary, Topic
from guidance.models.outcomes import MOST_OPTIONS, MOST_SUMMARY
from guidance.outcomes import rules
from guidance.outcomes.actions import CAME, Said

MOVED = "moved"  # no outcome: the meeting is still to come
SCHOOL, ADVISERS = "school", "advisers"
CHOICES = [
    (Outcome.ATTENDED.value, "They came: personal guidance"),
    (Outcome.INFORMED.value, "They came, but only for information or advice"),
    (Outcome.MISSED.value, "They did not come"),
    (MOVED, "It is moved to another time"),
]
NEW = "new"
ROWS = (1, 2, 3)
NOTHING = "Write at least one thing that you agreed"
GONE = "This goal is not in their plan any more. Write what they want to reach, or leave what stands here"


def _too_long(most: int) -> dict[str, str]:
    return {"max_length": f"Use {most:,} characters or fewer"}


class OutcomeForm(forms.Form):
    """What happened. One set of boxes serves both ways to come; the page hides it under every other answer."""

    outcome = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened", "invalid_choice": "Choose what happened from the list"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # what was said of it when the page was made
    page_heading = "outcome"

    def __init__(
        self, data: Any = None, *, meeting: Meeting, summary: Summary | None, can_be_missed: datetime | None
    ) -> None:
        super().__init__(data, initial=_initial(meeting, summary))
        self.meeting, self.summary = meeting, summary
        offered = CHOICES[: -1 if meeting.outcome else None]  # who has come, or not, cannot be moved
        self.fields["outcome"].choices = offered  # type: ignore[attr-defined]
        self.item_hints = {"outcome": self._hints(can_be_missed)}
        self._add_words()
        if summary is None or meeting.learner.account_id is None:
            self._add_readers()

    def _hints(self, can_be_missed: datetime | None) -> dict[str, str]:
        hints = {
            Outcome.ATTENDED.value: "One to one, about what to do next.",
            Outcome.INFORMED.value: "It stands in their record as such, and does not count as personal guidance.",
        }
        if can_be_missed:
            hints[Outcome.MISSED.value] = "You can say this when its time is over."
        elif self.summary:
            hints[Outcome.MISSED.value] = (
                "What you wrote for them, and what they said of it, is then deleted. Actions in their plan stay."
            )
        return hints

    def _add_words(self) -> None:
        learner = self.meeting.learner
        when = "as soon as you save" if learner.account_id else "once they have an account"
        read: dict[str, Any] = {"read_by": learner.name, "read_when": f"in their record, {when}", "required": False}
        self.fields["talked"] = WordsField(
            label="What you talked about and decided",
            help_text="You can leave this empty for information or advice.",
            rows=6,
            max_length=MOST_SUMMARY,
            error_messages=_too_long(MOST_SUMMARY),
            **read,
        )
        self.fields["options"] = WordsField(
            label="Choices you looked at (optional)",
            help_text="For example courses, apprenticeships or jobs.",
            rows=3,
            max_length=MOST_OPTIONS,
            error_messages=_too_long(MOST_OPTIONS),
            **read,
        )

    def _add_readers(self) -> None:
        """Asked once: from then on whoever has an account says it there."""
        name, school = self.meeting.learner.name, self.meeting.institution
        choices = [(SCHOOL, f"The careers leader and head of {school.name}")] if school else []
        self.fields["readers"] = forms.MultipleChoiceField(
            label=f"Who else may read this? Ask {name}",
            help_text="Tick only what they say yes to. You and they can read it; nobody else can without their yes.",
            choices=[*choices, (ADVISERS, "Careers advisers they meet later")],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Personal guidance leaves words; so does whatever has some already, or has choices."""
        data = super().clean() or {}
        if data.get("outcome") not in CAME or data.get("talked", "").strip() or "talked" in self.errors:
            return data
        if data["outcome"] == Outcome.ATTENDED or self.summary:
            self.add_error("talked", rules.NO_SUMMARY.format(name=self.meeting.learner.name).rstrip("."))
        elif data.get("options", "").strip():
            self.add_error("talked", "Write what you talked about too, or empty the choices below")
        return data

    def said(self) -> Said | None:
        """What was written for the learner, once valid."""
        data = self.cleaned_data
        if data["outcome"] not in CAME:
            return None
        readers = data.get("readers", [])
        return Said(data["talked"], data["options"], SCHOOL in readers, ADVISERS in readers)


def _initial(meeting: Meeting, summary: Summary | None) -> dict[str, Any]:
    said: dict[str, Any] = {"outcome": meeting.outcome}
    if summary is None:
        return said
    may_read = {SCHOOL: summary.school_may_read, ADVISERS: summary.advisers_may_read}
    readers = [name for name, yes in may_read.items() if yes]
    return said | {"talked": summary.talked, "options": summary.options, "readers": readers}


class NextForm(forms.Form):
    """What was agreed: a goal of the learner's or a new one, and up to three things to do. Empty rows are ignored."""

    goal = forms.ChoiceField(
        label="Which goal is it for?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "This goal is not in their plan any more. Choose another one"},
    )
    title = LineField(required=False, max_length=plan.LONGEST, error_messages=_too_long(plan.LONGEST))

    def __init__(
        self, data: Any = None, *, meeting: Meeting, goals: Sequence[Goal], agreed: Sequence[PlanAction], today: date
    ) -> None:
        super().__init__(data, initial=self._first(meeting, goals, agreed))
        self.today = today
        self.fields["title"].label = f"What does {meeting.learner.name} want to reach?"
        self.fields["goal"].choices = [*((str(one.pk), one.title) for one in goals), (NEW, "A new goal")]  # type: ignore[attr-defined]
        if goals:
            self.reveals = {"goal": {NEW: ["title"]}}
        else:  # said all the same: after the first of two presses there is a goal
            self.fields["goal"].widget = forms.HiddenInput()
        for number in ROWS:
            self._add_row(number)

    @staticmethod
    def _first(meeting: Meeting, goals: Sequence[Goal], agreed: Sequence[PlanAction]) -> dict[str, Any]:
        """The goal of what was agreed before, or that of the topic where it is one already."""
        title = TITLES.get(meeting.topic) or str(Topic(meeting.topic).label)
        same = [one.pk for one in goals if one.title.casefold() == title.casefold()]
        known = [one.goal_id for one in agreed if one.goal_id in {goal.pk for goal in goals}] or same
        return {"goal": str(known[-1]) if known else "" if goals else NEW, "title": title}

    def _add_row(self, number: int) -> None:
        first = number == ROWS[0]
        words = "For example: visit the college. If somebody is not safe, do not write it here: ring." if first else ""
        when = f"You can leave this empty. For example, 31 3 {self.today.year + 1}" if first else ""
        text = LineField(
            label="What needs doing?",
            help_text=words,
            required=False,
            max_length=plan.LONGEST,
            error_messages=_too_long(plan.LONGEST),
        )
        text.widget.attrs |= {"autocomplete": "off"}
        choices = [(owner.value, words) for owner, words in TO_STAFF.items()]
        owner = forms.ChoiceField(label="Who does it?", choices=choices, initial=Owner.LEARNER, required=False)
        due = DayField(label=f"Due date of action {number}", help_text=when, required=False)
        self.fields |= {f"text_{number}": text, f"owner_{number}": owner, f"due_{number}": due}

    @property
    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Each row's number and fields, as the page draws them."""
        return ((one, [self[f"text_{one}"], self[f"owner_{one}"], self[f"due_{one}"]]) for one in ROWS)

    def is_blank(self) -> bool:
        """Whether nothing was typed in any row."""
        return not any(self._typed(f"text_{one}") or self._typed_day(one) for one in ROWS)

    def _typed(self, name: str) -> bool:
        return bool(str(self.data.get(name, "")).strip())

    def _typed_day(self, number: int) -> bool:
        return any(self._typed(f"due_{number}_{part}") for part in PARTS)

    def clean(self) -> dict[str, Any]:
        """Each row that says something is whole, there is one at least, and it is for a goal."""
        data = super().clean() or {}
        for number in ROWS:
            self._clean_row(number, data)
        if "goal" in self.errors and self.fields["goal"].widget.is_hidden:  # their last goal has gone meanwhile
            del self.errors["goal"]
            self.add_error("title", GONE)
            data["goal"] = NEW
        if self.is_blank():
            self.add_error("text_1", NOTHING)
        elif "goal" in self.errors:
            return data
        elif not data.get("goal"):
            self.add_error("goal", "Choose which goal it is for")
        elif data["goal"] == NEW and not data.get("title") and "title" not in self.errors:
            self.add_error("title", "Write what they want to reach")
        return data

    def _clean_row(self, number: int, data: dict[str, Any]) -> None:
        text, due = data.get(f"text_{number}", ""), data.get(f"due_{number}")
        if not text and self._typed_day(number) and f"text_{number}" not in self.errors:
            self.add_error(f"text_{number}", f"Say what needs doing, or empty the due date of action {number}")
        if why := plan.why_not_day(due, today=self.today):
            self.add_error(f"due_{number}", f"Action {number}: {why[:1].lower()}{why[1:].rstrip('.')}")

    def goal_id(self) -> int | None:
        """The goal that was chosen, once valid; None for a new one."""
        chosen = self.cleaned_data["goal"]
        return None if chosen == NEW else int(chosen)

    def steps(self) -> list[Step]:
        """The rows that say something, once valid."""
        data = self.cleaned_data
        return [
            Step(data[f"text_{one}"], data[f"owner_{one}"] or Owner.LEARNER, data[f"due_{one}"])
            for one in ROWS
            if data[f"text_{one}"]
        ]


# A topic as the title of a goal, where its own words are none.
TITLES = {Topic.NOT_SURE.value: "Find out what to do next"}
