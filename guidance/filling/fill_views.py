"""Who of the list gets which free time, who is left and why; then the press that books them all and writes to them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from guidance.access import buyer_for
from guidance.filling import actions, chosen, plan, shown
from guidance.filling.plan import Desk
from guidance.filling.rules import Left, Why

PAGE = "Booking careers meetings for a list of pupils"
NOBODY = "Choose the pupils first."


@never_cache
@READ_OR_SEND
@login_required
def fill(request: HttpRequest, urn: int) -> HttpResponse:
    """The plan; a press books it. The same press again goes on with whoever has no meeting yet."""
    institution, now = buyer_for(request.user, urn), timezone.now()
    ids = chosen.asked(request, institution)
    if request.method != "POST":
        desk = plan.read(institution, ids, by=person(request), now=now)
        return _page(request, institution, desk, desk.fill(), "fill")
    if not ids:
        messages.info(request, NOBODY)
        return redirect("guidance:fill", urn)
    try:
        done = actions.invite(institution=institution, ids=ids, by=person(request), now=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("guidance:fill", urn)
    return _page(request, institution, done.desk, done.rows, "filled", rest=done.rest)


def _page(
    request: HttpRequest, institution: Organisation, desk: Desk, done: Iterable[Any], page: str, *, rest: int = 0
) -> HttpResponse:
    rows = list(done)
    looked(by=request.user, institution=institution, learners=shown.named(desk, rows), page=PAGE, now=timezone.now())
    has_one, left = shown.left_of(desk, rows)
    context = {
        "institution": institution,
        "rows": shown.rows_of(desk, rows),
        "has_one": has_one,
        "left": left,
        "blocks": shown.blocks_of(desk),
        "gone": desk.gone,
        "chosen": len(desk.ids),
        "rest": rest,
        "no_video": any(isinstance(one, Left) and one.why == Why.NO_VIDEO for one in rows),
    }
    return render(request, f"guidance/filling/{page}.html", context)
