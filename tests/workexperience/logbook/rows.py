"""Who gets the pages about the days of a placement: the learner whose they are; anybody checks a certificate."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from tests.access.rows import MISSING_ID, Args, Row, anyone, furnish, only
from tests.access.world import World
from tests.workexperience.factories import SessionFactory, applied
from workexperience.models import ApplicationState, Day, Mark


@furnish
def _placements(world: World) -> None:
    """A placement of yesterday for the student, and for the student elsewhere."""
    for school in (world.school, world.far_school):
        yesterday = timezone.localdate() - timedelta(days=1)
        session = SessionFactory(first_day=yesterday, last_day=yesterday)
        found = applied(
            session, institution=school, learner=world.things["pupil", school.urn], state=ApplicationState.CONFIRMED
        )
        world.things["placement", school.urn] = found
        world.things["placement-day", school.urn] = Day.objects.create(
            application=found, session=session, day=yesterday, starts_at=time(9), ends_at=time(15), hours=5,
            supervisor_name="Sol", supervisor_phone="01632 960002", mark=Mark.HERE, marked_at=timezone.now(),
        )  # fmt: skip


def placement(*, day: bool = False) -> Args:
    """The address of a placement, and of its day."""

    def args(world: World, role: str, column: str) -> dict[str, Any] | None:
        if column == "missing":
            return {"application_id": MISSING_ID} | ({"day_id": MISSING_ID} if day else {})
        urn = (world.school if column == "own" else world.far_school).urn
        found = {"application_id": world.things["placement", urn].pk}
        return found | ({"day_id": world.things["placement-day", urn].pk} if day else {})

    return args


PAGE, ACTS = only("student"), only("student", status=302)
ROWS_OF_LOGBOOK = [
    Row("workexperience:log", get=PAGE, args=placement()),
    Row("workexperience:log-day", get=PAGE, post=ACTS, args=placement(day=True), data={"text": "Measured beams."}),
    Row("workexperience:reflect", get=PAGE, post=ACTS, args=placement(), data={"text": "To ask first."}),
    Row("workexperience:certificate", get=PAGE, post=ACTS, args=placement()),
    Row("workexperience:certificate-check", get=anyone(200), post=anyone(200), data={"code": "", "surname": ""}),
]
