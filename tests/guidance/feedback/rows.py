"""Who gets the pages of feedback: the learner their own, those who run a service and its advisers what was said without names."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from frontdoor.organisations.models import Kind
from guidance.models import Feedback, Helped, Outcome, Summary
from tests.access.rows import MISSING_ID, Row, anyone, by_organisation, furnish, only
from tests.access.world import World
from tests.factories import OrganisationFactory
from tests.guidance.factories import able_adviser, meeting
from tests.guidance.services.rows import RUN
from tests.record import access_rows  # noqa: F401 its pupils are furnished first


@furnish
def _met(world: World) -> None:
    """The student of each school met an adviser whom nobody of the table knows, a week ago; a summary was written."""
    service = OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Invented Feedback")
    adviser = able_adviser(service, "met@advisers.example", "Ada Met")
    now = timezone.now()
    for number, school in enumerate((world.school, world.far_school)):
        begins, learner = now - timedelta(days=7, hours=number), world.things["pupil", school.urn]
        said = {"outcome": Outcome.ATTENDED, "outcome_by": adviser.user, "outcome_at": now}
        made = meeting(
            adviser, begins, begins + timedelta(minutes=45), learner=learner, institution=school, reference=f"F{number}",
            **said,
        )  # fmt: skip
        facts = {"talked": "We talked about what comes after Year 11.", "options": "College, or an apprenticeship"}
        Summary.objects.create(meeting=made, written_by=adviser.user, written_at=now, school_may_read=True, **facts)
        Feedback.objects.create(meeting=made, helped=Helped.A_LOT, knows_next=True, words="It was kind.", said_at=now)
        world.things["met", school.urn] = made


def met(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The student's meeting, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"meeting_id": world.things["met", urns[column]].pk if column in urns else MISSING_ID}


ROWS_OF_FEEDBACK = [
    Row("guidance:my-meeting-feedback", args=met, get=only("student"), post=only("student")),
    Row("guidance:my-meeting-readers", args=met, get=only("student"), post=only("student", status=302)),
    # Everybody without a key reads that the link does not work.
    Row("guidance:meeting-feedback", get=anyone(), post=anyone(), public=True),
    Row("guidance:service-feedback", get=only(*RUN), args=by_organisation),
    Row("guidance:my-feedback", get=only("adviser")),
]
