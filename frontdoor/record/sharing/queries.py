"""Who may see a learner's record, and who could before, as far as the learner is shown it."""

from datetime import date

from django.db.models import QuerySet

from frontdoor.record.access import live
from frontdoor.record.carers import queries as carers
from frontdoor.record.models import Learner, Reason, ReasonKind


def shown(learner: Learner, *, today: date) -> QuerySet[Reason]:
    """The reasons that the learner is told of: a parent's from 13, when they are told of their parents (issue 3.1)."""
    found = Reason.objects.filter(learner=learner).select_related("organisation", "person")
    return found if carers.knows_parents(learner, today=today) else found.exclude(kind=ReasonKind.PARENT)


def now(learner: Learner, *, today: date) -> QuerySet[Reason]:
    """Those that hold today, the newest first."""
    return shown(learner, today=today).filter(live(today)).order_by("-starts_on", "-pk")


def before(learner: Learner, *, today: date) -> QuerySet[Reason]:
    """Those that are over, the newest first."""
    over = shown(learner, today=today).exclude(pk__in=Reason.objects.filter(live(today), learner=learner))
    return over.filter(starts_on__lte=today).order_by("-starts_on", "-pk")
