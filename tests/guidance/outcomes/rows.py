"""Who gets the pages on which an adviser says what became of a meeting: its adviser alone."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from guidance.booking import reasons
from guidance.models import Adviser, Outcome
from tests.access.rows import MISSING_ID, Row, furnish, only
from tests.access.world import World
from tests.guidance.factories import meeting
from tests.record.factories import LearnerFactory

MINE = only("adviser")


@furnish
def _meetings(world: World) -> None:
    """Each side's adviser has met somebody three days ago, and has said that they came."""
    now = timezone.now()
    start = now - timedelta(days=3)
    for where, people in (("near", world.people), ("far", world.others)):
        adviser = Adviser.objects.get(user=people["adviser"])
        said = {"outcome": Outcome.ATTENDED, "outcome_by": adviser.user, "outcome_at": now}
        made = meeting(adviser, start, start + timedelta(minutes=45), learner=LearnerFactory(), **said)
        reasons.begin(made, now=start)
        world.things["meeting-over", where] = made


def of_adviser(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A meeting of the adviser's that is over; everybody else tries the same one."""
    where = {"own": "near", "elsewhere": "far"}.get(column, "")
    return {"meeting_id": world.things["meeting-over", where].pk if where else MISSING_ID}


ROWS_OF_OUTCOMES: list[Row] = [
    Row("guidance:day-meeting-outcome", get=MINE, post=MINE, args=of_adviser),
    Row("guidance:day-meeting-next", get=MINE, post=MINE, args=of_adviser),
]
