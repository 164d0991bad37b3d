"""Who gets a meeting's summary at a school: its careers leader and head, where the learner lets them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from guidance.models import Adviser, Outcome, Summary
from tests.access.rows import MISSING_ID, Row, by_urn, furnish, only
from tests.access.world import World
from tests.guidance.factories import meeting
from tests.record.factories import enrolled


@furnish
def _summaries(world: World) -> None:
    """Each school has a pupil who met an adviser last week and lets it read the summary."""
    for school, people in ((world.school, world.people), (world.far_school, world.others)):
        adviser, start = Adviser.objects.get(user=people["adviser"]), timezone.now() - timedelta(days=7)
        facts = {"outcome": Outcome.ATTENDED, "outcome_by": adviser.user, "outcome_at": start}
        learner = enrolled(school).learner
        made = meeting(adviser, start, start + timedelta(minutes=45), learner=learner, institution=school, **facts)
        Summary.objects.create(
            meeting=made,
            talked="We looked at colleges and at apprenticeships near home.",
            options="A level 3 course, or an apprenticeship",
            school_may_read=True,
            written_by=adviser.user,
            written_at=start,
        )
        world.things["summary", school.urn] = made


def of_school(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The summary that the school of this column may read."""
    found = by_urn(world, role, column)
    made = found and world.things.get(("summary", found["urn"]))
    return found and found | {"meeting_id": made.pk if made else MISSING_ID}


ROWS_OF_SCHOOLS: list[Row] = [
    Row("guidance:pupil-summary", get=only("leader", "head"), args=of_school),
]
