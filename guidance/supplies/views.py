"""A school chooses its suppliers: what it has chosen, finding another, changing and ending."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.queries import person
from guidance.access import buyer_for
from guidance.blocks.queries import Bought, bought_by_service
from guidance.chosen import not_over
from guidance.models import Service, Supply
from guidance.supplies import actions, queries
from guidance.supplies.forms import EndForm, FindForm, TermsForm
from guidance.supplies.rules import Terms
from guidance.supplies.shown import by_year
from guidance.waiting.queries import of_school

PAGE = 20
OVER_ALREADY = "{name} has ended already. Nothing was changed."


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My schools; one leads straight on."""
    places = organisations_for(request.user, Can.CHOOSE_SUPPLIERS).filter(kind=Kind.INSTITUTION).order_by("name", "urn")
    listed = list(places)
    if not listed:
        raise Http404
    if len(listed) == 1:
        return redirect("guidance:suppliers", listed[0].urn)
    return render(request, "guidance/supplies/mine.html", {"listed": listed})


@require_safe
@login_required
def suppliers(request: HttpRequest, urn: int) -> HttpResponse:
    """Who gives guidance to which year groups: by year group, by service, and what is over."""
    institution, today = buyer_for(request.user, urn), timezone.localdate()
    rows = queries.of_school(institution, on=today)
    context = {
        "institution": institution,
        "years": by_year(queries.year_groups(institution), rows),
        "rows": [row for row in rows if not row.standing.is_over],
        "over": [row for row in rows if row.standing.is_over],
        "counts": of_school(institution, now=timezone.now()),
        "bought": _bought(institution, [row.supply for row in rows]),
    }
    return render(request, "guidance/supplies/suppliers.html", context)


@require_safe
@login_required
def find(request: HttpRequest, urn: int) -> HttpResponse:
    """The services that the school can choose, its own staff and its council first, then the nearest."""
    institution, form = buyer_for(request.user, urn), FindForm(request.GET or None)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    page = Paginator(queries.nearest(institution, name=name), PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "form": form,
        "name": name,
        "page": page,
        "rows": queries.found_rows(page, institution, on=timezone.localdate()),
    }
    return render(request, "guidance/supplies/find.html", context)


@READ_OR_SEND
@login_required
def choose(request: HttpRequest, urn: int, organisation_id: int) -> HttpResponse:
    """Year groups and days for one service. One that is chosen already leads to its page."""
    institution, today = buyer_for(request.user, urn), timezone.localdate()
    service = get_object_or_404(_choosable(urn), organisation=organisation_id)
    live = not_over(today).filter(institution=institution, service=service, ended_at=None).first()
    if live and request.method != "POST":
        return redirect("guidance:supply", urn, live.pk)
    if live is None and not queries.on_offer(institution).filter(pk=service.pk).exists():
        messages.error(request, actions.STOPPED_TAKING.format(name=service.organisation.name))
        return redirect("guidance:suppliers-find", urn)
    now = Terms((), today)
    form = TermsForm(request.POST or None, offered=queries.year_groups(institution), now=now, today=today)
    if form.is_valid():
        facts: dict[str, Any] = {"institution": institution, "service": service, "terms": form.terms()}
        try:
            actions.choose(**facts, by=person(request), now=timezone.now())
            messages.success(request, f"{service.organisation.name} is chosen.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("guidance:suppliers", urn)
    context = {"institution": institution, "service": service, "form": form}
    return render(request, "guidance/supplies/choose.html", context)


@READ_OR_SEND
@login_required
def supply(request: HttpRequest, urn: int, supply_id: int) -> HttpResponse:
    """One choice: where it stands, and a form that changes its year groups and its last day."""
    found, context = _about(request, urn, supply_id)
    if context["standing"].is_over:
        return _over(request, found, urn)
    today, now = timezone.localdate(), queries.terms_of(found)
    offered, begun = queries.year_groups(found.institution), found.first_day <= today
    form = TermsForm(request.POST or None, offered=offered, now=now, today=today, has_begun=begun)
    if form.is_valid():
        try:
            actions.change(supply_id=found.pk, terms=form.terms(), by=person(request), now=timezone.now())
            messages.success(request, "Your choice is saved.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("guidance:suppliers", urn)
    return render(request, "guidance/supplies/supply.html", context | {"form": form})


@READ_OR_SEND
@login_required
def end(request: HttpRequest, urn: int, supply_id: int) -> HttpResponse:
    """End it, at once, with a reason if the school would like to give one."""
    found, context = _about(request, urn, supply_id)
    if context["standing"].is_over:
        return _over(request, found, urn)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.end_by_school(
                supply_id=found.pk, because=form.cleaned_data["because"], by=person(request), now=timezone.now()
            )
            messages.success(request, f"Guidance by {found.service.organisation.name} is ended.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("guidance:suppliers", urn)
    return render(request, "guidance/supplies/end.html", context | {"form": form})


def _about(request: HttpRequest, urn: int, supply_id: int) -> tuple[Supply, dict[str, Any]]:
    institution = buyer_for(request.user, urn)
    mine = Supply.objects.select_related("service__organisation", "institution").filter(institution=institution)
    found = get_object_or_404(mine, pk=supply_id)
    (row,) = queries.rows([found], on=timezone.localdate())
    bought = _bought(institution, [found]).get(found.service_id)
    return found, {
        "institution": institution, "supply": found, "row": row, "standing": row.standing, "bought": bought,
    }  # fmt: skip


def _bought(institution: Organisation, supplies: list[Supply]) -> dict[int, Bought]:
    """What is left of bought time, by service; not asked where none is bought."""
    is_any = any(one.by_block for one in supplies)
    return bought_by_service(institution.pk, on=timezone.localdate()) if is_any else {}


def _over(request: HttpRequest, found: Supply, urn: int) -> HttpResponse:
    """A second press, or an old tab."""
    messages.info(request, OVER_ALREADY.format(name=found.service.organisation.name))
    return redirect("guidance:suppliers", urn)


def _choosable(urn: int) -> QuerySet[Service]:
    """Services of others, and the school's own staff: another school's staff do not exist for it."""
    seen = ~Q(organisation__kind=Kind.INSTITUTION) | Q(organisation__urn=urn)
    return Service.objects.filter(seen).select_related("organisation")
