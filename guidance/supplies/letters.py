"""The letters about supplies, each made in the transaction of its cause.

A school's own staff is no other party: the same people choose and run it, and get no letter.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.years import year_groups_in_words
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.models import Membership, Organisation
from guidance.models import Supply
from guidance.supplies import queries, rules

CHOSEN, CHANGED, ENDED, MOVED = "supply-chosen", "supply-changed", "supply-ended", "supply-moved"
STOPPED = "supply-stopped"


def chosen(supply: Supply, *, now: datetime) -> None:
    """To those who run the service: a school has chosen it."""
    _to_service(CHOSEN, supply, now)


def changed(supply: Supply, *, now: datetime) -> None:
    """To those who run the service: other year groups or days."""
    _to_service(CHANGED, supply, now)


def ended_by_school(supply: Supply, *, now: datetime) -> None:
    """To those who run the service: the school has ended it, and why when it said so."""
    _to_service(ENDED, supply, now, because=supply.ended_because)


def moved(supply: Supply, *, old: Organisation, now: datetime) -> None:
    """To those who run the service: the school that chose it is another one now."""
    _to_service(MOVED, supply, now, f":{old.pk}", old=old.label)


def ended_by_service(supply: Supply, *, now: datetime) -> None:
    """To the school's careers leaders and heads: the service has ended it, and why."""
    if supply.service.is_own_staff:
        return
    address = reverse("guidance:suppliers", args=[supply.institution.urn])
    _write(STOPPED, supply, queries.who_choose(supply.institution), now, link=address, because=supply.ended_because)


def _to_service(kind: str, supply: Supply, now: datetime, key: str = "", **more: str) -> None:
    if supply.service.is_own_staff:
        return
    address = f"/guidance/services/{supply.service.organisation_id}/"
    _write(kind, supply, queries.who_run(supply.service), now, key, link=address, **more)


def _write(kind: str, supply: Supply, people: Iterable[Membership], now: datetime, key: str = "", **more: str) -> None:
    """One letter a person. The key names what was chosen and when, because a school may change its mind and back.

    `key` is what else tells the fact from others of the same moment: the register's file ends two schools at once.
    """
    fact = f"{_fingerprint(supply)}:{now:%Y%m%dT%H%M%S%f}"
    context = {
        "school": supply.institution.label,
        "service": supply.service.organisation.label,
        "years": year_groups_in_words(supply.year_groups),
        "first": day_in_words(supply.first_day),
        "last": day_in_words(supply.last_day),
        **more,
    }
    queue_many(
        [
            Draft(
                kind,
                key=f"{kind}:{supply.pk}:{fact}:{one.user_id}{key}",
                to=one.user.email,
                context=context,
                organisation_id=one.organisation_id,
            )
            for one in people
        ],
        now=now,
    )


def _fingerprint(supply: Supply) -> str:
    return rules.fingerprint(supply.year_groups, supply.first_day, supply.last_day)


@wanted_while("supply-")
def still_true(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Chosen or moved: while nobody has ended it. Changed: while nothing was changed since. Ended: while not chosen again."""
    supply_id, told = letter.key.split(":")[1:3]
    supply = Supply.objects.filter(pk=supply_id).first()
    if supply is None:
        return False
    if letter.kind in (ENDED, STOPPED):
        same = Supply.objects.filter(institution=supply.institution_id, service=supply.service_id, ended_at=None)
        return not same.exists()
    return supply.ended_at is None and (letter.kind != CHANGED or told == _fingerprint(supply))
