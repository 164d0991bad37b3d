"""Whose employers these are: their own people's, and the hub's or the department's to check."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Membership
from frontdoor.people.models import User
from workexperience.models import COUNTS, Check, Employer


def overseen(user: Any) -> QuerySet[Employer]:
    """The employers that this person may check: those of the hub's councils, or all for the department."""
    mine = organisations_for(user, Can.CHECK_EMPLOYERS)
    if mine.filter(kind=Kind.DEPARTMENT).exists():
        return Employer.objects.all()
    return Employer.objects.filter(organisation__council__hub__in=mine.filter(kind=Kind.HUB))


def mine(user: Any) -> QuerySet[Employer]:
    """The employers that this person works for, by name."""
    found = Employer.objects.filter(organisation__in=organisations_for(user, Can.MANAGE_OFFERS))
    return found.select_related("organisation").order_by("organisation__name", "pk")


def same(user: User, name: str, number_kind: str, number: str) -> Employer | None:
    """The employer that this person has here already under this number; without a number, under this name."""
    of_kind = mine(user).filter(number_kind=number_kind, number=number)
    return (of_kind if number else of_kind.filter(organisation__name__iexact=name)).first()


def proven(number_kind: str, number: str) -> Employer | None:
    """The employer that a check has accepted under this number."""
    return Employer.objects.filter(proven_number=f"{number_kind}:{number}").select_related("organisation").first()


def unchecked(user: User) -> QuerySet[Employer]:
    """The employers that this person added and nobody has accepted yet."""
    accepted = Check.objects.filter(employer=OuterRef("pk"), accepted=True)
    return Employer.objects.filter(~Exists(accepted), created_by=user)


def is_fixed(employer: Employer) -> bool:
    """Whether name and number stay as they are: somebody reads them now, or has accepted them and not withdrawn it."""
    return employer.checks.filter(Q(decided_at=None) | COUNTS).exists()


def ever_of(employer: Any, user: Any) -> QuerySet[Membership]:
    """What ties a person to an employer, now or ever: such a person does not decide about it. Ids, rows or `OuterRef`s."""
    return Membership.objects.filter(organisation=employer, user=user)


def people(employer: Employer) -> QuerySet[Membership]:
    """Who works there and gets its letters."""
    live = employer.organisation.memberships.filter(ended_at=None, user__is_active=True)
    return live.select_related("user").order_by("created_at", "pk")
