"""Who gets the pages of booking: everybody the times, whoever is signed in the form, its learner what is booked."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from frontdoor.organisations.models import Kind
from guidance.models import Channel
from tests.access.rows import MISSING_ID, Row, anyone, furnish, only, person
from tests.access.world import World
from tests.factories import OrganisationFactory
from tests.guidance.factories import WeeklyFactory, able_adviser, meeting
from tests.record import access_rows  # noqa: F401 its pupils are furnished first

BOOKED = datetime(2099, 3, 2, 9, tzinfo=UTC)


@furnish
def _bookings(world: World) -> None:
    """A meeting of the student of each school; and an adviser for adults who can be booked by phone on every weekday."""
    service = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Invented Booking Advisers")
    adviser = able_adviser(service, "booking@advisers.example", "Bo Kind")
    adviser.proofs.filter(kind="dbs").update(until="2099-08-31")
    for weekday in range(5):
        hours = {"starts_at": time(9), "ends_at": time(17), "channels": [Channel.PHONE.value]}
        WeeklyFactory(adviser=adviser, weekday=weekday, **hours)
    for number, school in enumerate((world.school, world.far_school)):
        start = BOOKED + number * timedelta(hours=2)
        learner = world.things["pupil", school.urn]
        world.things["booked", school.urn] = meeting(adviser, start, start + timedelta(minutes=45), learner=learner)


def own(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The student's meeting, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"meeting_id": world.things["booked", urns[column]].pk if column in urns else MISSING_ID}


ROWS_OF_BOOKING = [
    Row("guidance:start", get=anyone()),
    Row("guidance:choose", get=anyone(302)),  # without a question it leads to where that is asked
    Row("guidance:hold", get=None, post=person()),
    Row("guidance:book", get=person(302), post=person(302)),  # nothing is kept for them
    Row("guidance:booked", get=only("student"), args=own),
]
