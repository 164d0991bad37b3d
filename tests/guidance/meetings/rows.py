"""Who gets the pages of a learner's meetings: whose they are; by the key in a letter whoever has it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from frontdoor.organisations.models import Kind
from guidance.models import Supporter
from tests.access.rows import MISSING_ID, Args, Row, anyone, furnish, only, person
from tests.access.world import World
from tests.factories import OrganisationFactory
from tests.guidance.days.rows import of_adviser
from tests.guidance.factories import able_adviser, meeting

DAYS_AHEAD = 400  # whatever the day on which the table is asked


@furnish
def _meetings(world: World) -> None:
    """The student of each school has one to come, with an adviser whom nobody of the table knows, and a supporter."""
    service = OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Invented Meetings")
    adviser = able_adviser(service, "meets@advisers.example", "Ada Meets")
    for number, school in enumerate((world.school, world.far_school)):
        begins = timezone.now() + timedelta(days=DAYS_AHEAD + number)
        learner = world.things["pupil", school.urn]
        made = meeting(adviser, begins, begins + timedelta(minutes=45), learner=learner, institution=school)
        world.things["own meeting", school.urn] = made
        world.things["own supporter", school.urn] = Supporter.objects.create(
            meeting=made, name="Sam", email="sam@home.example", created_by=adviser.user, created_at=timezone.now()
        )


def own(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The student's meeting, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"meeting_id": world.things["own meeting", urns[column]].pk if column in urns else MISSING_ID}


def with_supporter(args: Args) -> Args:
    """The same with their supporter."""

    def wider(world: World, role: str, column: str) -> dict[str, Any] | None:
        found = args(world, role, column)
        urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
        supporter = world.things["own supporter", urns[column]].pk if column in urns else MISSING_ID
        return found and found | {"supporter_id": supporter}

    return wider


page, acts = only("student"), only("student", status=302)
ROWS_OF_MEETINGS = [
    Row("guidance:my-meetings", get=person()),
    Row("guidance:my-meeting", args=own, get=page),
    Row("guidance:my-meeting-move", args=own, get=page, post=page),
    Row("guidance:my-meeting-cancel", args=own, get=page, post=acts),
    Row("guidance:my-meeting-file", args=own, get=page),
    Row("guidance:my-meeting-supporter", args=own, get=page, post=page),
    Row("guidance:my-meeting-supporter-end", args=with_supporter(own), get=None, post=acts),
    Row("guidance:day-meeting-supporter", args=of_adviser, get=only("adviser"), post=only("adviser")),
    Row("guidance:day-meeting-supporter-end", args=of_adviser, get=None, post=only("adviser", status=302)),
    # Everybody without a key reads that the link does not work.
    Row("guidance:meeting", get=anyone(), public=True),
    Row("guidance:meeting-move", get=anyone(), post=anyone(), public=True),
    Row("guidance:meeting-cancel", get=anyone(), post=anyone(), public=True),
    Row("guidance:meeting-file", get=anyone(), public=True),
]
