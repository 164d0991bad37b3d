"""Who gets the pages of the waiting list: whoever is signed in their own, and those who run a service the line without names."""

from datetime import UTC, date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from frontdoor.organisations.models import Kind
from guidance.models import BookedAs, Channel, Hold, Service, Topic, Wait
from tests.access.rows import Row, anyone, by_organisation, furnish, only, person
from tests.access.world import World
from tests.guidance.services.rows import RUN
from tests.guidance.times.rows import adviser
from tests.record import access_rows  # noqa: F401 its pupils are furnished first

SINCE = datetime(2026, 9, 9, 8, tzinfo=UTC)
KEPT = datetime(2099, 3, 6, 9, tzinfo=UTC)
OFFERED = DateTimeTZRange(datetime(2099, 3, 9, 9, tzinfo=UTC), datetime(2099, 3, 9, 9, 45, tzinfo=UTC))


@furnish
def _waits(world: World) -> None:
    """The student of each school waits, and is offered a time; another pupil waits for a promise that is broken."""
    for column, school, place in zip(
        ("own", "elsewhere"), (world.school, world.far_school), world.things[Kind.ADVISER_SERVICE], strict=True
    ):
        learner, service = world.things["pupil", school.urn], Service.objects.get(organisation=place)
        facts = {
            "service": service,
            "institution": school,
            "topic": Topic.AFTER_16,
            "promised_by": date(2026, 9, 23),
            "channels": [Channel.VIDEO.value, Channel.PHONE.value],
            "booked_as": BookedAs.LEARNER,
            "created_at": SINCE,
        }
        by = learner.account or world.people["student"]
        world.things["wait", school.urn] = wait = Wait.objects.create(
            learner=learner, ready_at=KEPT, offers=1, created_by=by, **facts
        )
        who = adviser(world, "adviser", column)
        if who:
            Hold.objects.create(
                adviser_id=who["adviser_id"], wait=wait, during=OFFERED, channel=Channel.VIDEO, expires_at=KEPT
            )
        other = school.enrolments.filter(ended_on=None).exclude(learner=learner).first()
        if other:
            Wait.objects.create(learner=other.learner, ready_at=SINCE, created_by=by, **facts)


ROWS_OF_WAITING = [
    Row("guidance:waiting", get=person(), post=person()),
    Row("guidance:waiting-stop", get=only("student"), post=only("student", status=302)),
    Row("guidance:offer", get=anyone(404), post=anyone(404)),
    Row("guidance:waiting-service", get=only(*RUN), args=by_organisation),
]
