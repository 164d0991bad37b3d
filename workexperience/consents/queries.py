"""Whether a parent or carer has to agree, who can be asked, and whether somebody has agreed."""

from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from frontdoor.record.carers.queries import decides
from frontdoor.record.models import Carer, Learner
from workexperience.models import Application, ApplicationState, Consent

MOST_TRIES = 5  # wrong birth dates, before the school has to send another link


def needed(learner: Learner, *, today: date) -> bool:
    """Whether somebody has to agree: under 16, or below Year 12 where no birth date is known."""
    return not decides(learner, today=today)


def agreed(application: Application, *, today: date | None = None) -> bool:
    """Whether nobody has to agree, or somebody has, to the very days that it has now."""
    if not needed(application.learner, today=today or timezone.localdate()):
        return True
    yes = Consent.objects.filter(application=application, session=application.session_id, agrees=True)
    changed = application.steps.filter(state=ApplicationState.OTHER_DAYS).aggregate(at=Max("at"))["at"]
    return (yes.filter(created_at__gt=changed) if changed else yes).exists()


def carers_of(application: Application) -> QuerySet[Carer]:
    """Whom the school can ask: the parents and carers whom it has named itself and not stopped, the first first."""
    found = Carer.objects.filter(learner=application.learner_id, institution=application.institution_id)
    return found.filter(stopped_at=None).order_by("created_at", "pk")


def asked_now(application: Application) -> Consent | None:
    """The question that waits for an answer; its link may have run out."""
    return application.consents.filter(answered_at=None, replaced_at=None).select_related("carer").first()


def why_dead(consent: Consent | None, *, now: datetime) -> str:
    """Why a link does not work, as one sentence to whoever opened it; empty when it works. It says nothing of anybody."""
    if consent is None or consent.replaced_at or _is_stopped(consent):
        return "This link does not work, or a newer one has taken its place."
    if consent.answered_at:
        return "You have answered. Thank you. To change your answer, ring the school or college."
    if consent.tries >= MOST_TRIES:
        return "The birth date was wrong too often, so this link is closed. Ask the school or college for a new one."
    if consent.expires_at <= now:
        return "This link has run out. Ask the school or college for a new one."
    return ""


def _is_stopped(consent: Consent) -> bool:
    return consent.carer is None or consent.carer.stopped_at is not None
