"""Who gets the pages of activities: a school's staff read, its careers leader and head record. `rows_of_activities()`."""

from typing import Any

from frontdoor.ground.models import Job
from frontdoor.record.activities import actions
from frontdoor.record.activities.jobs import KIND
from tests.access.rows import MISSING_ID, Row, by_urn, furnish, only
from tests.access.world import World
from tests.record.activities.conftest import NOW, talk


def _activities(world: World) -> None:
    """`things["activity", urn]` is an activity of each school, `things["activity-file", urn]` its leader's loaded file."""
    for school, people in ((world.school, world.people), (world.far_school, world.others)):
        world.things["activity", school.urn] = actions.log_activity(
            institution=school, by=people["leader"], now=NOW, facts=talk(),
            attended=[world.things["pupil", school.urn].pk], source="Recorded here", source_key=f"log:{school.urn}",
        )  # fmt: skip
        world.things["activity-file", school.urn] = Job.objects.create(
            kind=KIND, by=people["leader"], file_name="x.csv", checksum="0", context={"institution": school.pk},
            created_at=NOW,
        )  # fmt: skip


def activity(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of an activity of the school that the role has to do with, and of another's."""
    found = by_urn(world, role, column)
    if found is None:
        return None
    one = world.things.get(("activity", found["urn"]))
    return found | {"activity_id": one.pk if one else MISSING_ID}


def file(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of the file that a school's careers leader loaded."""
    found = by_urn(world, role, column)
    if found is None:
        return None
    one = world.things.get(("activity-file", found["urn"]))
    return found | {"job_id": one.pk if one else MISSING_ID}


READERS = only("leader", "head", "teacher")
LOGGERS = only("leader", "head") | {"teacher": 403}  # a teacher reads only
LOGGERS_DONE = only("leader", "head", status=302) | {"teacher": 403}


def rows_of_activities() -> list[Row]:
    """The rows; their activities are made after the pupils, which must be there."""
    furnish(_activities)
    return [
        Row("record:activities", get=READERS, args=by_urn),
        Row("record:activity", get=READERS, args=activity),
        Row("record:activity-log", get=LOGGERS, post=LOGGERS, args=by_urn),
        Row("record:activity-saved", get=LOGGERS, args=activity),
        Row("record:activity-again", get=LOGGERS, post=LOGGERS, args=activity),
        Row("record:activity-change", get=LOGGERS, post=LOGGERS, args=activity),
        Row("record:activity-who", get=LOGGERS, post=LOGGERS, args=activity),
        Row("record:activity-upload", get=LOGGERS, post=LOGGERS, args=by_urn),
        # a file is its uploader's alone; the teacher who may see the school and not load a file is told so
        Row("record:activity-job", get=only("leader") | {"teacher": 403}, args=file),
        Row("record:activity-rejects", get=only() | {"teacher": 403}, args=file),
        Row("record:activity-delete", get=LOGGERS, post=LOGGERS_DONE, args=activity),
    ]
