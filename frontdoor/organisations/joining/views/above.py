"""What hubs and the department do: decide about requests, invite schools, load contacts, add hubs and services."""

from collections.abc import Sequence

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.importing import Counts, Report, Unreadable, run
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.joining import actions, contacts, queries
from frontdoor.organisations.joining.forms import AdviserServiceForm, ContactsForm, HubForm
from frontdoor.organisations.joining.views.inviting import invite_page
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person

PAGE = 30


@require_safe
@login_required
def requests(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Who asks to join and waits for us."""
    organisation = get_for(request.user, Can.DECIDE_JOINING, Organisation.objects.all(), pk=organisation_id)
    page = Paginator(queries.waiting_for(organisation), PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/joining/requests.html", {"organisation": organisation, "page": page})


@require_POST
@login_required
def decide(request: HttpRequest, organisation_id: int, joining_id: int) -> HttpResponse:
    """Accept or decline."""
    organisation = get_for(request.user, Can.DECIDE_JOINING, Organisation.objects.all(), pk=organisation_id)
    accept = request.POST.get("answer") == "accept"
    if not accept and request.POST.get("answer") != "decline":
        messages.error(request, "Choose to accept or to decline.")
        return redirect("organisations:requests", organisation_id=organisation.pk)
    joining = get_object_or_404(queries.confirmed(queries.reach(organisation)), pk=joining_id)
    try:
        actions.decide(joining_id=joining.pk, accept=accept, by=person(request), now=timezone.now())
        messages.success(request, f"{'Accepted' if accept else 'Declined'}. We have written to them.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:requests", organisation_id=organisation.pk)


@require_safe
@login_required
def schools(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Find a school or college of ours to invite."""
    organisation = get_for(request.user, Can.INVITE_SCHOOLS, Organisation.objects.all(), pk=organisation_id)
    text = request.GET.get("q", "").strip()[:200]
    found = queries.with_somebody(queries.find(text, within=queries.reach(organisation)))[:20] if text else []
    context = {"organisation": organisation, "q": text, "found": found}
    return render(request, "organisations/joining/schools.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite_school(request: HttpRequest, organisation_id: int, urn: int) -> HttpResponse:
    """Invite the first person of a school, or one more."""
    organisation = get_for(request.user, Can.INVITE_SCHOOLS, Organisation.objects.all(), pk=organisation_id)
    school = get_object_or_404(queries.reach(organisation), urn=urn)
    return invite_page(request, school, back=redirect("organisations:schools", organisation_id=organisation.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def load_contacts(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The contacts that we have, and a file of more (URN and email), judged row by row."""
    organisation = get_for(request.user, Can.INVITE_SCHOOLS, Organisation.objects.all(), pk=organisation_id)
    form = ContactsForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "organisation": organisation}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _load(request, organisation, form)
        except Unreadable as problem:
            form.add_error("file", str(problem))
    context["page"] = Paginator(queries.contacts(organisation), PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/joining/contacts.html", context)


@require_POST
@login_required
def remove_contact(request: HttpRequest, organisation_id: int, contact_id: int) -> HttpResponse:
    """One press removes a contact; a second one finds it removed."""
    organisation = get_for(request.user, Can.INVITE_SCHOOLS, Organisation.objects.all(), pk=organisation_id)
    known = queries.contacts(organisation).filter(pk=contact_id)
    if not known.exists() and not queries.is_removed_contact(organisation, contact_id):
        raise Http404
    try:
        actions.remove_contact(contact_id=contact_id, by=person(request))
        messages.success(request, "The contact is removed. No letter goes to it any more.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:contacts", organisation_id=organisation.pk)


class Shown(Report):
    """A report that keeps the first rejected rows for the page."""

    def reject(self, line: int, cells: Sequence[object], reason: str) -> None:  # noqa: ARG002  a report's signature
        """Line and reason are enough to find it in the file."""
        self.counts.rejected += 1
        if len(self.notes) < PAGE:
            self.notes.append(f"Line {line}: {reason}")


def _load(request: HttpRequest, organisation: Organisation, form: ContactsForm) -> dict[str, object]:
    report = Shown()

    def load(data: bytes, report: Report) -> None:
        contacts.load(
            data,
            report,
            reach=queries.reach(organisation),
            by=person(request),
            invite=form.cleaned_data["invite"],
            now=timezone.now(),
            most_rows=contacts.MOST_ROWS,
            may_send=lambda: ratelimit.consume(request, action="invite", user=request.user),
        )

    counts: Counts = run(load, form.cleaned_data["file"].read(), report)
    return {"counts": counts, "rejected": report.notes}


@require_safe
@login_required
def bodies(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Careers Hubs, councils and careers services, each with who is there."""
    organisation = get_for(request.user, Can.INVITE_BODIES, Organisation.objects.all(), pk=organisation_id)
    page = Paginator(queries.with_somebody(queries.bodies()), PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/joining/bodies.html", {"organisation": organisation, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite_body(request: HttpRequest, organisation_id: int, body_id: int) -> HttpResponse:
    """Invite the first person of a hub, council or service, or one more."""
    organisation = get_for(request.user, Can.INVITE_BODIES, Organisation.objects.all(), pk=organisation_id)
    body = get_object_or_404(queries.bodies(), pk=body_id)
    return invite_page(request, body, back=redirect("organisations:bodies", organisation_id=organisation.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_hub(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A new Careers Hub."""
    organisation = get_for(request.user, Can.INVITE_BODIES, Organisation.objects.all(), pk=organisation_id)
    form = HubForm(request.POST or None, councils=queries.councils_without_hub())
    if request.method == "POST" and form.is_valid():
        try:
            covered = form.cleaned_data.get("councils", Organisation.objects.none())
            hub = actions.add_hub(name=form.cleaned_data["name"], councils=covered, by=person(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Added {hub.name}. Now invite somebody who works there.")
            return redirect("organisations:invite-body", organisation_id=organisation.pk, body_id=hub.pk)
    return render(request, "organisations/joining/hub.html", {"form": form, "organisation": organisation})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_adviser_service(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A new adviser service; the next page invites its lead."""
    organisation = get_for(request.user, Can.INVITE_BODIES, Organisation.objects.all(), pk=organisation_id)
    form = AdviserServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service = actions.add_adviser_service(**form.cleaned_data, by=person(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Added {service.name}. Now invite who leads it.")
            return redirect("organisations:invite-body", organisation_id=organisation.pk, body_id=service.pk)
    return render(request, "organisations/joining/adviser_service.html", {"form": form, "organisation": organisation})
