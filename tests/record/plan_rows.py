"""Who gets the pages of a plan: whose plan it is. `rows_of_plans()` gives their rows."""

from typing import Any

from frontdoor.record.models import Goal, PlanAction
from tests.access.rows import MISSING_ID, Args, Row, furnish, only
from tests.access.world import World
from tests.record.factories import NOW


def _plans(world: World) -> None:
    """The student's plan, and that of the student elsewhere: a goal with an action each."""
    for school in (world.school, world.far_school):
        learner = world.things["pupil", school.urn]
        facts = {"created_by": learner.account, "created_at": NOW}
        goal = Goal.objects.create(learner=learner, title="Become a vet", **facts)
        world.things["goal", school.urn] = goal
        world.things["action", school.urn] = PlanAction.objects.create(goal=goal, text="Visit a surgery", **facts)


def of_plan(*parts: str) -> Args:
    """The address of a goal, or of an action of it: the student's, and that of the student elsewhere."""

    def args(world: World, role: str, column: str) -> dict[str, Any] | None:
        urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
        return {f"{part}_id": world.things[part, urns[column]].pk if column in urns else MISSING_ID for part in parts}

    return args


def rows_of_plans() -> list[Row]:
    """The rows. The students' records are furnished before."""
    furnish(_plans)
    goal, action = of_plan("goal"), of_plan("goal", "action")
    page, acts = only("student"), only("student", status=302)
    title, step = {"title": "Become a nurse"}, {"text": "Ask a nurse", "owner": "learner"}
    return [
        Row("record:plan", get=page),
        Row("record:plan-add", get=page, post=acts, data=title),
        Row("record:plan-goal", args=goal, get=page, post=page, data={}),
        Row("record:plan-reached", args=goal, get=None, post=acts, data={"reached": "yes"}),
        Row("record:plan-delete", args=goal, get=page, post=acts),
        Row("record:plan-action-add", args=goal, get=page, post=acts, data=step),
        Row("record:plan-action", args=action, get=page, post=page, data={}),
        Row("record:plan-done", args=action, get=None, post=acts, data={"done": "yes"}),
        Row("record:plan-action-delete", args=action, get=page, post=acts),
        Row("record:what-helps", get=page, post=page, data={"words": "A quiet room"}),
    ]
