"""Who may see which learner, and how much: the reasons table is asked, and nothing else (design section 3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Learner, Reason, ReasonKind, ReasonScope

# What a person's own reason (a parent's, a supporter's) lets them do; an organisation's lets its members do what their role says.
OWN = {Can.SEE_LEARNERS}


def live(today: date) -> Q:
    """The reasons that hold on a day. Expiry is a date; withdrawing acts at once."""
    return Q(starts_on__lte=today, ended_at=None) & (Q(until=None) | Q(until__gte=today))


def reasons_of(
    user: Any, can: Can, *, today: date, scopes: Iterable[ReasonScope] = (ReasonScope.RECORD,)
) -> QuerySet[Reason]:
    """The live reasons by which the person has this permission over a learner, themselves or by an organisation."""
    if not user.is_authenticated:
        return Reason.objects.none()
    holder = Q(organisation__in=organisations_for(user, can).values("pk"))
    if can in OWN:
        holder |= Q(person=user)
    return Reason.objects.filter(live(today), holder, scope__in=[*scopes])


def learners_seen(
    user: Any, can: Can, *, today: date, scopes: Iterable[ReasonScope] = (ReasonScope.RECORD,)
) -> QuerySet[Learner]:
    """The learners over whom the person has this permission today."""
    return Learner.objects.filter(pk__in=reasons_of(user, can, today=today, scopes=scopes).values("learner"))


def ids_at(institution: Organisation, *, today: date) -> QuerySet[Any]:
    """The ids of the learners whom an institution may see because they are on its roll, to filter other rows by.

    Straight from the reasons: by way of `learners_at` every learner of the country would be read to find a school's own.
    """
    held = Reason.objects.filter(live(today), organisation=institution, kind=ReasonKind.ENROLLED)
    return held.values("learner")


def learners_at(institution: Organisation, *, today: date) -> QuerySet[Learner]:
    """The learners whom an institution may see because they are on its roll."""
    return Learner.objects.filter(pk__in=ids_at(institution, today=today))


def get_pupil(institution: Organisation, *, today: date, pk: int) -> Learner:
    """A learner on this institution's roll; 404 for everybody else's. Ask `get_for` for the institution first."""
    return get_object_or_404(learners_at(institution, today=today), pk=pk)


def get_own(user: Any) -> Learner:
    """Whose record it is, for pages of their own below `/record/`; 404 for somebody who has none."""
    return get_object_or_404(Learner, account=user)
