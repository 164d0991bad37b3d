"""What becomes of a parent's link when no school is left that could stop it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from frontdoor.record.carers import queries
from frontdoor.record.joining.queries import root
from frontdoor.record.models import Carer, Enrolment, Learner, Reason, ReasonKind


def end_without_school(*, learner_ids: Iterable[int], now: datetime, by: Any = None) -> int:
    """End what parents see of learners who are on no roll and too young to decide; counts the learners.

    Codes that are still out stop working. The links stay on their schools' lists as not invited, so that a school that has
    the pupil again can invite again.
    """
    here = {root(one).pk for one in Learner.objects.filter(pk__in=learner_ids)}
    here -= set(Enrolment.objects.filter(learner__in=here, ended_on=None).values_list("learner", flat=True))
    with_parents = Learner.objects.filter(pk__in=here, carers__stopped_at=None, carers__isnull=False).distinct()
    young = [one.pk for one in with_parents if not queries.decides(one, today=timezone.localdate(now))]
    Carer.objects.filter(learner__in=young, stopped_at=None).update(
        account=None, accepted_at=None, invited_at=None, code_hash=""
    )
    seeing = Reason.objects.filter(learner__in=young, kind=ReasonKind.PARENT, ended_at=None)
    seeing.update(ended_at=now, ended_by=by)
    return len(young)
