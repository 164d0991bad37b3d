"""The plan on the learner's own page and, to read, on the page that the careers leader and head of where they learn see."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from frontdoor.organisations.access import Can
from frontdoor.record.models import Learner, Owner, PlanAction, WhatHelps
from frontdoor.record.plan import queries
from frontdoor.record.plan.words import TO_STAFF, when
from frontdoor.record.shown import Line, Looking, Page, Section, Table

NEXT = 3  # on the learner's own page; the plan has all


def sections(look: Looking) -> Iterable[Section]:
    """The whole plan for who manages learners where they are on the roll: no teacher, no parent. For the learner: what is next."""
    if look.institution is not None:
        if Can.MANAGE_LEARNERS in look.can and look.enrolment is not None and look.enrolment.ended_on is None:
            yield _for_staff(look)
    elif look.is_own:
        yield _for_learner(look)


def _for_learner(look: Looking) -> Section:
    plan = queries.plan_of(look.learner)
    lines = [
        Line(action.text, when(action, today=look.today), note=goal.title)
        for goal, action in queries.to_do(plan)[:NEXT]
    ]
    links = [("Open my plan", reverse("record:plan"))] if plan else [("Add a goal", reverse("record:plan-add"))]
    empty = "Nothing is waiting to be done." if plan else "You have no goal yet. What would you like to reach?"
    return Section("What is next in your plan", lines, empty, links, place=1)


def _for_staff(look: Looking) -> Section:
    lines = [line for one in queries.plan_of(look.learner) for line in _of_goal(one, look)]
    return Section("Their plan", lines, "They have written no goal yet. Only they can write here.", place=2)


def _of_goal(one: queries.Planned, look: Looking) -> Iterable[Line]:
    """A goal as a heading with its actions below it."""
    title = one.goal.title
    if one.goal.reached_on:
        title = f"Reached: {title}"
    for action in one.actions:
        yield Line(action.text, when(action, today=look.today), note=TO_STAFF[Owner(action.owner)], under=title)
    if not one.actions:
        yield Line("No action yet", under=title)


def own_pages(learner: Learner) -> Iterable[Page]:  # noqa: ARG001 every noun's has this shape
    """The plan, and what helps."""
    yield Page("My plan", reverse("record:plan"), "Your goals, and what to do for them")
    yield Page("What helps me", reverse("record:what-helps"), "In your own words, for you alone")


def holds(learner: Learner) -> Iterable[Table]:
    """Goals, actions and what helps: every row."""
    yield Table(
        "goals",
        "The goals of your plan",
        (("goal", "Goal"), ("added_on", "Added on"), ("reached_on", "Reached on")),
        [(one.title, timezone.localdate(one.created_at), one.reached_on) for one in learner.goals.order_by("pk")],
    )
    yield Table(
        "actions",
        "The actions of your plan",
        (
            ("goal", "For the goal"), ("action", "Action"), ("who", "Who does it"), ("due_on", "Due on"),
            ("done_on", "Done on"), ("added_on", "Added on"),
        ),
        [_row(one) for one in PlanAction.objects.filter(goal__learner=learner).select_related("goal").order_by("pk")],
    )  # fmt: skip
    yield Table(
        "what_helps",
        "What helps you, in your own words",
        (("words", "Your words"), ("changed_on", "Changed on")),
        [(one.words, timezone.localdate(one.changed_at)) for one in WhatHelps.objects.filter(learner=learner)],
    )


def _row(one: PlanAction) -> tuple[object, ...]:
    added = timezone.localdate(one.created_at)
    return one.goal.title, one.text, str(one.get_owner_display()), one.due_on, one.done_on, added
