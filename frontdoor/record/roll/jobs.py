"""What a worker does with an uploaded roll: read it for a preview; load it once somebody has said yes."""

import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import Report
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.roll import actions, queries
from frontdoor.record.roll.parse import Roll, as_plain, from_plain, read_roll

READ, LOAD = "roll-read", "roll"  # keys of settings.JOBS
NOT_YOURS = "You can no longer load this roll."


def read(data: bytes, report: Report, *, by: Any, institution: int) -> None:
    """Read the file and keep what it says beside it; count what it would do. Nothing is written to the roll."""
    place = _place(by, institution)
    today = timezone.localdate()
    roll = read_roll(data, today=today, watch=report.watch)
    found = queries.difference(roll, place, today=today, with_needs=queries.may_see_needs(by, place))
    actions.tell(roll, found, report)
    if report.result:
        report.result.touch(mode=0o600)
        report.result.write_text(json.dumps(as_plain(roll)), encoding="utf-8")


def load(data: bytes, report: Report, *, by: Any, institution: int, seen: str, many_may_leave: bool, read: int) -> None:  # noqa: ARG001 `read` tells the page which preview it was
    """Load the file as its preview said; refused when it would now do something else."""
    place, now = _place(by, institution), timezone.now()
    roll = read_roll(data, today=timezone.localdate(now), watch=report.watch)
    actions.load(
        roll=roll,
        institution=place,
        now=now,
        by=by,
        with_needs=queries.may_see_needs(by, place),
        many_may_leave=many_may_leave,
        seen=seen,
        report=report,
    )


def kept(result: Path) -> Roll:
    """What `read` kept. FileNotFoundError when it was deleted."""
    return from_plain(json.loads(result.read_text(encoding="utf-8")))


def _place(by: Any, institution: int) -> Organisation:
    """The institution, if the person may load its roll still: a worker comes later than the press."""
    place = organisations_for(by, Can.MANAGE_LEARNERS).filter(pk=institution).first()
    if place is None:
        raise Refused(NOT_YOURS)
    return place
