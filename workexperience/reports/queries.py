"""Which offers can be reported, and who reads what was said. Nobody who ever belonged to the employer does."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation
from workexperience.checks.queries import of_hub
from workexperience.employers import queries as employers
from workexperience.models import Application, Offer, Report, ReportKind
from workexperience.offers.queries import listed

WORST_FIRST = Case(When(kind=ReportKind.UNSAFE, then=Value(0)), default=Value(1), output_field=IntegerField())


def reportable(offer_id: int, *, user: Any, on: date) -> Offer | None:
    """An offer that this person may see: a listed one, and whatever they applied for. None for any other."""
    around = "employer__organisation__council__hub"
    found = listed(on).filter(pk=offer_id).select_related(around).first()
    if found is None and user.is_authenticated:  # two questions: one with "or" would look at every offer there is
        applied = Application.objects.filter(offer=OuterRef("pk"), learner__account=user)
        found = Offer.objects.filter(Exists(applied), pk=offer_id).select_related(around).first()
    return found


def seen_by(user: Any) -> QuerySet[Report]:
    """The reports that this person reads: of the employers that they check, and never did belong to."""
    found = Report.objects.filter(offer__employer__in=employers.overseen(user))
    found = found.exclude(Exists(employers.ever_of(OuterRef("offer__employer"), user)))
    return found.select_related("offer__employer__organisation__council__hub", "answered_by")


def waiting(user: Any) -> QuerySet[Report]:
    """Those that nobody has answered: what may not be safe first, then the oldest."""
    at_hub = Exists(of_hub("offer__employer"))
    return seen_by(user).filter(answered_at=None).annotate(at_hub=at_hub).order_by(WORST_FIRST, "created_at", "pk")


def waiting_with(user: Any) -> QuerySet[Report]:
    """Those of them that wait for this very person: for the department only where no hub has somebody."""
    mine = Exists(of_hub("offer__employer").filter(user=user))
    return waiting(user).filter(mine | Q(at_hub=False))


def answered(user: Any) -> QuerySet[Report]:
    """Those that somebody has answered, the last first."""
    return seen_by(user).filter(answered_at__isnull=False).order_by("-answered_at", "-pk")


def others(report: Report) -> QuerySet[Report]:
    """What else was said about the same offer."""
    return Report.objects.filter(offer=report.offer_id).exclude(pk=report.pk).order_by("-created_at", "-pk")


def speaks_for(user: Any, report: Report) -> Organisation | None:
    """The body in whose name this person answers: the employer's hub, else the department; None for others."""
    mine = organisations_for(user, Can.CHECK_EMPLOYERS)
    council = report.offer.employer.organisation.council
    hub = mine.filter(pk=council.hub_id).first() if council and council.hub_id else None
    return hub or mine.filter(kind=Kind.DEPARTMENT).first()
