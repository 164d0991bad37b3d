"""What a service knew of an adviser goes a year after they left it, and at once when their account is emptied.

The row stays: meetings and the history of others say by it who held them. It leads to an account, and tells nothing else.
"""

import logging
from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.dispatch import receiver
from django.utils import timezone

from frontdoor.ground.privacy import past
from frontdoor.organisations.models import Membership, Role, Succession
from frontdoor.people.actions import account_emptied
from frontdoor.people.models import User
from frontdoor.record.erasing.periods import months_before
from guidance.models import Adviser, Change, Note, Proof, Weekly

log = logging.getLogger(__name__)
KEPT_FOR = 12  # months after the role ended
THEIRS: tuple[type[models.Model], ...] = (Proof, Weekly, Change)
EMPTY: dict[str, Any] = {
    "is_public": False,
    "about": "",
    "languages": [],
    "specialisms": [],
    "channels": [],
    "areas": [],
    "feed_hash": "",
}


def forget_former(*, now: datetime) -> dict[str, int]:
    """Forget the advisers who left their service a year ago; says, and logs, how many, with what of theirs was deleted."""
    with transaction.atomic():
        counts = _forget(list(_due(now).values_list("pk", flat=True)))
    log.info("former advisers were forgotten", extra={"fields": counts})
    return counts


@receiver(account_emptied, dispatch_uid="guidance-forget")
def forget_person(*, user: User, **_rest: Any) -> None:
    """In the transaction that empties an account: all that any service knew of them."""
    _forget(list(Adviser.objects.filter(user=user).values_list("pk", flat=True)))


def _due(now: datetime) -> QuerySet[Adviser]:
    """Those whose role ended so long ago, and of whom anything is left, also in history."""
    last_day = months_before(timezone.localdate(now), KEPT_FOR)
    until = timezone.make_aware(datetime.combine(last_day, time.max))
    # A school that follows another has its service, and no membership of those who had left by then.
    at = OuterRef("service__organisation")
    place = Q(organisation=at) | Q(organisation__in=Succession.objects.filter(new=OuterRef(at)).values("old"))
    here = Membership.objects.filter(place, user=OuterRef("user"), role=Role.ADVISER)
    since = here.filter(Q(ended_at=None) | Q(ended_at__gt=until))
    left = [Exists(model._base_manager.filter(adviser=OuterRef("pk"))) for model in THEIRS]  # noqa: SLF001 Django documents it
    left.append(Exists(Note.objects.filter(adviser=OuterRef("pk"))))
    left += [Exists(past(model).filter(adviser=OuterRef("pk"))) for model in THEIRS]
    anything = ~Q(**EMPTY) | Q(Exists(past(Adviser).filter(pgh_obj_id=OuterRef("pk"))))
    for one in left:
        anything |= Q(one)
    return Adviser.objects.filter(anything, Exists(here), ~Exists(since)).order_by("pk")


def _forget(ids: Collection[int]) -> dict[str, int]:
    """Emptying and deleting write history, so the history goes last. Their own notes about people have none."""
    notes, _each = Note.objects.filter(adviser__in=ids).delete()
    counts = {"advisers": len(ids), "note": notes}
    Adviser.objects.filter(pk__in=ids).update(**EMPTY)
    past(Adviser).filter(pgh_obj_id__in=ids).delete()
    for model in THEIRS:
        rows = model._base_manager.filter(adviser__in=ids)  # noqa: SLF001 Django documents it as public
        counts[model._meta.model_name or ""] = rows.count()
        rows.delete()
        past(model).filter(adviser__in=ids).delete()
    return counts
