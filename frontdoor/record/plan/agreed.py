"""What a learner agreed with an adviser goes into their plan, where it is theirs to change and to delete.

Who may write here is decided by the room that calls: an adviser for a meeting of theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Goal, Learner, PlanAction
from frontdoor.record.plan import queries, rules

NO_GOAL = "This goal is not in their plan any more, or is reached. Choose another one."
NOTHING = "Write at least one thing that you agreed."
THERE = (
    "“{text}” is in their plan from this meeting already, with another day or another person. They can change it there."
)
FULL_PLAN = (
    f"Their plan holds {rules.MOST_GOALS} goals, and no more fit. Choose an open one, or ask them to delete one."
)
FULL_GOAL = (
    f"A goal holds {rules.MOST_ACTIONS} actions, and these do not fit. "
    "Choose another goal, or ask them to delete an action that they no longer need."
)


@dataclass(frozen=True)
class Step:
    """One thing that was agreed: what, who does it (`Owner`), and by which day where there is one."""

    text: str
    owner: str
    due_on: date | None = None


@transaction.atomic
def add(
    *, learner: Learner, goal_id: int | None, title: str, steps: Sequence[Step], agreed_in: str, by: Any, now: datetime
) -> Goal:
    """Add these steps for a goal of the learner's, or for a new one of this title. The same step again is the same one.

    Refused when the goal is gone, the plan is full, a step's words or day do not fit, or the same step stands there with
    another day or owner, which is the learner's to change: nothing is written then.
    """
    learner = Learner.objects.select_for_update().get(pk=learner.pk)
    _refuse(NOTHING if not steps else "")
    goal = _goal(learner, goal_id, title, by, now)
    there = {one.text.casefold(): (one.owner, one.due_on) for one in goal.actions.filter(agreed_in=agreed_in)}
    for step in steps:
        text = rules.tidy(step.text)
        _refuse(rules.why_not_words(text) or rules.why_not_day(step.due_on, today=timezone.localdate(now)))
        if same := there.get(text.casefold()):
            _refuse(THERE.format(text=text) if same != (step.owner, step.due_on) else "")
            continue
        _refuse(FULL_GOAL if queries.why_no_action(goal) else "")
        there[text.casefold()] = (step.owner, step.due_on)
        PlanAction.objects.create(
            goal=goal,
            text=text,
            owner=step.owner,
            due_on=step.due_on,
            agreed_in=agreed_in,
            created_by=by,
            created_at=now,
        )
    return goal


def _goal(learner: Learner, goal_id: int | None, title: str, by: Any, now: datetime) -> Goal:
    """The goal that was chosen, or the open one of this title, or a new one."""
    mine = learner.goals.filter(reached_on=None)
    if goal_id is not None:
        found = mine.filter(pk=goal_id).first()
        if found is None:
            raise Refused(NO_GOAL)
        return found
    title = rules.tidy(title)
    _refuse(rules.why_not_words(title))
    if same := mine.filter(title__iexact=title).first():
        return same
    _refuse(FULL_PLAN if queries.why_no_goal(learner) else "")
    return Goal.objects.create(learner=learner, title=title, created_by=by, created_at=now)


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
