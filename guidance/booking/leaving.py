"""What an adviser may see ends with their role, at once; somebody who comes back sees those whom they are still to meet."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from frontdoor.organisations.models import Membership, Role
from frontdoor.record.actions import reopen_reason
from frontdoor.record.models import Reason
from guidance.booking import reasons
from guidance.booking.rules import FOLLOW_UP
from guidance.models import Meeting
from guidance.times.clocks import ONE_DAY


@receiver(post_save, sender=Membership, dispatch_uid="guidance-adviser-leaves")
def adviser_left_or_came_back(*, instance: Membership, created: bool, **_rest: Any) -> None:
    """In the transaction of the membership. A succession, which ends many at a time, takes its advisers along: it passes by."""
    if instance.role != Role.ADVISER:
        return
    now = timezone.now()
    theirs = Meeting.objects.filter(
        adviser__user=instance.user_id, adviser__service__organisation=instance.organisation_id, cancelled_at=None
    )
    if instance.ended_at is not None:
        keys = _keys(theirs.filter(during__endswith__gt=now - FOLLOW_UP - ONE_DAY))
        open_ones = Reason.objects.filter(source_key__in=keys, ended_at=None)
        open_ones.update(ended_at=instance.ended_at, ended_by=instance.ended_by_id)
    elif created:
        for key in _keys(theirs.filter(during__startswith__gt=now)):
            reopen_reason(source_key=key)


def _keys(meetings: QuerySet[Meeting]) -> list[str]:
    return [reasons.key_of(one) for one in meetings]
