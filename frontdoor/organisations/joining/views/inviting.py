"""The page that invites one address, whoever invites."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.joining import actions, queries
from frontdoor.organisations.joining.forms import InviteForm
from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.queries import person


def invite_page(request: HttpRequest, organisation: Organisation, *, back: HttpResponse) -> HttpResponse:
    """Shows the form, sends the invitation, goes `back`. The caller has proved the right."""
    roles = queries.roles_to_give(request.user, organisation)
    form = InviteForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        if too_many := ratelimit.consume_or_429(request, action="invite", user=request.user):
            return too_many
        data = form.cleaned_data
        try:
            actions.invite(
                organisation=organisation,
                role=Role(data["role"]),
                email=data["email"],
                by=person(request),
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Invited {data['email']}. The link in the letter works for 14 days.")
            return back
    context = {"form": form, "organisation": organisation, "back_href": back["Location"]}
    return render(request, "organisations/joining/invite.html", context)
