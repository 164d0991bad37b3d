"""Asking, inviting, confirming, deciding, leaving."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import ROLES_AT, Can, institutions_overseen, organisations_for
from frontdoor.organisations.joining import letters, queries, rules
from frontdoor.organisations.models import Contact, Joining, Kind, Membership, Organisation, Role, Step
from frontdoor.organisations.models.joining import LINK_LIVES
from frontdoor.people.actions import account_of
from frontdoor.people.models import User

SAME_LETTER = timedelta(minutes=10)  # a second press within this time is the same press
LINK_IS_NO_MORE = {
    Step.EXPIRED: "This link has expired. Links work for 14 days. Ask for a new one.",
    Step.WITHDRAWN: "This link no longer works. It was withdrawn, or a newer one was sent.",
    Step.WAITING: "This link has been used. Your request is waiting for a decision: we will write to you.",
    Step.JOINED: "This link has been used. If it was you who used it, sign in.",
    Step.DECLINED: "This link has been used.",
}
INVITER_HAS_GONE = (
    "The person who invited you can no longer invite people here. Ask them or a colleague for a new invitation."
)

LEADER_FIRST = (
    "Nobody belongs to this school or college here yet. Its careers leader joins first, and then its adviser."
)


@transaction.atomic
def ask(*, organisation: Organisation, role: Role, email: str, full_name: str, now: datetime) -> None:
    """Somebody asks to join an institution; whatever comes of it is told to the address and to nobody else."""
    email = email.strip().lower()
    if not queries.joinable().filter(pk=organisation.pk).exists():
        raise Refused("This school or college is closed, so nobody can join it.")
    if rules.is_public_mail(email):
        raise Refused("Use your work email address.")
    _lock(organisation)
    member = Membership.objects.filter(organisation=organisation, ended_at=None, user__email=email).first()
    if member:
        letters.already(member, now=now)
        return
    invitation = _standing_invitation(organisation, role, email, now)
    if invitation:  # only its letter goes again: a stranger who types somebody's address takes nothing from them
        letters.remind(invitation, now=now)
        return
    joining = _new(organisation, role, email, now, full_name=full_name)
    letters.confirm(joining, now=now)


@transaction.atomic
def invite(*, organisation: Organisation, role: Role, email: str, by: User | None, now: datetime) -> Joining:
    """Invite an address to a role; `by` is None from the command line only. A second press sends no second letter."""
    email = email.strip().lower()
    allowed = queries.roles_to_give(by, organisation) if by else ROLES_AT[Kind(organisation.kind)]
    if role not in allowed:
        raise Refused("You cannot invite somebody to this role here.")
    _lock(organisation)
    if role == Role.ADVISER and _is_first(organisation):
        raise Refused(LEADER_FIRST)
    if Membership.objects.filter(organisation=organisation, role=role, ended_at=None, user__email=email).exists():
        raise Refused("This person already has that role here.")
    joining = _new(organisation, role, email, now, invited=True, created_by=by, from_command_line=by is None)
    letters.invite(joining, now=now)
    return joining


@transaction.atomic
def confirm(*, joining_id: int, full_name: str, by: User | None, now: datetime) -> Joining:
    """The button behind the link: the address is proved. Opens the membership, or puts the person on the list."""
    joining = Joining.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=joining_id)
    step = joining.step(now)
    if step != Step.LINK_SENT:
        raise Refused(LINK_IS_NO_MORE[step])
    if by and by.email != joining.email:
        raise Refused("You are signed in with another address. Sign out, then open the link in the letter again.")
    _lock(joining.organisation)
    if joining.invited and not _inviter_may_still(joining):
        raise Refused(INVITER_HAS_GONE)
    joining.confirmed_at = now
    joining.full_name = full_name or joining.full_name
    joining.role = _role_given(joining)
    joining.save(update_fields=["confirmed_at", "full_name", "role"])
    facts = _facts(joining)
    if rules.opens_at_once(facts):
        role = Role.TEACHER if rules.reads_only_at_first(facts) else Role(joining.role)
        _open(joining, role=role, by=None, now=now)
    return joining


@transaction.atomic
def decide(*, joining_id: int, accept: bool, by: User, now: datetime) -> Joining:
    """The hub or the department accepts or declines; the person is told by letter. The first answer stands."""
    joining = Joining.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=joining_id)
    if joining.step(now) != Step.WAITING:
        raise Refused("Somebody has decided about this already.")
    if not any(queries.waiting_for(body).filter(pk=joining_id) for body in organisations_for(by, Can.DECIDE_JOINING)):
        raise Refused("This is not yours to decide.")
    _lock(joining.organisation)
    if accept:
        joining.role = _role_given(joining)
        _open(joining, role=Role(joining.role), by=by, now=now)
    else:
        _decided(joining, accepted=False, by=by, now=now)
        letters.declined(joining, now=now)
    return joining


@transaction.atomic
def withdraw(*, joining_id: int, by: User, now: datetime) -> None:
    """Take an invitation back; its link stops working. A second press changes nothing."""
    joining = Joining.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=joining_id)
    if not queries.roles_to_give(by, joining.organisation):
        raise Refused("You cannot withdraw invitations here.")
    if joining.confirmed_at:
        raise Refused("This person has used the link already.")
    if not joining.withdrawn_at:
        joining.withdrawn_at = now
        joining.save(update_fields=["withdrawn_at"])


@transaction.atomic
def remove(*, membership_id: int, by: User, now: datetime) -> None:
    """End a membership at once, with the invitations that the person made there; they are told by letter."""
    membership = Membership.objects.select_related("organisation", "user").get(pk=membership_id)
    _lock(membership.organisation)  # two people who remove each other wait here; the second is no longer a member
    membership.refresh_from_db(fields=["ended_at"])
    if membership.ended_at:
        return
    if not queries.may_remove(by, membership):
        raise Refused("You can no longer remove people here.")
    if membership.user_id == by.pk and queries.is_last(membership):
        raise Refused(
            "You are the last person who can invite others here, so you cannot leave yet. Invite somebody first."
        )
    membership.ended_at, membership.ended_by = now, by
    membership.save(update_fields=["ended_at", "ended_by"])
    unused = Joining.objects.filter(organisation=membership.organisation, created_by=membership.user, confirmed_at=None)
    unused.filter(withdrawn_at=None).update(withdrawn_at=now)
    letters.ended(membership, now=now)


def _lock(organisation: Organisation) -> None:
    """Everybody who joins or leaves the same organisation goes one after the other."""
    Organisation.objects.select_for_update(of=("self",)).only("pk").get(pk=organisation.pk)


def _open_rows(organisation: Organisation, role: Role, email: str) -> QuerySet[Joining]:
    """What is open for this address and role: one row at most."""
    rows = Joining.objects.filter(organisation=organisation, role=role, email=email)
    return rows.filter(decided_at=None, withdrawn_at=None)


def _standing_invitation(organisation: Organisation, role: Role, email: str, now: datetime) -> Joining | None:
    """The invitation that still holds: accepted and waiting for a decision, or with a link that works."""
    found = _open_rows(organisation, role, email).filter(invited=True).first()
    if found is None or found.step(now) == Step.EXPIRED:
        return None
    return found if found.confirmed_at or _inviter_may_still(found) else None


def _new(organisation: Organisation, role: Role, email: str, now: datetime, **how: object) -> Joining:
    """The open row that came about the same way (asked, or by this inviter) and is of a moment ago or confirmed.

    Otherwise a new one in place of an older: whoever asked and is then invited comes in as somebody invited.
    """
    old = _open_rows(organisation, role, email)
    same = {"invited": False, "created_by": None, "from_command_line": False} | how
    same.pop("full_name", None)
    found = old.filter(**same).first()
    if found and (found.confirmed_at or now - found.created_at < SAME_LETTER):
        return found
    old.update(withdrawn_at=now)
    return Joining.objects.create(
        organisation=organisation, role=role, email=email, created_at=now, expires_at=now + LINK_LIVES, **how
    )


def _is_first(organisation: Organisation) -> bool:
    """Whether nobody belongs to this school or college yet."""
    return organisation.kind == Kind.INSTITUTION and not queries.live_members(organisation).exists()


def _role_given(joining: Joining) -> str:
    """The first to join an institution is its careers leader, whatever they asked for; an adviser is never the first."""
    if not _is_first(joining.organisation):
        return joining.role
    if joining.role == Role.ADVISER:
        raise Refused(LEADER_FIRST)
    twin = Joining.objects.filter(organisation=joining.organisation, email=joining.email, role=Role.LEADER)
    twin.filter(decided_at=None).exclude(pk=joining.pk).update(withdrawn_at=joining.confirmed_at)
    return Role.LEADER


def _inviter_may_still(joining: Joining) -> bool:
    """Whether whoever invited could do so today: a role given by somebody who has left is nobody's word."""
    inviter = joining.created_by
    if inviter is None:
        return joining.from_command_line
    return joining.role in queries.roles_to_give(inviter, joining.organisation)


def _facts(joining: Joining) -> rules.Facts:
    inviter = joining.created_by
    above = joining.from_command_line or (inviter is not None and queries.is_above(inviter, joining.organisation))
    return rules.Facts(
        wants_head=joining.role == Role.HEAD,
        invited=joining.invited,
        invited_from_above=joining.invited and above,
        vouched=queries.vouched(joining.organisation, joining.email),
        wants_to_lead=joining.role == Role.LEADER,
        managed=queries.managers(joining.organisation).exists(),
    )


def _open(joining: Joining, *, role: Role, by: User | None, now: datetime) -> None:
    """Give the role, and tell the person and everybody already there (the deciders, when nobody is).

    `role` may be less than what the row asks for; the letters then say both.
    """
    there = [membership.user for membership in queries.live_members(joining.organisation)]
    told = {user.pk: user for user in there or [row.user for row in queries.deciders(joining.organisation)]}
    _decided(joining, accepted=True, by=by, now=now)
    user = account_of(email=joining.email, full_name=joining.full_name)
    membership, _ = Membership.objects.get_or_create(
        user=user,
        organisation=joining.organisation,
        role=role,
        ended_at=None,
        defaults={"created_at": now, "created_by": by or joining.created_by},
    )
    asked = "" if role == joining.role else Role(joining.role).label
    letters.joined(membership, asked=asked, now=now)
    for colleague in told.values():
        if colleague.pk != user.pk:
            letters.tell(membership, colleague, asked=asked, now=now)


def _decided(joining: Joining, *, accepted: bool, by: User | None, now: datetime) -> None:
    joining.accepted, joining.decided_at, joining.decided_by = accepted, now, by
    joining.save(update_fields=["role", "accepted", "decided_at", "decided_by"])


@transaction.atomic
def add_hub(*, name: str, councils: QuerySet[Organisation], by: User) -> Organisation:
    """A new Careers Hub that covers these councils; a council that another hub covers by now is left there."""
    if not organisations_for(by, Can.INVITE_BODIES).exists():
        raise Refused("Only the department adds Careers Hubs.")
    if Organisation.objects.filter(kind=Kind.HUB, name__iexact=name).exists():
        raise Refused("There is a hub of this name already.")
    hub = Organisation.objects.create(kind=Kind.HUB, name=name)
    councils.filter(hub=None).update(hub=hub)
    return hub


@transaction.atomic
def add_adviser_service(*, name: str, website: str, by: User) -> Organisation:
    """A new adviser service. Whoever leads it is invited next, and names its advisers and places."""
    if not organisations_for(by, Can.INVITE_BODIES).exists():
        raise Refused("Only the department adds adviser services.")
    User.objects.select_for_update().only("pk").get(pk=by.pk)  # a second click waits here
    if Organisation.objects.filter(kind=Kind.ADVISER_SERVICE, name__iexact=name).exists():
        raise Refused("There is an adviser service of this name already.")
    return Organisation.objects.create(kind=Kind.ADVISER_SERVICE, name=name, website=website)


@transaction.atomic
def remove_contact(*, contact_id: int, by: User) -> None:
    """No letter goes to this address any more. The history keeps who removed it and when, and not the address."""
    contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if contact is None:
        return
    if not institutions_overseen(by, Can.INVITE_SCHOOLS).filter(pk=contact.organisation_id).exists():
        raise Refused("You can no longer change the contacts of this institution.")
    contact.delete()
    Contact.pgh_event_model.objects.filter(pgh_obj=contact_id).update(email="")  # type: ignore[attr-defined]
