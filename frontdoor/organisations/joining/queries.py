"""Who belongs, who is on the way in, and who may decide about it."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.organisations.access import ROLES_AT, Can, institutions_overseen, organisations_for, roles_with
from frontdoor.organisations.joining import rules
from frontdoor.organisations.models import Contact, Joining, Kind, Membership, Organisation, Role
from frontdoor.organisations.register.queries import findable, schools_like
from frontdoor.people.models import User

# Whom the department itself invites; `bodies` lists them from the last letter of the alphabet to the first.
BODIES = (Kind.HUB, Kind.COUNCIL, Kind.ADVISER_SERVICE, Kind.ADULT_SERVICE)


def live_members(organisation: Organisation) -> QuerySet[Membership]:
    """Who belongs, in the order in which they came."""
    return organisation.memberships.filter(ended_at=None).select_related("user").order_by("created_at", "pk")


def memberships_of(user: User) -> QuerySet[Membership]:
    """Where a person belongs, by name."""
    live = Membership.objects.filter(user=user, ended_at=None)
    return live.select_related("organisation").order_by("organisation__name", "organisation_id", "role")


def open_invitations(organisation: Organisation, now: datetime) -> QuerySet[Joining]:
    """Invitations whose link still works."""
    unused = Joining.objects.filter(organisation=organisation, invited=True, confirmed_at=None, withdrawn_at=None)
    return unused.filter(expires_at__gt=now).order_by("created_at", "pk")


def waiting() -> QuerySet[Joining]:
    """Everybody who has confirmed an address and waits for a decision, the longest first."""
    undecided = Joining.objects.filter(confirmed_at__isnull=False, decided_at=None, withdrawn_at=None)
    return undecided.select_related("organisation").order_by("confirmed_at", "pk")


def confirmed(institutions: QuerySet[Organisation]) -> QuerySet[Joining]:
    """Everybody who has confirmed an address at one of these, decided or not."""
    return Joining.objects.filter(organisation__in=institutions, confirmed_at__isnull=False)


def waiting_for(decider: Organisation) -> QuerySet[Joining]:
    """What waits on a hub's list, or on the department's: there, whatever has no hub with somebody in it."""
    if decider.kind == Kind.HUB:
        return waiting().filter(organisation__council__hub=decider)
    if decider.kind != Kind.DEPARTMENT:
        return waiting().none()
    people = Membership.objects.filter(organisation=OuterRef("organisation__council__hub"), ended_at=None)
    return waiting().filter(~Exists(people))


def reach(decider: Organisation) -> QuerySet[Organisation]:
    """The institutions that a hub or the department may invite."""
    institutions = Organisation.objects.filter(kind=Kind.INSTITUTION)
    if decider.kind == Kind.DEPARTMENT:
        return institutions
    return institutions.filter(council__hub=decider) if decider.kind == Kind.HUB else institutions.none()


def contacts(decider: Organisation) -> QuerySet[Contact]:
    """The addresses of the institutions in reach, by the institution's name."""
    found = Contact.objects.filter(organisation__in=reach(decider)).select_related("organisation")
    return found.order_by("organisation__name", "organisation_id", "email")


def is_removed_contact(decider: Organisation, contact_id: int) -> bool:
    """Whether the history knows a contact of this number of an institution in reach."""
    history = Contact.pgh_event_model.objects.filter(pgh_obj=contact_id, pgh_label="delete")  # type: ignore[attr-defined]
    return history.filter(organisation__in=reach(decider)).exists()


def deciders(organisation: Organisation) -> QuerySet[Membership]:
    """The people on whose list somebody who asks to join this institution waits."""
    hub_id = organisation.council.hub_id if organisation.council else None
    live = Membership.objects.filter(ended_at=None).select_related("user", "organisation")
    of_hub = live.filter(organisation=hub_id, role=Role.HUB) if hub_id else live.none()
    return of_hub if of_hub.exists() else live.filter(role=Role.DEPARTMENT)


def roles_to_give(user: Any, organisation: Organisation) -> list[Role]:
    """The roles that a person may invite others to, at this organisation; none when they may not invite at all."""
    roles = list(ROLES_AT[Kind(organisation.kind)])
    if organisations_for(user, Can.MANAGE_MEMBERS).filter(pk=organisation.pk).exists():
        return roles
    if not is_above(user, organisation):
        return []
    return roles if live_members(organisation).exists() else roles[:1]


def is_above(user: Any, organisation: Organisation) -> bool:
    """Whether a person's hub or department answers for this organisation."""
    if organisation.kind in BODIES:
        return organisations_for(user, Can.INVITE_BODIES).exists()
    return institutions_overseen(user, Can.INVITE_SCHOOLS).filter(pk=organisation.pk).exists()


def vouched(organisation: Organisation, email: str) -> bool:
    """Whether the address is at the institution's own domain, and no other open institution's site is there."""
    if not rules.vouches(organisation.website, email):
        return False
    host = rules.host(organisation.website)
    others = joinable().filter(website__icontains=host)
    websites = others.exclude(pk=organisation.pk).values_list("website", flat=True)
    return not any(rules.host(website) == host for website in websites)


def managers(organisation: Organisation) -> QuerySet[Membership]:
    """Those who may invite and remove people."""
    return live_members(organisation).filter(role__in=roles_with(Can.MANAGE_MEMBERS))


def may_remove(user: Any, membership: Membership) -> bool:
    """Whether this person may end this membership: their own, or a colleague's."""
    if membership.user_id == user.pk:
        return True
    return organisations_for(user, Can.MANAGE_MEMBERS).filter(pk=membership.organisation_id).exists()


def is_last(membership: Membership) -> bool:
    """Whether nobody could invite or remove people if this person left."""
    mine = Q(user=membership.user_id)
    here = managers(membership.organisation)
    return here.filter(mine).exists() and not here.exclude(mine).exists()


def joinable() -> QuerySet[Organisation]:
    """The institutions that anyone may ask to join, and that letters may reach: all but closed ones.

    The register's status says which those are. One that is proposed to close has a closing date and is still open.
    """
    return findable()


def find(text: str, *, within: QuerySet[Organisation] | None = None) -> QuerySet[Organisation]:
    """Institutions by name, town, postcode or URN, typing errors forgiven, best first."""
    return schools_like(text, within=joinable() if within is None else within & joinable())


def bodies() -> QuerySet[Organisation]:
    """Careers Hubs, then councils, then adviser services and the adult service, by name."""
    kinds = Organisation.objects.filter(kind__in=BODIES)
    return kinds.order_by("-kind", "name", "pk")


def with_somebody(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Adds `has_people`: whether anybody has joined."""
    return organisations.annotate(
        has_people=Exists(Membership.objects.filter(organisation=OuterRef("pk"), ended_at=None))
    )


def without_head(organisations: QuerySet[Organisation], now: datetime) -> QuerySet[Organisation]:
    """The institutions among them that have no head, and none on the way."""
    heads = Membership.objects.filter(organisation=OuterRef("pk"), role=Role.HEAD, ended_at=None)
    coming = Joining.objects.filter(organisation=OuterRef("pk"), role=Role.HEAD, decided_at=None, withdrawn_at=None)
    on_the_way = coming.filter(Q(confirmed_at__isnull=False) | Q(expires_at__gt=now))
    return organisations.filter(~Exists(heads), ~Exists(on_the_way), kind=Kind.INSTITUTION)


def councils_without_hub() -> QuerySet[Organisation]:
    """Councils that no hub covers yet."""
    return Organisation.objects.filter(kind=Kind.COUNCIL, hub=None).order_by("name", "pk")
