"""A school asks, takes back; an employer answers."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from workexperience.approaches import letters, queries, rules
from workexperience.checks.queries import checked
from workexperience.models import Approach, Employer, OfferKind

NOT_YOURS_NOW = "{name} has answered already, so it cannot be taken back."


@transaction.atomic
def approach(
    *,
    employer_id: int,
    institution: Organisation,
    kind: OfferKind,
    year_group: int,
    learners: int,
    words: str,
    by: User,
    now: datetime,
) -> Approach:
    """Ask an employer for something on behalf of a school, once a term, as long as the employer takes more this term.

    The same request sent twice is one request with one letter to each of the employer's people.
    """
    today = timezone.localdate(now)
    employer = _held(employer_id)  # everyone who asks this employer after us waits here, and then counts us
    if employer is None or not queries.reachable(today).filter(pk=employer.pk).exists():
        raise Refused(queries.NOT_NOW)
    said = {"kind": kind, "year_group": year_group, "learners": learners, "words": words}
    here = employer.approaches.filter(term=rules.term_of(today))
    ours = here.filter(institution=institution).first()
    if ours and not ours.withdrawn_at and all(getattr(ours, name) == value for name, value in said.items()):
        return ours
    if sentence := queries.why_not(employer, ours, here.count(), on=today):
        raise Refused(sentence)
    facts = {"institution": institution, "term": rules.term_of(today), "created_by": by, "created_at": now}
    made = employer.approaches.create(**facts, **said)
    letters.asked(made, now=now)
    return made


def _held(employer_id: int) -> Employer | None:
    """The employer's row, locked against others who ask; offers and checks can be written meanwhile."""
    held = Employer.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return held.filter(pk=employer_id).first()


@transaction.atomic
def withdraw(*, approach_id: int, by: User, now: datetime) -> Approach:  # noqa: ARG001 the history says by whom
    """Take a request back before it is answered. It counts towards the term all the same: it has been read."""
    found = _locked(approach_id)
    if found.withdrawn_at:
        return found
    if found.answered_at:
        raise Refused(NOT_YOURS_NOW.format(name=found.employer.organisation.name))
    found.withdrawn_at = now
    found.save(update_fields=["withdrawn_at"])
    return found


@transaction.atomic
def answer(*, approach_id: int, accepted: bool, reply: str, by: User, now: datetime) -> Approach:
    """Say yes or no, and tell the school's careers leaders and heads by letter. The first answer stands.

    The same answer sent twice is one. Yes needs a check that holds; no can always be said, and without a check no words of
    the employer's go with it.
    """
    found = _locked(approach_id)
    is_checked = checked(timezone.localdate(now)).filter(pk=found.employer_id).exists()
    reply = reply if is_checked else ""
    if (found.answered_by_id, found.accepted, found.reply) == (by.pk, accepted, reply):
        return found
    if sentence := queries.why_no_answer(found):
        raise Refused(sentence)
    if accepted and not is_checked:
        raise Refused(queries.NOT_CHECKED)
    found.accepted, found.reply, found.answered_by, found.answered_at = accepted, reply, by, now
    found.save(update_fields=["accepted", "reply", "answered_by", "answered_at"])
    letters.answered(found, now=now)
    return found


def _locked(approach_id: int) -> Approach:
    held = Approach.objects.select_for_update(of=("self",)).select_related("employer__organisation", "institution")
    return held.get(pk=approach_id)
