"""For staff: another link to a parent or carer, and what was signed on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can
from frontdoor.people.queries import person
from workexperience.applications.school_views import about, reach
from workexperience.consents import actions
from workexperience.consents.forms import PaperForm


@require_POST
@login_required
def ask(request: HttpRequest, urn: int, application_id: int) -> HttpResponse:
    """Send a link; an older one no longer works."""
    _, one, _ = reach(request, urn, application_id, Can.LOG_ACTIVITY)
    chosen = request.POST.get("carer", "")
    carer_id = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else 0
    try:
        actions.ask_again(application_id=one.pk, carer_id=carer_id, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The link is on its way. An older link no longer works.")
    return redirect("workexperience:school-application", urn=urn, application_id=one.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper(request: HttpRequest, urn: int, application_id: int) -> HttpResponse:
    """Record a yes or no that was signed on paper."""
    institution, one, _ = reach(request, urn, application_id, Can.LOG_ACTIVITY)
    form = PaperForm(request.POST or None, application=one, today=timezone.localdate())
    if form.is_valid():
        try:
            actions.record_paper(application_id=one.pk, **form.cleaned_data, by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The answer is recorded.")
            return redirect("workexperience:school-application", urn=urn, application_id=one.pk)
    context = about(institution, one) | {"form": form}
    return render(request, "workexperience/consents/paper.html", context)
