"""Who gets the pages of a school's learners: its own staff. Each school of the table has two pupils, 1 with an account."""

from typing import Any

from tests.access.rows import MISSING_ID, Row, by_urn, furnish, only, person
from tests.access.world import World
from tests.record.factories import LearnerFactory, enrolled


@furnish
def _learners(world: World) -> None:
    """`things["pupil", urn]` is a pupil of each school; the student's own record is at the near school, as the far one's there."""
    for school, people in ((world.school, world.people), (world.far_school, world.others)):
        mine = LearnerFactory(given_names="Stu", account=people.get("student"))
        enrolled(school, learner=mine, tutor_group="11A")
        world.things["pupil", school.urn] = mine
        enrolled(school, year_group=9, tutor_group="9B")


STAFF = ["leader", "head", "teacher"]


def pupil(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of a pupil's page at the school that the role has to do with, and at another."""
    found = by_urn(world, role, column)
    if found is None:
        return None
    learner = world.things.get(("pupil", found["urn"]))
    return found | {"learner_id": learner.pk if learner else MISSING_ID}


CONTACT = {
    "name": "Sade Guard", "job_title": "Safeguarding lead", "phone": "01632 960 001", "email": "safe@school.example"
}  # fmt: skip
MANAGERS = only("leader", "head", status=302) | {"teacher": 403}
ROWS: list[Any] = [
    # care: a visitor is led to the public page, not asked to sign in
    Row("record:care-safe", get=person()),
    Row("record:care-contact", get=only(*STAFF), post=MANAGERS, args=by_urn, data=CONTACT),
]
