"""A school's blocks: what is left of each, its statement, and its end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from guidance.access import buyer_for
from guidance.blocks import actions
from guidance.blocks import queries as blocks_of
from guidance.blocks import words as said
from guidance.blocks.offers import sold_to
from guidance.blocks.rules import Stand, answer_by
from guidance.buying import queries, statement, words
from guidance.buying.forms import EndForm
from guidance.models import Draw
from guidance.waiting.queries import bank_holidays

PAGE = 50
NOTHING_TO_END = "This block has ended already, or is over. Nothing was changed."


@require_safe
@login_required
def blocks(request: HttpRequest, urn: int) -> HttpResponse:
    """Everything that the school ordered, the newest first: where it stands and what is left."""
    institution, today = buyer_for(request.user, urn), timezone.localdate()
    page = Paginator(blocks_of.of_school(institution.pk), PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "page": page,
        "rows": [(one, blocks_of.stand_of(one, today)) for one in page],
        "Stand": Stand,
        "years_of": year_groups_in_words,
        "can_fill": queries.can_fill,
        "words": words,
        "said": said,
    }
    return render(request, "guidance/buying/blocks.html", context)


@require_safe
@login_required
def block(request: HttpRequest, urn: int, block_id: int) -> HttpResponse:
    """One block: what is left, what happens next, its terms, what is to be paid and its statement."""
    institution, found, stand = _get(request, urn, block_id)
    now = timezone.now()
    today = timezone.localdate(now)
    drawn = blocks_of.statement(found)
    page = Paginator(drawn, PAGE).get_page(request.GET.get("page"))
    ordered = timezone.localdate(found.ordered_at)
    waits = stand == Stand.ORDERED
    context = {
        "institution": institution,
        "block": found,
        "stand": stand,
        "Stand": Stand,
        "given_back": Draw.objects.filter(block=found, given_back_at__isnull=False).count(),
        "years": year_groups_in_words(found.year_groups),
        "page": page,
        "lines": [said.line(draw, now) for draw in page],
        "to_pay": blocks_of.to_pay(found),
        "on_ending": words.on_ending(found, found.first_day, today=today, waits=waits),
        "answered_by": answer_by(ordered, bank_holidays()) if waits else None,
        "can_fill": queries.can_fill(stand),
        "can_end": queries.can_end(stand),
        "is_sold": sold_to(institution).filter(pk=found.offer_id).exists(),
        "is_new": "ordered" in request.GET,
        "words": words,
        "said": said,
    }
    return render(request, "guidance/buying/block.html", context)


@require_safe
@login_required
def as_file(request: HttpRequest, urn: int, block_id: int) -> HttpResponse:
    """The whole statement as CSV."""
    _institution, found, _stand = _get(request, urn, block_id)
    table = statement.as_csv(blocks_of.statement(found), now=timezone.now())
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="adviser-time-{found.reference}.csv"'
    return response


@READ_OR_SEND
@login_required
def end(request: HttpRequest, urn: int, block_id: int) -> HttpResponse:
    """What ending costs, then the end, with a reason if the school would like to give one."""
    institution, found, stand = _get(request, urn, block_id)
    today = timezone.localdate()
    if not queries.can_end(stand):
        messages.info(request, NOTHING_TO_END)
        return redirect("guidance:block", urn, block_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            because = form.cleaned_data["because"]
            actions.end(block_id=found.pk, because=because, by=person(request), by_service=False, now=timezone.now())
            messages.success(request, "The order is taken back." if stand == Stand.ORDERED else "The block is ended.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("guidance:block", urn, block_id)
    context = {
        "institution": institution,
        "block": found,
        "form": form,
        "waits": stand == Stand.ORDERED,
        "to_pay": blocks_of.to_pay(found, if_ended_on=today),
        "too_late": words.too_late(found, found.first_day, today=today),
        "words": words,
        "said": said,
    }
    return render(request, "guidance/buying/end.html", context)


def _get(request: HttpRequest, urn: int, block_id: int) -> tuple[Organisation, Any, Stand]:
    """The school and its block, for those who choose; 404 for another school's."""
    institution = buyer_for(request.user, urn)
    found = queries.of_school(institution, block_id)
    if found is None:
        raise Http404
    return institution, found, blocks_of.stand_of(found, timezone.localdate())
