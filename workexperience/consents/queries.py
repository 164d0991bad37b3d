"""Whether a parent or carer has to agree, who can be asked, and whether somebody has agreed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.letters.models import Letter
from frontdoor.letters.queries import IN_DOUBT
from frontdoor.record.access import ids_at
from frontdoor.record.carers.queries import decides
from frontdoor.record.models import Carer, Learner, Reason
from workexperience.applications.moves import reason_key
from workexperience.models import Application, ApplicationState, Consent

S = ApplicationState
ASKED = "consent-asked"  # the kind of the letter with the link
ASKED_IN = (S.PARENT, S.ACCEPTED)
DEAD = "This link does not work, or a newer one has taken its place."
ANSWERED = "You have answered. Thank you. To change your answer, ring the school or college."
CLOSED = "The birth date was wrong too often, so this link is closed. Ask the school or college for a new one."
RUN_OUT = "This link has run out. Ask the school or college for a new one."
NOT_NOW = "Nobody waits for your answer any more: the placement is over, or has changed."
MOST_TRIES = 5  # wrong birth dates, before the school has to send another link


def needed(learner: Learner, *, today: date) -> bool:
    """Whether somebody has to agree: under 16, or below Year 12 where no birth date is known."""
    return not decides(learner, today=today)


def agreed(application: Application, *, today: date | None = None) -> bool:
    """Whether nobody has to agree, or somebody has, to the very days that it has now."""
    if not needed(application.learner, today=today or timezone.localdate()):
        return True
    yes = Consent.objects.filter(application=application, session=application.session_id, agrees=True)
    changed = _changed(application)
    return (yes.filter(created_at__gt=changed) if changed else yes).exists()


def _changed(application: Application) -> datetime | None:
    """When other days were offered last."""
    at: datetime | None = application.steps.filter(state=ApplicationState.OTHER_DAYS).aggregate(at=Max("at"))["at"]
    return at


def was_seen(application: Application) -> bool:
    """Whether the employer has seen this application: then it is told when it ends."""
    return Reason.objects.filter(source_key=reason_key(application)).exists()


def wanted_since(application: Application) -> date:
    """The first day on which a paper can be about these very days: it was asked for, or other days were offered, then."""
    return timezone.localdate(_changed(application) or application.created_at)


def too_old(application: Application, signed: date) -> str:
    """Why a paper of this day cannot be about these days, as a sentence; empty when it can. Form and action ask it."""
    since = wanted_since(application)
    return (
        f"These days have been asked about only since {day_in_words(since)}. Enter a day from then on"
        if signed < since
        else ""
    )


def carers_of(application: Application) -> QuerySet[Carer]:
    """Whom the school can ask: the parents and carers whom it has named itself and not stopped, the first first."""
    found = Carer.objects.filter(learner=application.learner_id, institution=application.institution_id)
    return found.filter(stopped_at=None).order_by("created_at", "pk")


def carers_by(applications: Iterable[Application]) -> dict[int, list[Carer]]:
    """Whom the school can ask, by application; all of one institution. One query. Nobody without a birth date: see `ask`."""
    wanted = [one for one in applications if one.learner.date_of_birth]
    named = Carer.objects.filter(learner__in=[one.learner_id for one in wanted], stopped_at=None)
    found = list(named.order_by("created_at", "pk"))
    return {
        one.pk: [
            carer for carer in found if (carer.learner_id, carer.institution_id) == (one.learner_id, one.institution_id)
        ]
        for one in wanted
    }


def open_ones() -> QuerySet[Consent]:
    """The questions that wait for an answer; the link of one may have run out."""
    return around(Consent.objects.filter(answered_at=None, replaced_at=None))


def around(found: QuerySet[Consent]) -> QuerySet[Consent]:
    """With all that `why_dead` looks at."""
    return found.select_related("carer", "application__learner", "application__institution")


def unasked(found: Iterable[Application], *, today: date) -> list[Application]:
    """Of these, where a parent or carer has to agree and nobody waits for an answer of theirs: for staff to ask, or record."""
    waiting = {*open_ones().filter(application__in=[one.pk for one in found]).values_list("application", flat=True)}
    return [one for one in found if one.state in ASKED_IN and one.pk not in waiting and not agreed(one, today=today)]


def waiting_with(user: Any, *, now: datetime) -> list[Consent]:
    """The questions that a parent or carer with an account can answer now."""
    found = open_ones().filter(carer__account=user) if user.is_authenticated else Consent.objects.none()
    return [one for one in found.order_by("expires_at", "pk") if not why_dead(one, now=now)]


def asked_now(application: Application) -> Consent | None:
    """The question that waits for an answer; its link may have run out."""
    return open_ones().filter(application=application).first()


def why_dead(consent: Consent | None, *, now: datetime) -> str:
    """Why a link does not work, as a sentence to whoever opened it; empty when it works. It says nothing of anybody."""
    if consent is None or consent.replaced_at or consent.carer is None or consent.carer.stopped_at:
        return DEAD
    if consent.answered_at:
        return ANSWERED
    if consent.tries >= MOST_TRIES:
        return CLOSED
    if consent.expires_at <= now:
        return RUN_OUT
    return "" if _is_wanted(consent, timezone.localdate(now)) else NOT_NOW


def _is_wanted(consent: Consent, today: date) -> bool:
    """Whether somebody still waits for it: also not once the school may not see the learner any more."""
    application = consent.application
    if application.state not in ASKED_IN or consent.session_id != application.session_id:
        return False
    here = ids_at(application.institution, today=today)
    return here.filter(learner=application.learner_id).exists() and not agreed(application, today=today)


def letter_key(consent: Consent) -> str:
    """The key of the letter that carried a question. It ends in a word, so that no other begins with it."""
    return f"{ASKED}:{consent.pk}:link"


def trouble(
    consents: Iterable[Consent], *, now: datetime, states: Iterable[tuple[str, str]] | None = None
) -> dict[int, str]:
    """What staff have to know of questions that wait, by application: why no answer can come.

    `states` is key and state of their letters, where they are known: otherwise one query.
    """
    found = {one.application_id: _trouble(one, now) for one in consents}
    by_key = {letter_key(one): one.application_id for one in consents}
    if states is None:
        states = Letter.objects.filter(key__in=by_key).values_list("key", "state")
    for key, state in states:
        if key in by_key and state in IN_DOUBT:
            found[by_key[key]] = found[by_key[key]] or "The letter did not arrive. Check the address, or ask on paper."
    return {pk: words for pk, words in found.items() if words}


def _trouble(consent: Consent, now: datetime) -> str:
    if consent.carer is None or consent.carer.stopped_at:
        return "You have stopped this parent or carer. Ask another, or ask on paper."
    if consent.tries >= MOST_TRIES:
        return "The birth date was wrong five times, so the link is closed. Send another, or ask on paper."
    if consent.expires_at <= now:
        return "The link has run out. Send another, or ask on paper."
    return ""


def by_key_hash(key_hash: str) -> Consent | None:
    """The question behind a link, by the hash of its key; those too that are answered or replaced."""
    return around(Consent.objects.filter(token_hash=key_hash)).first()
