"""Whose service, whose adviser, which school's suppliers: the ways to this room's own pages. 404 for everybody else."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for, place_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.queries import live_memberships
from guidance.advisers import queries as advisers
from guidance.models import Adviser, Service

LEFT = "You no longer work there, so nothing was changed."


def refuse_leavers(organisation: Organisation, can: Can, by: Any) -> None:
    """For actions: whoever has left since the page was opened changes nothing any more."""
    if not organisations_for(by, can).filter(pk=organisation.pk).exists():
        raise Refused(LEFT)


def organisation_for(user: Any, organisation_id: int) -> Organisation:
    """The organisation whose guidance this person runs, whether or not it has begun to give any."""
    organisation, _held = place_for(user, Can.MANAGE_ADVISERS, pk=organisation_id)
    return organisation


def service_for(user: Any, organisation_id: int) -> Service:
    """The service that this person runs."""
    organisation_for(user, organisation_id)
    return get_object_or_404(Service.objects.select_related("organisation"), organisation=organisation_id)


def seller_for(user: Any, organisation_id: int) -> Service:
    """The service that this person runs, where it is one that schools buy from: a school's own staff sell nothing."""
    service = service_for(user, organisation_id)
    if service.is_own_staff:
        raise Http404
    return service


def adviser_for(user: Any, adviser_id: int) -> Adviser:
    """An adviser at work, for themselves and for those who run their service."""
    found = advisers.at_work().select_related("user", "service__organisation").filter(pk=adviser_id).first()
    if found is None or not (found.user_id == user.pk or runs(user, found.service)):
        raise Http404
    return found


def former_adviser(user: Any, adviser_id: int) -> Adviser | None:
    """An adviser who has left, for themselves and for those who run their service: whoever still has their page open."""
    found = Adviser.objects.select_related("user", "service__organisation").filter(pk=adviser_id).first()
    return found if found and (found.user_id == user.pk or runs(user, found.service)) else None


def runs(user: Any, service: Service) -> bool:
    """Whether this person runs the service: checks its advisers and names its places."""
    try:
        place_for(user, Can.MANAGE_ADVISERS, pk=service.organisation_id)
    except Http404:
        return False
    return True


def own_advising(user: Any) -> list[Adviser]:
    """The person's own rows in the register, one a service they work for now."""
    if not any(row.role == "adviser" for row in live_memberships(user)):
        return []
    mine = advisers.at_work().filter(user=user).select_related("service__organisation")
    return list(mine.order_by("service__organisation__name", "pk"))


def buyer_for(user: Any, urn: int) -> Organisation:
    """The school or college whose suppliers this person chooses."""
    organisation, _held = place_for(user, Can.CHOOSE_SUPPLIERS, urn=urn, kind=Kind.INSTITUTION)
    return organisation
