"""Who gets an adviser's pages and the pages on which staff book for somebody: a meeting is its adviser's alone."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from frontdoor.record.models import Learner
from guidance.booking import reasons
from guidance.models import Adviser, BookedAs, Meeting
from tests.access.rows import MISSING_ID, Row, by_urn, furnish, only, with_more
from tests.access.world import World
from tests.guidance.factories import meeting
from tests.record.factories import LearnerFactory, enrolled

BOOKERS = only("leader", "head") | {"teacher": 403}  # a teacher sees the pupil and books nothing


@furnish
def _meetings(world: World) -> None:
    """Each side's adviser has a coming meeting that they booked; each school has booked one for a pupil of its own."""
    sides = (("near", world.school, world.people), ("far", world.far_school, world.others))
    for where, school, people in sides:
        adviser = Adviser.objects.get(user=people["adviser"])
        world.things["meeting", where] = _made(adviser, LearnerFactory(), 3)
        learner = enrolled(school).learner
        more = {"institution": school, "booked_as": BookedAs.STAFF, "created_by": people["leader"]}
        world.things["meeting", school.urn] = _made(adviser, learner, 4, **more)


def _made(adviser: Adviser, learner: Learner, days: int, **more: Any) -> Meeting:
    now = timezone.now()
    start = now + timedelta(days=days)
    made = meeting(adviser, start, start + timedelta(minutes=45), learner=learner, **more)
    reasons.begin(made, now=now)
    return made


def of_adviser(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A meeting of the adviser's; everybody else tries the same one."""
    return {"meeting_id": _id(world, column)}


def for_learner(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The learner of that meeting."""
    return {"learner_id": _learner(world, column)}


def for_learner_booked(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page after the booking."""
    return {"learner_id": _learner(world, column), "meeting_id": _id(world, column)}


def for_pupil(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A pupil of the school for whom it has booked."""
    found = by_urn(world, role, column)
    made = found and world.things.get(("meeting", found["urn"]))
    return found and found | {"learner_id": made.learner_id if made else MISSING_ID}


def for_pupil_booked(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page after that booking."""
    found = for_pupil(world, role, column)
    made = found and world.things.get(("meeting", found["urn"]))
    return found and found | {"meeting_id": made.pk if made else MISSING_ID}


def _id(world: World, column: str) -> int:
    where = {"own": "near", "elsewhere": "far"}.get(column, "")
    return world.things["meeting", where].pk if where else MISSING_ID


def _learner(world: World, column: str) -> int:
    where = {"own": "near", "elsewhere": "far"}.get(column, "")
    return world.things["meeting", where].learner_id if where else MISSING_ID


def by_service(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The service of the role's own body; strangers try the adult service's."""
    if column == "missing":
        return {"organisation_id": MISSING_ID}
    places = world.own if column == "own" else world.elsewhere
    place = places[role if role in RUN else "ncs"]
    return place and {"organisation_id": place.pk}


RUN = ("leader", "head", "adviser-lead", "council", "ncs")
NCS = only("ncs")
MINE, DONE = only("adviser"), only("adviser", status=302)
ROWS_OF_DAYS: list[Row] = [
    Row("guidance:day", get=MINE),
    Row("guidance:caseload", get=MINE),
    Row("guidance:day-meeting", get=MINE, args=of_adviser),
    Row("guidance:day-meeting-move", get=MINE, post=MINE, args=of_adviser),
    Row("guidance:day-meeting-cancel", get=MINE, post=MINE, args=of_adviser),
    Row("guidance:day-meeting-missed", get=None, post=DONE, args=of_adviser),
    Row("guidance:for-learner", get=MINE, post=MINE, args=for_learner),
    Row("guidance:for-learner-booked", get=MINE, args=for_learner_booked),
    Row("guidance:for-pupil", get=BOOKERS, post=BOOKERS, args=for_pupil),
    Row("guidance:for-pupil-booked", get=BOOKERS, args=for_pupil_booked),
    Row("guidance:walk-in", get=NCS, post=NCS, args=by_service),
    Row("guidance:walk-in-booked", get=only(), args=with_more(by_service, meeting_id=MISSING_ID)),
    Row("guidance:left-meetings", get=only(*RUN), args=by_service),
    Row("guidance:left-meeting", get=only(), post=only(), args=with_more(by_service, meeting_id=MISSING_ID)),
]
