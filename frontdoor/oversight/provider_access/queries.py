"""What a provider may know of the encounters it gave: when, where, for whom in numbers, and whether the law's parts are met."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from benchmarks.counting.rules import TECHNICAL
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.record.activities.kinds import ACCESS
from frontdoor.record.models import Activity, ActivityKind, Attendance


def hosted(user: Any) -> QuerySet[Activity]:
    """The encounters with the person's own providers, newest first, with `attended` and `is_whole`. No learner is named."""
    mine = organisations_for(user, Can.SEE_HOSTED)
    found = Activity.objects.filter(host__in=mine.values("pk"), kind=ActivityKind.PROVIDER)
    there = Count("participations", filter=Q(participations__attendance=Attendance.ATTENDED))
    return (
        found.select_related("institution", "host")
        .annotate(
            attended=there,
            is_whole=Q(parts__contains=[*ACCESS], in_school_hours=True, provider_kinds__overlap=TECHNICAL),
        )
        .order_by("-day", "-pk")
    )
