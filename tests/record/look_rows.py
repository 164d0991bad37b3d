"""Who gets the pages of looks, and of questions and corrections. `rows_of_looks()` gives their rows."""

from typing import Any

from frontdoor.record.cases.actions import question_look
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Look
from tests.access.rows import MISSING_ID, Row, by_urn, furnish, only
from tests.access.world import World
from tests.record.factories import NOW


def _looks(world: World) -> None:
    """Each school's careers leader looked at its student, who questions the first look and not the second."""
    for school, people in ((world.school, world.people), (world.far_school, world.others)):
        learner = world.things["pupil", school.urn]
        for page in ("Pupil page", "Parents and carers"):
            looked(by=people["leader"], institution=school, learners=[learner.pk], page=page, now=NOW)
        first, second = Look.objects.filter(organisation=school).order_by("pk")
        world.things["look", school.urn] = second
        world.things["case", school.urn] = question_look(
            learner=learner, look=first, words="Why?", by=learner.account, now=NOW
        )


def own_look(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A look at the student, and one at the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"look_id": world.things["look", urns[column]].pk if column in urns else MISSING_ID}


def case(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A question to the school that the role has to do with, and to another."""
    found = by_urn(world, role, column)
    if found is None:
        return None
    one = world.things.get(("case", found["urn"]))
    return found | {"case_id": one.pk if one else MISSING_ID}


def rows_of_looks() -> list[Row]:
    """The rows. Nobody is named as data lead, so the head is: a careers leader learns of no question."""
    furnish(_looks)
    return [
        Row("record:looked", get=only("student")),
        Row("record:look-question", args=own_look, get=only("student"), post=only("student", status=302)),
        Row("record:questions", get=only("student")),
        Row("record:correction", get=only("student"), post=only("student")),
        Row("record:cases", args=by_urn, get=only("head")),
        Row("record:case", args=case, get=only("head"), post=only("head")),
        Row(
            "record:data-lead",
            args=by_urn,
            get=only("leader", "head"),
            post=only("leader", "head", status=302),
            data={"person": "nobody"},
        ),
    ]
