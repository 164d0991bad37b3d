"""Reminders before a check runs out, and the letter on the day after. Any run makes what is due and was not made before."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from frontdoor.ground import running_out
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.models import Membership, Organisation
from workexperience.checks import letters, queries
from workexperience.employers.queries import people
from workexperience.models import Check
from workexperience.placements import queries as placements
from workexperience.placements.letters import staff

HUB_AT = 7  # days before: whoever decides is told once, in time for a renewal
BATCH = 200  # checks whose letters are made in one transaction


def remind_of_expiry(*, on: date, now: datetime) -> int:
    """Write to each employer whose check runs out soon or has just run out; how many letters were made.

    A letter is made once for each check, stage and person. A missed run catches up with the nearest stage only. While a
    renewal waits, the employer has done its part: it is told of the end only, whoever decides is told at 7 days all the same.
    """
    made, due = 0, list(_due(on).values_list("pk", flat=True))
    for start in range(0, len(due), BATCH):
        with transaction.atomic():
            checks = _due(on).filter(pk__in=due[start : start + BATCH])
            made += queue_many([draft for check in checks for draft in _drafts(check, on)], now=now)
    return made


def _due(on: date) -> QuerySet[Check]:
    first, last = on - timedelta(days=running_out.TOLD_WITHIN), on + queries.SOON
    latest = queries.last_accepted(Check.objects.filter(insured_until__range=(first, last)))
    return latest.select_related("employer__organisation__council__hub").order_by("pk")


def _drafts(check: Check, on: date) -> Iterator[Draft]:
    days = (check.insured_until - on).days
    stage = running_out.stage_due(days)
    if stage is None:
        return
    renewal = check.employer.checks.filter(decided_at=None).first()
    context = letters.about(check) | {"when": running_out.said(days), "renewal": renewal is not None}
    if stage == running_out.RAN_OUT or not renewal:
        kind = "check-over" if stage == running_out.RAN_OUT else "check-ending"
        for member in people(check.employer):
            yield _draft(kind, f"{check.pk}:{stage}", member, context | {"path": letters.home(check)})
    if stage != running_out.RAN_OUT:
        yield from _to_schools(check, stage, context)
    if stage == HUB_AT:
        path = reverse("workexperience:check", args=[renewal.pk if renewal else check.pk])
        for decider in queries.deciders(check.employer):
            yield _draft("check-ending-hub", f"{check.pk}", decider, context | {"path": path})


def _to_schools(check: Check, stage: int, context: dict[str, object]) -> Iterator[Draft]:
    """The schools with somebody who is to be there after the check's last day: at each stage, renewal or not."""
    counts = Counter(
        placements.to_come(check.employer, after=check.insured_until).values_list("institution", flat=True)
    )
    for school in Organisation.objects.filter(pk__in=counts).order_by("pk"):
        path = reverse("workexperience:placement-days", args=[school.urn])
        many = counts[school.pk]
        said = {"school": school.label, "many": "One" if many == 1 else many, "have": "has" if many == 1 else "have"}
        for member in staff(school):
            yield _draft("check-ending-school", f"{check.pk}:{stage}", member, context | said | {"path": path})


def _draft(kind: str, fact: str, to: Membership, context: dict[str, object]) -> Draft:
    context = context | {"place": to.organisation.label}
    return Draft(kind, f"{kind}:{fact}:{to.user_id}", to.user.email, context, to.organisation_id)


@wanted_while("check-ending")
def still_ending(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """A reminder that waits in the outbox is not sent once the check is withdrawn or a longer one is accepted."""
    return queries.last_accepted(Check.objects.filter(pk=int(letter.key.split(":")[1]))).exists()


@wanted_while("check-over")
def still_over(letter: Letter, now: datetime) -> bool:
    """The same of the letter that says it has run out."""
    return still_ending(letter, now)
