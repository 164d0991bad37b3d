"""Pages of the safeguarding contact, and of whom a learner can turn to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for, held_at
from frontdoor.organisations.models import Organisation
from frontdoor.record.care import actions, queries
from frontdoor.record.care.forms import ContactForm
from frontdoor.record.care.rules import is_check_due
from frontdoor.record.queries import own_learner


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact(request: HttpRequest, urn: int) -> HttpResponse:
    """Shows the contact to all staff; those who may name it change it, or say that it is still right."""
    can = Can.NAME_SAFEGUARDING if request.method == "POST" else Can.SEE_LEARNERS
    institution = get_for(request.user, can, Organisation.objects.all(), urn=urn)
    found = queries.contact_of(institution)
    form = ContactForm(request.POST if request.method == "POST" else None, contact=found)
    if form.is_valid():
        actions.name_contact(
            institution=institution,
            **form.cleaned_data,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
        messages.success(request, "The safeguarding contact is saved.")
        return redirect("record:care-contact", urn)
    context = {
        "institution": institution,
        "contact": found,
        "form": form,
        "may_name": Can.NAME_SAFEGUARDING in held_at(request.user, institution),
        "is_contact": queries.is_contact(request.user, institution),
        "check_is_due": found and is_check_due(found.reviewed_on, today=timezone.localdate()),
    }
    return render(request, "record/care/contact.html", context)


@require_safe
def safe(request: HttpRequest) -> HttpResponse:
    """Whom a learner can turn to now. Somebody who is not signed in is not asked to: the public page has the numbers."""
    if not request.user.is_authenticated:
        return redirect("home:worried")
    contacts = queries.contacts_for(own_learner(request.user))
    return render(request, "record/care/safe.html", {"contacts": contacts, "helplines": queries.helplines()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def concern(request: HttpRequest, urn: int) -> HttpResponse:
    """Whom to ring now, and one button that tells the contact by letter. Nothing is typed and nobody is named."""
    institution = get_for(request.user, Can.SEE_LEARNERS, Organisation.objects.all(), urn=urn)
    if request.method == "POST":
        try:
            actions.pass_on(institution=institution, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("record:care-concern", urn)
    context = {
        "institution": institution,
        "contact": queries.contact_of(institution),
        "helplines": queries.helplines_for_staff(),
        "passed": queries.just_passed_on(institution=institution, by=request.user, now=timezone.now()),
    }
    return render(request, "record/care/concern.html", context)
