"""Where I belong; who belongs to an organisation; inviting and removing colleagues."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import DESCRIPTIONS, Can, get_for, organisations_for
from frontdoor.organisations.joining import actions, queries
from frontdoor.organisations.joining.views.inviting import invite_page
from frontdoor.organisations.models import Membership, Organisation
from frontdoor.people.queries import person


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """`/account/`: where I belong, and before that the way to sign in, sign up or join."""
    return redirect("organisations:mine" if request.user.is_authenticated else "account_login")


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Every role that I have, what it means, and how to leave it."""
    memberships = list(queries.memberships_of(person(request)))
    context = {
        "memberships": memberships,
        "descriptions": DESCRIPTIONS,
        "managed": set(organisations_for(request.user, Can.SEE_MEMBERS).values_list("pk", flat=True)),
    }
    return render(request, "organisations/joining/mine.html", context)


@require_safe
@login_required
def members(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Who belongs, in which role; invitations whose link still works."""
    organisation = get_for(request.user, Can.SEE_MEMBERS, Organisation.objects.all(), pk=organisation_id)
    context = {
        "organisation": organisation,
        "memberships": list(queries.live_members(organisation)),
        "invitations": list(queries.open_invitations(organisation, timezone.now())),
        "descriptions": DESCRIPTIONS,
        "roles": queries.roles_to_give(request.user, organisation),
        "may": {can.name for can in Can if organisations_for(request.user, can).filter(pk=organisation.pk).exists()},
    }
    return render(request, "organisations/joining/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Invite a colleague."""
    organisation = get_for(request.user, Can.MANAGE_MEMBERS, Organisation.objects.all(), pk=organisation_id)
    back = redirect("organisations:members", organisation_id=organisation.pk)
    return invite_page(request, organisation, back=back)


@require_POST
@login_required
def remove(request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    """One press ends a colleague's role."""
    organisation = get_for(request.user, Can.MANAGE_MEMBERS, Organisation.objects.all(), pk=organisation_id)
    membership = get_object_or_404(organisation.memberships.select_related("user"), pk=membership_id)
    _end(request, membership, f"{membership.user} no longer has that role.")
    if queries.live_members(organisation).filter(user=person(request)).exists():
        return redirect("organisations:members", organisation_id=organisation.pk)
    return redirect("organisations:mine")


@require_POST
@login_required
def leave(request: HttpRequest, membership_id: int) -> HttpResponse:
    """One press ends a role of my own."""
    membership = get_object_or_404(person(request).memberships.select_related("organisation"), pk=membership_id)
    _end(request, membership, f"You have left {membership.organisation.label}.")
    return redirect("organisations:mine")


@require_POST
@login_required
def withdraw(request: HttpRequest, organisation_id: int, joining_id: int) -> HttpResponse:
    """Take an invitation back."""
    organisation = get_for(request.user, Can.MANAGE_MEMBERS, Organisation.objects.all(), pk=organisation_id)
    joining = get_object_or_404(organisation.joinings.filter(invited=True), pk=joining_id)
    try:
        actions.withdraw(joining_id=joining.pk, by=person(request), now=timezone.now())
        messages.success(request, "The invitation is withdrawn. Its link no longer works.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:members", organisation_id=organisation.pk)


def _end(request: HttpRequest, membership: Membership, done: str) -> None:
    try:
        actions.remove(membership_id=membership.pk, by=person(request), now=timezone.now())
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
