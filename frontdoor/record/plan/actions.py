"""What a learner does with their plan, and with what helps them. Nobody but the learner writes here.

Each action locks the learner's row, so that two windows of one person come one after the other; a form that began from
something older than what is stored is refused instead of writing over it.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.record.joining.actions import forget_words
from frontdoor.record.models import Goal, Learner, PlanAction, WhatHelps
from frontdoor.record.models.plan import MOST_WORDS
from frontdoor.record.plan import queries, rules

SAME_WITHIN = timedelta(minutes=10)  # the same words again this soon are a second press, not a second goal
NOT_YOURS = "Only the person whose record it is can change this."
GONE = "This is not in your plan any more."
CHANGED = "You changed this in another window. It says now: “{now}”. To keep what stands below instead, save again."
TOO_LONG = f"Use {MOST_WORDS:,} characters or fewer."


@transaction.atomic
def add_goal(*, learner: Learner, title: str, by: Any, now: datetime) -> Goal:
    """A goal. The same words again within ten minutes are the same goal."""
    learner = _own(learner.pk, by)
    title = _words(title)
    if same := learner.goals.filter(title__iexact=title, created_at__gt=now - SAME_WITHIN).first():
        return same
    _refuse(queries.why_no_goal(learner))
    return Goal.objects.create(learner=learner, title=title, created_by=by, created_at=now)


@transaction.atomic
def change_goal(*, goal: Goal, title: str, seen: str, by: Any) -> Goal:
    """Other words for a goal. `seen` is `queries.mark_of_goal` of what the form showed."""
    found, title = _goal(goal, by), _words(title)
    if found.title == title:
        return found
    if seen != queries.mark_of_goal(found):
        raise Refused(CHANGED.format(now=found.title))
    found.title = title
    found.save(update_fields=["title"])
    return found


@transaction.atomic
def set_reached(*, goal: Goal, reached: bool, by: Any, now: datetime) -> Goal:
    """The learner says that they have reached a goal, or takes that back. The day is the first on which they said so."""
    found = _goal(goal, by)
    if reached != bool(found.reached_on):
        found.reached_on = timezone.localdate(now) if reached else None
        found.save(update_fields=["reached_on"])
    return found


@transaction.atomic
def delete_goal(*, goal: Goal, by: Any) -> None:
    """A goal goes with its actions and the history of both: it was the learner's own. One that is gone stays gone."""
    learner = _own(goal.learner_id, by)
    mine = learner.goals.filter(pk=goal.pk)
    if mine.exists():
        mine.delete()
        past(PlanAction).filter(goal=goal.pk).delete()
        past(Goal).filter(pgh_obj_id=goal.pk).delete()


@transaction.atomic
def add_action(*, goal: Goal, text: str, owner: str, due_on: date | None, by: Any, now: datetime) -> PlanAction:
    """Something to do for a goal. The same words again within ten minutes are the same action."""
    found, text = _goal(goal, by), _words(text)
    if same := found.actions.filter(text__iexact=text, created_at__gt=now - SAME_WITHIN).first():
        return same
    _refuse(queries.why_no_action(found) or rules.why_not_day(due_on, today=timezone.localdate(now)))
    return PlanAction.objects.create(goal=found, text=text, owner=owner, due_on=due_on, created_by=by, created_at=now)


@transaction.atomic
def change_action(
    *, action: PlanAction, text: str, owner: str, due_on: date | None, seen: str, by: Any, now: datetime
) -> PlanAction:
    """Other words, another owner, another day. `seen` is `queries.mark_of_action` of what the form showed."""
    found, text = _action(action, by), _words(text)
    if (found.text, found.owner, found.due_on) == (text, owner, due_on):
        return found
    if seen != queries.mark_of_action(found):
        raise Refused(CHANGED.format(now=queries.in_words(found)))
    _refuse(rules.why_not_day(due_on, today=timezone.localdate(now), was=found.due_on))
    found.text, found.owner, found.due_on = text, owner, due_on
    found.save(update_fields=["text", "owner", "due_on"])
    return found


@transaction.atomic
def set_done(*, action: PlanAction, done: bool, by: Any, now: datetime) -> PlanAction:
    """Tick an action, or take the tick away. The day is the first on which it was ticked."""
    found = _action(action, by)
    if done != bool(found.done_on):
        found.done_on = timezone.localdate(now) if done else None
        found.save(update_fields=["done_on"])
    return found


@transaction.atomic
def delete_action(*, action: PlanAction, by: Any) -> None:
    """An action goes with its history; one that is gone stays gone."""
    learner = _own(action.goal.learner_id, by)
    mine = PlanAction.objects.filter(pk=action.pk, goal__learner=learner)
    if mine.exists():
        mine.delete()
        past(PlanAction).filter(pgh_obj_id=action.pk).delete()


@transaction.atomic
def say_what_helps(*, learner: Learner, words: str, seen: str, by: Any, now: datetime) -> str:
    """Keep the learner's own words; none deletes them, and no history is kept. `seen` is `queries.mark_of` of the old ones."""
    learner, words = _own(learner.pk, by), words.replace("\r\n", "\n").strip()
    old = queries.what_helps(learner)
    if words == old:
        return words
    if seen != queries.mark_of(old):
        raise Refused(CHANGED.format(now=old or "nothing"))
    _refuse(TOO_LONG if len(words) > MOST_WORDS else "")
    forget_words(learner=learner)
    if words:
        WhatHelps.objects.update_or_create(learner=learner, defaults={"words": words, "changed_at": now})
    else:
        WhatHelps.objects.filter(learner=learner).delete()
    return words


def _own(learner_id: int, by: Any) -> Learner:
    """The learner's row, locked; refused for everybody else."""
    learner = Learner.objects.select_for_update().filter(pk=learner_id).first()
    if learner is None or learner.account_id is None or learner.account_id != by.pk:
        raise Refused(NOT_YOURS)
    return learner


def _goal(goal: Goal, by: Any) -> Goal:
    """A goal as it is now, its learner locked."""
    learner = _own(goal.learner_id, by)
    found = learner.goals.filter(pk=goal.pk).first()
    if found is None:
        raise Refused(GONE)
    return found


def _action(action: PlanAction, by: Any) -> PlanAction:
    """An action as it is now, its learner locked."""
    learner = _own(action.goal.learner_id, by)
    found = PlanAction.objects.filter(pk=action.pk, goal__learner=learner).first()
    if found is None:
        raise Refused(GONE)
    return found


def _words(words: str) -> str:
    _refuse(rules.why_not_words(words))
    return rules.tidy(words)


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
