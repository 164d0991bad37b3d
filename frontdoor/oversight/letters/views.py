"""The list of letters that may not have arrived, and what a person decides about one.

No page here shows a letter's words: its link may be for the receiver alone. A letter that belongs to no organisation
(a code to one person) shows neither subject nor address.
"""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.letters import actions
from frontdoor.letters.models import Decision, Letter
from frontdoor.letters.queries import open_decisions
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.oversight.letters.queries import in_doubt_for, overseen

if TYPE_CHECKING:
    from frontdoor.people.models import User

DONE: dict[str, str] = {
    Decision.What.AGAIN: "The letter is on its way again.",
    Decision.What.ARRIVED: "The letter is recorded as arrived.",
    Decision.What.DEALT_WITH: "The letter is off the list.",
}


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """Letters that may not have arrived, the newest first."""
    if not organisations_for(request.user, Can.SEE_LETTERS).exists():
        raise Http404
    page = Paginator(in_doubt_for(request.user, Can.SEE_LETTERS), 25).get_page(request.GET.get("page"))
    return render(request, "oversight/letters.html", {"page": page})


@require_safe
@login_required
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One such letter: what happened, what was decided before, and what may be decided now."""
    found = get_object_or_404(
        in_doubt_for(request.user, Can.SEE_LETTERS).prefetch_related("decisions__by"), pk=letter_id
    )
    context = {"letter": found, "open": open_decisions(found, now=timezone.now())}
    return render(request, "oversight/letter.html", context)


@require_POST
@login_required
def decide(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Send again, it arrived, or dealt with, as the pressed button says."""
    found = get_object_or_404(overseen(Letter.objects.all(), request.user, Can.SEE_LETTERS), pk=letter_id)
    if not overseen(Letter.objects.all(), request.user, Can.RESOLVE_LETTERS).filter(pk=found.pk).exists():
        raise PermissionDenied
    what = request.POST.get("what", "")
    if what not in DONE:
        messages.error(request, "Choose what became of the letter.")
        return redirect("oversight:letter", letter_id=letter_id)
    try:
        actions.decide(letter_id=found.pk, what=Decision.What(what), by=cast("User", request.user), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[what])
    return redirect("oversight:letters")
