"""Reminding whoever has an application: a parent by a new link, the employer's people, the learner. Once in three days each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import transaction

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from workexperience.applications import letters, moves, rules
from workexperience.consents import actions as consents
from workexperience.consents.queries import asked_now
from workexperience.models import Application, ApplicationState

S = ApplicationState
AGAIN_AFTER = timedelta(days=3)
AT_EMPLOYER = (S.EMPLOYER, S.FEEDBACK)
Outcome = Literal["sent", "lately", "nobody"]


@dataclass(frozen=True)
class Chased:
    """For how many somebody was reminded now, was reminded in the last three days, or nobody can be reminded."""

    sent: int
    lately: int
    nobody: int


def chase(*, applications: Iterable[Application], by: Any, now: datetime) -> Chased:
    """Remind whoever has each of these. An employer gets one letter however many wait for it."""
    found: list[Outcome] = []
    reminded: set[int] = set()
    for one in applications:
        with transaction.atomic():
            found.append(_one(one.pk, reminded, by, now))
    return Chased(*(found.count(outcome) for outcome in ("sent", "lately", "nobody")))


def _one(application_id: int, reminded: set[int], by: Any, now: datetime) -> Outcome:
    application = moves.locked(application_id)
    if application.state in (S.PARENT, S.ACCEPTED):
        return _parent(application, by, now)
    if application.state in AT_EMPLOYER:
        return _employer(application, reminded, now)
    if rules.owner(application.state) == rules.LEARNER:
        return _learner(application, now)
    return "nobody"


def _parent(application: Application, by: Any, now: datetime) -> Outcome:
    """A new link takes the place of the older, which may have run out or never arrived."""
    asked = asked_now(application)
    if asked is None or asked.carer is None or asked.carer.stopped_at:
        return "nobody"
    if now - asked.created_at < AGAIN_AFTER:
        return "lately"
    try:
        consents.ask(application, carer=asked.carer, by=by, now=now)
    except Refused:
        return "nobody"
    return "sent"


def _employer(application: Application, reminded: set[int], now: datetime) -> Outcome:
    employer = application.offer.employer
    if employer.pk in reminded:
        return "sent"
    if _lately(letters.chase_key("employer", employer.pk), now):
        return "lately"
    if not letters.chase_employer(employer, now=now):
        return "nobody"
    reminded.add(employer.pk)
    return "sent"


def _learner(application: Application, now: datetime) -> Outcome:
    if _lately(letters.chase_key("learner", application.pk), now):
        return "lately"
    return "sent" if letters.chase_learner(application, now=now) else "nobody"


def _lately(key: str, now: datetime) -> bool:
    return Letter.objects.filter(key__startswith=key, created_at__gt=now - AGAIN_AFTER).exists()


def in_words(done: Chased) -> str:
    """What came of it, as one or more sentences."""
    said = [f"Reminded somebody of {done.sent} application{'' if done.sent == 1 else 's'}."]
    if done.lately:
        said.append(f"For {done.lately}, somebody was asked or reminded less than three days ago.")
    if done.nobody:
        said.append(f"For {done.nobody} there is nobody whom we can remind.")
    return " ".join(said)
