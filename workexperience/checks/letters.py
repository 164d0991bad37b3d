"""The letters about checks, each made in the transaction of its cause."""

from datetime import datetime

from django.urls import reverse

from frontdoor.ground.dates import day_in_words
from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.models import Membership
from workexperience.checks import queries
from workexperience.employers.queries import people
from workexperience.models import Check


def sent(check: Check, *, now: datetime) -> None:
    """To whoever decides: a check waits."""
    for decider in queries.deciders(check.employer):
        _write("check-sent", check, decider, now, path=_check(check), place=decider.organisation.label)


def accepted(check: Check, *, now: datetime) -> None:
    """To the employer's people: checked, and until when."""
    _to_employer("check-accepted", check, now, by=check.decider)


def sent_back(check: Check, *, now: datetime) -> None:
    """To the employer's people: what has to change."""
    _to_employer("check-sent-back", check, now, by=check.decider, note=check.note)


def ended(check: Check, *, now: datetime) -> None:
    """To the employer's people: withdrawn, and why."""
    _to_employer("check-ended", check, now, by=check.ender, note=check.ended_because)


def _to_employer(kind: str, check: Check, now: datetime, **more: str) -> None:
    for member in people(check.employer):
        _write(kind, check, member, now, path=home(check), **more)


def _write(kind: str, check: Check, to: Membership, now: datetime, **more: str) -> None:
    queue(
        kind,
        key=f"{kind}:{check.pk}:{to.user_id}",
        to=to.user.email,
        context=about(check) | more,
        now=now,
        organisation_id=to.organisation_id,
    )


def about(check: Check) -> dict[str, str]:
    """What every letter about a check says."""
    return {"employer": check.employer.organisation.label, "until": day_in_words(check.insured_until)}


def home(check: Check) -> str:
    """The employer's own page."""
    return reverse("workexperience:employer", args=[check.employer_id])


def _check(check: Check) -> str:
    return reverse("workexperience:check", args=[check.pk])


@wanted_while("check-sent")
def still_waits(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Nobody is asked to read a check that somebody has decided about; `check-sent-back` is another kind, and goes."""
    if letter.kind != "check-sent":
        return True
    return Check.objects.filter(pk=int(letter.key.split(":")[1]), decided_at=None).exists()
