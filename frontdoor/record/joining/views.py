"""The learner takes apart two records that are not both theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from frontdoor.record.joining import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def joined(request: HttpRequest, joining_id: int) -> HttpResponse:
    """What was joined, and the button that undoes it; only for whose record it is, for 30 days."""
    learner, now = get_own(request.user), timezone.now()
    joining = get_object_or_404(queries.undoable(learner, now=now), pk=joining_id)
    if request.method != "POST":
        context = {"joining": joining, "schools": queries.schools_of(joining), "until": queries.undo_until(joining)}
        return render(request, "record/joining/joined.html", context)
    try:
        actions.undo(joining_id=joining.pk, by=person(request), now=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The two records are apart again. What was not yours is gone from here.")
    return redirect("home:record")
