"""Reads of a learner's plan, and the rules that its pages and its actions both ask."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frontdoor.ground.dates import day_in_words
from frontdoor.record import access
from frontdoor.record.models import Enrolment, Goal, Learner, PlanAction, Reason, ReasonKind, ReasonScope, WhatHelps
from frontdoor.record.plan import rules

TOO_MANY_GOALS = f"A plan holds {rules.MOST_GOALS} goals. Delete one that you no longer need, then add another."
TOO_MANY_ACTIONS = f"A goal holds {rules.MOST_ACTIONS} actions. Delete one that you no longer need, then add another."
GOAL = ("id", "title", "reached_on")  # what a plan shows
ACTION = ("id", "text", "owner", "due_on", "done_on", "agreed_in", "created_at")
REACHED = "You have reached this goal. Take that back first, then add to it."


@dataclass(frozen=True)
class Planned:
    """A goal with its actions in their order."""

    goal: Goal
    actions: list[PlanAction]

    @property
    def to_do(self) -> list[PlanAction]:
        """What is still to do; nothing once the goal is reached."""
        return [] if self.goal.reached_on else [one for one in self.actions if one.done_on is None]


def plan_of(learner: Learner) -> list[Planned]:
    """The whole plan, what is due first first. One query, however long it is: staff see it on a page of many parts."""
    goals: dict[int, Goal] = {}
    actions: dict[int, list[PlanAction]] = {}
    both = [*GOAL, *(f"actions__{name}" for name in ACTION)]
    for row in learner.goals.order_by("pk").values_list(*both):
        goal = dict(zip(GOAL, row, strict=False))
        action = dict(zip(ACTION, row[len(GOAL) :], strict=True))
        goals.setdefault(goal["id"], Goal(learner_id=learner.pk, **goal))
        found = actions.setdefault(goal["id"], [])
        if action["id"]:
            found.append(PlanAction(goal_id=goal["id"], **action))
    plan = [Planned(goal, rules.in_order(actions[goal.pk])) for goal in goals.values()]
    return sorted(plan, key=lambda one: rules.place_of_goal(one.goal.reached_on, one.actions, one.goal.pk))


def to_do(plan: Iterable[Planned]) -> list[tuple[Goal, PlanAction]]:
    """What is still to do over all goals, what is due first first."""
    goals = {action.pk: one.goal for one in plan for action in one.to_do}
    steps = rules.in_order(action for one in plan for action in one.to_do)
    return [(goals[step.pk], step) for step in steps]


def due_by(learner: Learner, day: date, *, owner: str) -> list[PlanAction]:
    """What this owner has still to do by a day, the soonest first, with its goal. One query."""
    found = PlanAction.objects.filter(goal__learner=learner, goal__reached_on=None, done_on=None, owner=owner)
    return list(found.filter(due_on__lte=day).select_related("goal").order_by("due_on", "pk"))


def what_helps(learner: Learner) -> str:
    """What helps this learner, in their own words; empty when they have said nothing."""
    return WhatHelps.objects.filter(learner=learner).values_list("words", flat=True).first() or ""


def readers(learner: Learner) -> list[str]:
    """The schools and colleges whose careers leader and head may read the plan today, by name."""
    live = Enrolment.objects.filter(learner=learner, ended_on=None)
    return list(live.order_by("institution__name").values_list("institution__name", flat=True))


def advisers_reading(learner: Learner, *, today: date) -> list[str]:
    """The careers advisers who may read the plan today, because a meeting with them is booked or was not long ago."""
    live = Reason.objects.filter(access.live(today), learner=learner, kind=ReasonKind.BOOKED, scope=ReasonScope.RECORD)
    names = {one.person.full_name or "a careers adviser" for one in live.select_related("person") if one.person}
    return sorted(names)


def who_reads(learner: Learner, *, today: date) -> str:
    """Who reads the plan, as a sentence or two to the learner."""
    advisers = advisers_reading(learner, today=today)
    met = f" So can {' and '.join(advisers)}, until 28 days after you meet." if advisers else ""
    if names := readers(learner):
        return f"The careers leader and head of {' and '.join(names)} can read it.{met or ' Nobody else can.'}"
    if advisers:
        return f"Your careers adviser can read it until 28 days after you meet: {' and '.join(advisers)}."
    return (
        "Nobody else can read it. If a school or college has you on its roll one day, its careers leader and head can. "
        "So can a careers adviser with whom you book a meeting."
    )


def why_no_goal(learner: Learner) -> str:
    """Why the plan takes no further goal, as a sentence; empty when it does."""
    return TOO_MANY_GOALS if learner.goals.count() >= rules.MOST_GOALS else ""


def why_no_action(goal: Goal) -> str:
    """Why the goal takes no further action, as a sentence; empty when it does."""
    if goal.reached_on:
        return REACHED
    return TOO_MANY_ACTIONS if goal.actions.count() >= rules.MOST_ACTIONS else ""


def in_words(action: PlanAction) -> str:
    """An action in one line, as the learner reads it."""
    day = day_in_words(action.due_on)
    return ", ".join(filter(None, [action.text, str(action.get_owner_display()), f"by {day}" if day else ""]))


def mark_of(*seen: object) -> str:
    """What a form was filled in from, as a short mark: a form that began from something older is found by it."""
    return hashlib.sha256("\x1f".join(map(str, seen)).encode()).hexdigest()[:16]


def mark_of_goal(goal: Goal) -> str:
    """The mark of a goal's words."""
    return mark_of(goal.title)


def mark_of_action(action: PlanAction) -> str:
    """The mark of what the form of an action shows."""
    return mark_of(action.text, action.owner, action.due_on)
