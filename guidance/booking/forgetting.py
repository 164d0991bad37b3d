"""Kept times that are over: nobody needs to know for whom they were kept."""

from datetime import datetime, timedelta

from django.db import transaction

from guidance.models import Hold

OVER_FOR = timedelta(hours=1)


@transaction.atomic
def forget_holds(*, now: datetime) -> int:
    """Delete those that expired an hour ago or more; how many. Rows that somebody else is at are left to the next run."""
    over = Hold.objects.filter(expires_at__lte=now - OVER_FOR)
    found = list(over.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Hold.objects.filter(pk__in=found).delete()
    return len(found)
