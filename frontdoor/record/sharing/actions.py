"""The learner ends what they can end."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from frontdoor.record.actions import end_reason
from frontdoor.record.carers import actions as carers
from frontdoor.record.carers import queries as parents
from frontdoor.record.models import Carer, Learner, Reason, ReasonKind
from frontdoor.record.sharing.bases import basis_of

NOT_YOURS = "Only the person whose record it is can end this."
NOT_BY_YOU = "You cannot end this yourself. Ask your school or college about it."


@transaction.atomic
def withdraw(*, reason_id: int, by: User, now: datetime) -> Reason:
    """End a reason that rests on the learner's yes: it acts in the next request, and on letters that wait to be sent.

    A second press changes nothing. Refused for whoever else, and for what the learner does not decide.
    """
    Learner.objects.select_for_update().get(reasons=reason_id)
    reason = Reason.objects.select_related("learner").get(pk=reason_id)
    if reason.learner.account_id != by.pk:
        raise Refused(NOT_YOURS)
    decides = parents.decides(reason.learner, today=timezone.localdate(now))
    if not basis_of(reason.kind).can_end(decides=decides):
        raise Refused(NOT_BY_YOU)
    if reason.kind == ReasonKind.PARENT:
        _refuse_parent(reason, by, now)
    else:
        end_reason(source_key=reason.source_key, now=now, by=by)
    reason.refresh_from_db()
    return reason


def _refuse_parent(reason: Reason, by: User, now: datetime) -> None:
    """What the learner says about a parent holds for every link of that person: `carers.actions.decide` knows them."""
    for carer in Carer.objects.filter(learner=reason.learner, account=reason.person_id, stopped_at=None)[:1]:
        carers.decide(carer_id=carer.pk, agrees=False, by=by, now=now)
    end_reason(source_key=reason.source_key, now=now, by=by)
