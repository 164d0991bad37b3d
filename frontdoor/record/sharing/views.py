"""`/record/sharing/`: who can see my record, why, and the button that ends what rests on my yes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from frontdoor.record.carers.queries import decides, knows_parents
from frontdoor.record.sharing import actions, queries
from frontdoor.record.sharing.words import said

PAST = 100  # those that are over, on the page; the export has all


@require_safe
@login_required
def sharing(request: HttpRequest) -> HttpResponse:
    """Who can see it now and why, and who could before."""
    learner, today = get_own(request.user), timezone.localdate()
    may = decides(learner, today=today)
    context = {
        "now": [said(one, decides=may) for one in queries.now(learner, today=today)],
        "before": [said(one, decides=may) for one in queries.before(learner, today=today)[:PAST]],
        "knows_parents": knows_parents(learner, today=today),
    }
    return render(request, "record/sharing/sharing.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, reason_id: int) -> HttpResponse:
    """End one of mine."""
    reason = get_object_or_404(queries.shown(get_own(request.user), today=timezone.localdate()), pk=reason_id)
    try:
        actions.withdraw(reason_id=reason.pk, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Ended. They no longer see your record, and we do not tell them.")
    return redirect("record:sharing")
