"""An adviser asks somebody to join a meeting of theirs, because its learner wants it, and takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.booking import words
from guidance.days.views import of_own_meeting
from guidance.meetings import supporters
from guidance.meetings.forms import AgreedSupporterForm
from guidance.models import Meeting, Supporter


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_meeting
def supporter(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Name and address, and that the learner wants it."""
    form = AgreedSupporterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        whom = {name: form.cleaned_data[name] for name in ("name", "email")}
        try:
            supporters.invite(meeting_id=found.pk, **whom, by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "We have written to them.")
            return redirect("guidance:day-meeting", found.pk)
    context = {"form": form, "meeting": found, "when": words.when(found)}
    return render(request, "guidance/meetings/adviser_supporter.html", context)


@require_POST
@of_own_meeting
def supporter_end(request: HttpRequest, found: Meeting) -> HttpResponse:
    """They are not asked any more; which one stands in the form."""
    asked = {str(one.pk): one for one in Supporter.objects.filter(meeting=found)}
    if one := asked.get(request.POST.get("supporter", "")):
        supporters.take_back(supporter_id=one.pk, by=person(request), now=timezone.now())
        messages.success(request, f"{one.name} is not asked to join any more.")
    return redirect("guidance:day-meeting", found.pk)
