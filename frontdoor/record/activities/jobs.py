"""What a worker does with an uploaded file of activities."""

from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import Report
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.record.activities import loading

KIND = "activities"  # the key of settings.JOBS


def load(data: bytes, report: Report, *, by: Any, institution: int) -> None:
    """Record the file's activities. The worker comes later than the press, so it asks again whether the person may."""
    place = organisations_for(by, Can.LOG_ACTIVITY).filter(pk=institution).first()
    if place is None:
        raise Refused("You can no longer record activities here.")
    loading.load(data, report, institution=place, by=by, now=timezone.now())
