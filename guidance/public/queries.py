"""Whom the public may read about: advisers who chose to be shown and with whom somebody can be booked today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from frontdoor.organisations.models import Kind
from guidance.advisers import queries as advisers
from guidance.advisers import rules
from guidance.models import Adviser, ProofKind


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; an empty word is no filter."""

    language: str = ""
    specialism: str = ""
    channel: str = ""
    area: str = ""


def shown(on: date) -> QuerySet[Adviser]:
    """Everybody whose page answers on a day, by name. Whoever has no name has no page: an address is not for the public."""
    named = advisers.able(on).filter(is_public=True).exclude(user__full_name="")
    return named.select_related("user", "service__organisation").order_by("user__full_name", "pk")


def find(wanted: Wanted, on: date) -> QuerySet[Adviser]:
    """Those among them who have all that is wanted. Whoever names no area meets people in all of England.

    A school's own staff meet its pupils only: they are where the school is, whatever they named.
    """
    found = shown(on)
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    if wanted.specialism:
        found = found.filter(specialisms__contains=[wanted.specialism])
    if wanted.channel:
        found = found.filter(channels__contains=[wanted.channel])
    if wanted.area:
        own = Q(service__organisation__kind=Kind.INSTITUTION)
        there = Q(service__organisation__region=wanted.area)
        found = found.filter((own & there) | (~own & (Q(areas=[]) | Q(areas__contains=[wanted.area]))))
    return found


def level(adviser: Adviser, on: date) -> int | None:
    """The level of their qualification in career guidance that holds on a day, the highest."""
    return rules.level_on(advisers.seen_of([adviser])[adviser.pk], on)


def registers(adviser: Adviser, on: date) -> list[str]:
    """The professional registers in which their service has seen them on a day, by name."""
    entries = advisers.holding(on).filter(adviser=adviser, kind=ProofKind.REGISTER)
    return sorted(set(entries.values_list("name", flat=True)))
