"""A school chooses who gives guidance to its year groups, changes that, ends it; a service ends it from its side."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.holding import hold
from guidance.access import refuse_leavers
from guidance.blocks.queries import usable
from guidance.models import Service, Supply
from guidance.supplies import letters, queries
from guidance.supplies.rules import Terms, problem_with_days, problem_with_first_day

STOPPED_TAKING = "{name} takes no new schools at the moment."
CHOSEN = "You have chosen {name} already. Here you can change for which year groups."
NO_YEARS = "Choose at least one year group."
NOT_YOURS = "These are not year groups of {name}."
OVER = "This has ended already, so it cannot be changed. You can choose the service again."
BEGUN = "It has begun already, so its first day stays."
YOU_BOUGHT = "You have bought time from {name} that is not used up. End that first, under Adviser time that you bought."
THEY_BOUGHT = (
    "{name} has bought time from you that is not used up. End its block first: that says what is still to be paid."
)
SAY_WHY = "Say why you end it. The school reads this."


@transaction.atomic
def choose(*, institution: Organisation, service: Service, terms: Terms, by: User, now: datetime) -> Supply:
    """Choose a service for year groups; those who run it get a letter. The same choice twice is one row and one letter."""
    today, name = timezone.localdate(now), service.organisation.name
    hold(institution.pk)  # everyone who chooses for this school after us waits here, and then finds our row
    refuse_leavers(institution, Can.CHOOSE_SUPPLIERS, by)
    live = Supply.objects.filter(institution=institution, service=service, ended_at=None).first()
    if live and not queries.standing_of(live, on=today).is_over:
        if queries.terms_of(live) == terms:
            return live
        raise Refused(CHOSEN.format(name=name))
    if not queries.on_offer(institution).filter(pk=service.pk).exists():
        raise Refused(STOPPED_TAKING.format(name=name))
    _refuse_nonsense(institution, terms, now)
    if live:  # its last day has passed: it makes way, and stays readable
        _end(live, "", by, now)
    made = Supply.objects.create(
        institution=institution, service=service, created_by=by, created_at=now, **_columns(terms)
    )
    letters.chosen(made, now=now)
    return made


@transaction.atomic
def change(*, supply_id: int, terms: Terms, by: User, now: datetime) -> Supply:
    """Other year groups, or another last day; those who run the service get a letter. The same as before changes nothing."""
    supply, today = _locked(supply_id), timezone.localdate(now)
    refuse_leavers(supply.institution, Can.CHOOSE_SUPPLIERS, by)
    before = queries.terms_of(supply)
    if terms == before:
        return supply
    if queries.standing_of(supply, on=today).is_over:
        raise Refused(OVER)
    if terms.first_day != before.first_day and before.first_day <= today:
        raise Refused(BEGUN)
    _refuse_nonsense(supply.institution, terms, now, before)
    for column, value in _columns(terms).items():
        setattr(supply, column, value)
    supply.save(update_fields=[*_columns(terms)])
    letters.changed(supply, now=now)
    return supply


@transaction.atomic
def end_by_school(*, supply_id: int, because: str, by: User, now: datetime) -> Supply:
    """The school ends it, at once; those who run the service get a letter. Ended already: it stays as it was."""
    supply = _locked(supply_id)
    refuse_leavers(supply.institution, Can.CHOOSE_SUPPLIERS, by)
    if queries.standing_of(supply, on=timezone.localdate(now)).is_over:
        return supply
    if _has_sessions(supply, now):
        raise Refused(YOU_BOUGHT.format(name=supply.service.organisation.name))
    _end(supply, because.strip(), by, now)
    letters.ended_by_school(supply, now=now)
    return supply


@transaction.atomic
def end_by_service(*, supply_id: int, because: str, by: User, now: datetime) -> Supply:
    """The service ends it, at once and with a reason; the school's leaders and heads get a letter with it."""
    supply = _locked(supply_id)
    refuse_leavers(supply.service.organisation, Can.MANAGE_ADVISERS, by)
    if queries.standing_of(supply, on=timezone.localdate(now)).is_over:
        return supply
    if not because.strip():
        raise Refused(SAY_WHY)
    if _has_sessions(supply, now):
        raise Refused(THEY_BOUGHT.format(name=supply.institution.name))
    _end(supply, because.strip(), by, now)
    letters.ended_by_service(supply, now=now)
    return supply


def _locked(supply_id: int) -> Supply:
    held = Supply.objects.select_for_update(of=("self",)).select_related("institution", "service__organisation")
    return held.get(pk=supply_id)


def _refuse_nonsense(institution: Organisation, terms: Terms, now: datetime, before: Terms | None = None) -> None:
    """Year groups are the school's own, or were chosen while they were; days are in order, and a new one is to come."""
    today, kept = timezone.localdate(now), before.year_groups if before else ()
    if not terms.year_groups:
        raise Refused(NO_YEARS)
    if not set(terms.year_groups) <= {*queries.year_groups(institution), *kept}:
        raise Refused(NOT_YOURS.format(name=institution.name))
    is_new = before is None or before.first_day != terms.first_day
    problem = problem_with_first_day(terms.first_day, on=today) if is_new else ""
    if problem := problem or problem_with_days(terms.first_day, terms.last_day, on=today):
        raise Refused(f"{problem}.")


def _has_sessions(supply: Supply, now: datetime) -> bool:
    """Whether nobody could use any more what is left of a block, and it would be paid all the same."""
    return usable(supply.institution_id, timezone.localdate(now)).filter(service=supply.service_id).exists()


def _columns(terms: Terms) -> dict[str, Any]:
    return {
        "year_groups": list(terms.year_groups),
        "first_day": terms.first_day,
        "last_day": terms.last_day,
    }


def _end(supply: Supply, because: str, by: User, now: datetime) -> None:
    supply.ended_by, supply.ended_at, supply.ended_because = by, now, because
    supply.save(update_fields=["ended_by", "ended_at", "ended_because"])
