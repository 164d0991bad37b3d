"""What schools have ordered of a service: orders to answer, blocks with what is used and left, one block with its statement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.access import seller_for
from guidance.blocks import actions, queries, words
from guidance.models import Service
from guidance.selling.forms import AnswerForm, EndForm
from guidance.selling.shown import Sold, terms
from guidance.selling.shown import sold as as_sold

BLOCKS_A_PAGE = 30
LINES_A_PAGE = 50
OVER_ALREADY = "This block is over already. Nothing was changed."


@require_safe
@login_required
def sold(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Orders that wait first, then blocks. One query for a page of them, whatever their number."""
    service, today = seller_for(request.user, organisation_id), timezone.localdate()
    page = Paginator(queries.of_service(service.pk, today), BLOCKS_A_PAGE).get_page(request.GET.get("page"))
    context = {"organisation": service.organisation, "service": service, "page": page, "rows": as_sold(page, on=today)}
    return render(request, "guidance/selling/sold.html", context)


@READ_OR_SEND
@login_required
def block(request: HttpRequest, organisation_id: int, block_id: int) -> HttpResponse:
    """One order or block: its terms, what is used of it, and the answer to an order that waits."""
    service, row = _block(request, organisation_id, block_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _answer(request, organisation_id, block_id, form.said())
    now = timezone.now()
    lines = Paginator(queries.statement(row.block), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": lines,
        "lines": [words.line(one, now) for one in lines],
        "terms": [("Price", f"{words.price_in_words(row.block)}, without VAT"), *terms(row.block)],
        "channels": words.channels_in_words(row.block.channels),
        "total": words.pounds(row.block.total),
        "to_pay": words.pounds(row.to_pay),
    }
    return _page(request, "block", service, row, **context)


def _answer(request: HttpRequest, organisation_id: int, block_id: int, said: dict[str, Any]) -> HttpResponse:
    try:
        made = actions.decide(block_id=block_id, **said, by=person(request), now=timezone.now())
        yes = f"You have said yes. {made.institution.name} can book now." if made.accepted else "You have said no."
        messages.success(request, f"{yes} The school gets a letter.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:sold-block", organisation_id, block_id)


@READ_OR_SEND
@login_required
def end(request: HttpRequest, organisation_id: int, block_id: int) -> HttpResponse:
    """End a block with a reason: what is left is gone, and only what was used is paid."""
    service, row = _block(request, organisation_id, block_id)
    if not row.is_live:
        messages.info(request, OVER_ALREADY)
        return redirect("guidance:sold-block", organisation_id, block_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            because = form.cleaned_data["because"]
            actions.end(block_id=block_id, because=because, by=person(request), by_service=True, now=timezone.now())
            messages.success(request, "The block is ended. The school gets a letter.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("guidance:sold-block", organisation_id, block_id)
    return _page(request, "end_block", service, row, form=form)


def _block(request: HttpRequest, organisation_id: int, block_id: int) -> tuple[Service, Sold]:
    service = seller_for(request.user, organisation_id)
    today = timezone.localdate()
    found = get_object_or_404(queries.of_service(service.pk, today), pk=block_id)
    return service, as_sold([found], on=today)[0]


def _page(request: HttpRequest, name: str, service: Service, row: Sold, **more: Any) -> HttpResponse:
    context = {"service": service, "organisation": service.organisation, "row": row, "block": row.block, **more}
    return render(request, f"guidance/selling/{name}.html", context)
