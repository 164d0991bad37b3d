"""What a learner does with their plan: only they, once however often they press, nothing lost between two windows."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.record.joining.actions import CODE, join_learners, undo
from frontdoor.record.models import Goal, Owner, PlanAction, WhatHelps
from frontdoor.record.plan import actions, queries, rules
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory
from tests.record.plan.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=9)


def goal_of(learner, title="Become a vet", now=NOW) -> Goal:
    return actions.add_goal(learner=learner, title=title, by=learner.account, now=now)


def action_of(goal, text="Visit a surgery", now=NOW, **facts) -> PlanAction:
    given = {"owner": Owner.LEARNER, "due_on": date(2026, 12, 3)} | facts
    return actions.add_action(goal=goal, text=text, by=goal.learner.account, now=now, **given)


def change(action, seen, **facts) -> PlanAction:
    given = {"text": action.text, "owner": action.owner, "due_on": action.due_on} | facts
    return actions.change_action(action=action, seen=seen, by=action.goal.learner.account, now=NOW, **given)


def test_a_second_press_is_the_same_goal_and_the_same_action(sami) -> None:
    first, second = goal_of(sami), goal_of(sami, "become  a VET", LATER)
    assert first == second
    assert action_of(first) == action_of(first, "visit a surgery", LATER)
    assert (Goal.objects.count(), PlanAction.objects.count()) == (1, 1)

    goal_of(sami, now=NOW + timedelta(minutes=11))
    assert Goal.objects.count() == 2


def test_nobody_but_the_learner_writes(sami, amina) -> None:
    mine = goal_of(sami)
    step = action_of(mine)
    other = LearnerFactory(account=UserFactory())
    seen = queries.mark_of_goal(mine)
    for by in (amina, other.account):
        for act in (
            lambda by=by: actions.add_goal(learner=sami, title="Theirs", by=by, now=NOW),
            lambda by=by: actions.change_goal(goal=mine, title="Theirs", seen=seen, by=by),
            lambda by=by: actions.set_reached(goal=mine, reached=True, by=by, now=NOW),
            lambda by=by: actions.delete_goal(goal=mine, by=by),
            lambda by=by: actions.add_action(goal=mine, text="T", owner="learner", due_on=None, by=by, now=NOW),
            lambda by=by: actions.set_done(action=step, done=True, by=by, now=NOW),
            lambda by=by: actions.delete_action(action=step, by=by),
            lambda by=by: actions.say_what_helps(learner=sami, words="W", seen=queries.mark_of(""), by=by, now=NOW),
        ):
            with pytest.raises(Refused, match="Only the person whose record it is"):
                act()
    assert list(Goal.objects.values_list("title", "reached_on")) == [("Become a vet", None)]
    assert list(PlanAction.objects.values_list("text", "done_on")) == [("Visit a surgery", None)]
    assert not WhatHelps.objects.exists()


def test_a_plan_without_an_account_is_nobodys_to_write() -> None:
    with pytest.raises(Refused, match="Only the person"):
        actions.add_goal(learner=LearnerFactory(), title="A goal", by=UserFactory.build(pk=None), now=NOW)


def test_a_plan_and_a_goal_are_full_one_day(sami) -> None:
    goals = [goal_of(sami, f"Goal {number}") for number in range(rules.MOST_GOALS)]
    with pytest.raises(Refused, match="A plan holds 30 goals"):
        goal_of(sami, "One more")
    for number in range(rules.MOST_ACTIONS):
        action_of(goals[0], f"Action {number}")
    with pytest.raises(Refused, match="A goal holds 20 actions"):
        action_of(goals[0], "One more")
    assert action_of(goals[0], "Action 3") == PlanAction.objects.get(text="Action 3")  # a second press of an old one


def test_reached_and_done_are_said_taken_back_and_keep_their_first_day(sami) -> None:
    goal = goal_of(sami)
    step, by = action_of(goal), sami.account
    for day in (NOW, NOW + timedelta(days=2)):
        actions.set_done(action=step, done=True, by=by, now=day)
        actions.set_reached(goal=goal, reached=True, by=by, now=day)
    assert (Goal.objects.get().reached_on, PlanAction.objects.get().done_on) == (NOW.date(), NOW.date())
    with pytest.raises(Refused, match="You have reached this goal"):
        action_of(goal, "Another")

    actions.set_done(action=step, done=False, by=by, now=NOW)
    actions.set_reached(goal=goal, reached=False, by=by, now=NOW)
    assert (Goal.objects.get().reached_on, PlanAction.objects.get().done_on) == (None, None)


def test_a_form_from_before_a_change_is_refused_and_says_what_stands_there_now(sami) -> None:
    step = action_of(goal_of(sami))
    old = queries.mark_of_action(step)
    change(step, old, due_on=date(2027, 1, 5))

    with pytest.raises(Refused, match="It says now: “Visit a surgery, Me, by 5 January 2027”"):
        change(step, old, text="Ring a surgery")
    assert PlanAction.objects.get().due_on == date(2027, 1, 5)

    step.refresh_from_db()
    change(step, queries.mark_of_action(step), text="Ring a surgery")
    change(step, old, text="Ring a surgery")  # pressed twice
    assert PlanAction.objects.get().text == "Ring a surgery"


def test_words_of_another_window_are_not_written_over(sami) -> None:
    goal, by = goal_of(sami), sami.account
    seen, nothing = queries.mark_of_goal(goal), queries.mark_of("")
    actions.change_goal(goal=goal, title="Work with animals", seen=seen, by=by)
    with pytest.raises(Refused, match="“Work with animals”"):
        actions.change_goal(goal=goal, title="Become a nurse", seen=seen, by=by)

    actions.say_what_helps(learner=sami, words="A quiet room", seen=nothing, by=by, now=NOW)
    with pytest.raises(Refused, match="“A quiet room”"):
        actions.say_what_helps(learner=sami, words="A walk", seen=nothing, by=by, now=NOW)
    assert queries.what_helps(sami) == "A quiet room"


def test_what_is_deleted_in_another_window_is_said_to_be_gone(sami) -> None:
    goal = goal_of(sami)
    step = action_of(goal)
    actions.delete_action(action=step, by=sami.account)
    actions.delete_action(action=step, by=sami.account)
    with pytest.raises(Refused, match="not in your plan any more"):
        actions.set_done(action=step, done=True, by=sami.account, now=NOW)

    actions.delete_goal(goal=goal, by=sami.account)
    actions.delete_goal(goal=goal, by=sami.account)
    with pytest.raises(Refused, match="not in your plan any more"):
        action_of(goal)


def test_no_day_in_the_past_but_one_that_was_there_may_stay(sami) -> None:
    goal = goal_of(sami)
    with pytest.raises(Refused, match="today or later"):
        action_of(goal, due_on=date(2026, 11, 21))
    step = action_of(goal, due_on=NOW.date())
    PlanAction.objects.update(due_on=date(2026, 10, 1))
    step.refresh_from_db()

    change(step, queries.mark_of_action(step), text="Ring a surgery")

    assert PlanAction.objects.values_list("text", "due_on").get() == ("Ring a surgery", date(2026, 10, 1))


def test_what_helps_is_deleted_by_saying_nothing_and_leaves_no_history(sami) -> None:
    def say(words, seen):
        return actions.say_what_helps(learner=sami, words=words, seen=queries.mark_of(seen), by=sami.account, now=NOW)

    say("  A quiet room\r\nand time ", "")
    assert WhatHelps.objects.get().words == "A quiet room\nand time"
    with pytest.raises(Refused, match="1,000 characters"):
        say("x" * 1001, "A quiet room\nand time")
    say("  ", "A quiet room\nand time")

    assert not WhatHelps.objects.exists()
    assert not hasattr(WhatHelps, "pgh_event_model")


def test_no_empty_or_endless_words(sami) -> None:
    for title, said in (("  ", "Say in a few words"), ("x" * 201, "200 characters")):
        with pytest.raises(Refused, match=said):
            goal_of(sami, title)


def test_a_deleted_goal_and_a_deleted_action_leave_no_history(sami) -> None:
    goal = goal_of(sami)
    first, second = action_of(goal), action_of(goal, text="Ring the surgery")
    actions.change_goal(goal=goal, title="Nurse", seen=queries.mark_of_goal(goal), by=sami.account)
    actions.set_done(action=first, done=True, by=sami.account, now=NOW)
    assert past(Goal).exists()
    assert past(PlanAction).exists()

    actions.delete_action(action=first, by=sami.account)
    assert not past(PlanAction).filter(pgh_obj_id=first.pk).exists()
    actions.delete_goal(goal=goal, by=sami.account)
    assert not past(Goal).exists()
    assert not past(PlanAction).filter(pgh_obj_id=second.pk).exists()


def test_deleted_words_do_not_come_back_when_records_come_apart(sami) -> None:
    other = LearnerFactory()
    WhatHelps.objects.create(learner=other, words="A secret of before", changed_at=NOW)
    say(sami, "Somewhere quiet", "")
    joining = join_learners(kept=sami, absorbed=other, cause=CODE, now=NOW, by=sami.account)
    both = queries.what_helps(sami)
    assert "A secret" in both

    say(sami, "", both)
    joining.refresh_from_db()
    assert "secret" not in str(joining.moved)
    undo(joining_id=joining.pk, by=sami.account, now=NOW)
    assert not WhatHelps.objects.exists()


def say(learner, words: str, before: str) -> None:
    actions.say_what_helps(learner=learner, words=words, seen=queries.mark_of(before), by=learner.account, now=NOW)
