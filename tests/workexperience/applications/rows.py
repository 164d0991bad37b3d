"""Who gets the pages of applications: whose they are, and staff of the school through which they go."""

from typing import Any

from tests.access.rows import MISSING_ID, Row, anyone, furnish, only
from tests.access.world import World
from tests.workexperience.addresses import WEEK_AHEAD
from tests.workexperience.factories import OfferFactory, SessionFactory, applied
from workexperience.models import Employer


@furnish
def _applications(world: World) -> None:
    """The student of each school has asked for something; `things["asked", urn]`. Each waits for the school."""
    for school, body in ((world.school, world.own["employer"]), (world.far_school, world.elsewhere["employer"])):
        assert body
        offer = OfferFactory(employer=Employer.objects.get(pk=body.pk), closes_on=None)
        week = SessionFactory(offer=offer, first_day=WEEK_AHEAD, last_day=WEEK_AHEAD)
        learner = world.things["pupil", school.urn]
        world.things["asked", school.urn] = applied(week, institution=school, learner=learner)


def offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An offer that everybody sees."""
    if column == "missing":
        return {"offer_id": MISSING_ID}
    body = (world.own if column == "own" else world.elsewhere)["employer"]
    assert body
    return {"offer_id": world.things["offer", body.pk].pk}


def own(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The student's application, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"application_id": world.things["asked", urns[column]].pk if column in urns else MISSING_ID}


page, acts = only("student"), only("student", status=302)
ROWS_OF_APPLICATIONS = [
    # Whoever cannot apply is told how they could.
    Row("workexperience:apply", args=offer, get=anyone(200), post=anyone(200), public=True),
    Row("workexperience:my-applications", get=page),
    Row("workexperience:my-application", args=own, get=page),
    Row("workexperience:application-sent", args=own, get=page),
    Row("workexperience:application-withdraw", args=own, get=page, post=acts),
    Row("workexperience:application-answer", args=own, get=None, post=acts, data={"agrees": "yes"}),
]
