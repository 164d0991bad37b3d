"""For a school: the employers near it, one of them, and asking it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from workexperience.approaches import actions, queries, rules
from workexperience.approaches.forms import AskForm, FindForm
from workexperience.models import Approach
from workexperience.offers.queries import listed

PAGE = 20


@require_safe
@login_required
def near(request: HttpRequest, urn: int) -> HttpResponse:
    """The employers that have been checked, nearest first, with what this school can ask of each."""
    institution, _ = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    today, form = timezone.localdate(), FindForm(request.GET or None)
    found = queries.near(institution, on=today)
    if form.is_valid():
        found = queries.named(found, **form.cleaned_data)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "form": form,
        "page": page,
        "rows": queries.rows(page, on=today),
        "again": rules.opens_again(rules.term_of(today)),
    }
    return render(request, "workexperience/approaches/near.html", context)


@require_safe
@login_required
def employer(request: HttpRequest, urn: int, organisation_id: int) -> HttpResponse:
    """One employer: what it does, whether it can be asked, and what this school has asked it."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    context = _about(institution, organisation_id) | {"may_ask": Can.APPROACH_EMPLOYERS in can}
    return render(request, "workexperience/approaches/employer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest, urn: int, organisation_id: int) -> HttpResponse:
    """The form, what was typed to be checked, and sending it. Each screen is the same address; answers travel in the form."""
    institution, _ = place_for(request.user, Can.APPROACH_EMPLOYERS, urn=urn)
    if request.method == "POST" and not _is_seen(institution, organisation_id):  # its check ended while they typed
        messages.error(request, queries.NOT_NOW)
        return redirect("workexperience:employers-near", urn=urn)
    context = _about(institution, organisation_id)
    row, step = context["row"], request.POST.get("step", "")
    if step != "send" and (row.why_not or not context["can_be_asked"]):
        return redirect("workexperience:employer-near", urn=urn, organisation_id=organisation_id)
    name = row.employer.organisation.name
    form = AskForm(request.POST or None, institution=institution, employer=name)
    if step == "send" and form.is_valid():
        return _send(request, institution, organisation_id, form)
    is_checking = step == "check" and form.is_valid()
    page = "check" if is_checking else "ask"
    return render(request, f"workexperience/approaches/{page}.html", context | {"form": form})


def _send(request: HttpRequest, institution: Organisation, organisation_id: int, form: AskForm) -> HttpResponse:
    facts: dict[str, Any] = {"employer_id": organisation_id, "institution": institution} | form.cleaned_data
    try:
        actions.approach(**facts, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your request is sent. We email you when there is an answer.")
    return redirect("workexperience:employer-near", urn=institution.urn, organisation_id=organisation_id)


@require_safe
@login_required
def asked(request: HttpRequest, urn: int) -> HttpResponse:
    """What the school has asked, and what came back."""
    institution, _ = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    page = Paginator(queries.made_by(institution), PAGE).get_page(request.GET.get("page"))
    return render(request, "workexperience/approaches/asked.html", {"institution": institution, "page": page})


@require_POST
@login_required
def withdraw(request: HttpRequest, urn: int, approach_id: int) -> HttpResponse:
    """Take a request back."""
    institution, _ = place_for(request.user, Can.APPROACH_EMPLOYERS, urn=urn)
    found = get_object_or_404(Approach, pk=approach_id, institution=institution)
    try:
        actions.withdraw(approach_id=found.pk, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your request is taken back.")
    return redirect("workexperience:employer-near", urn=urn, organisation_id=found.employer_id)


def _is_seen(institution: Organisation, organisation_id: int) -> bool:
    return queries.seen_by(institution, on=timezone.localdate()).filter(pk=organisation_id).exists()


def _about(institution: Organisation, organisation_id: int) -> dict[str, Any]:
    """One employer as the institution sees it; others like it when it cannot be asked; 404 for one that it is not shown."""
    today = timezone.localdate()
    one = get_object_or_404(queries.seen_by(institution, on=today), pk=organisation_id)
    (row,) = queries.rows([one], on=today)
    can_be_asked = queries.reachable(today).filter(pk=one.pk).exists()
    is_full = row.ours is None and bool(row.why_not)
    return {
        "institution": institution,
        "row": row,
        "can_be_asked": can_be_asked,
        "not_now": queries.NOT_NOW,
        "similar": queries.similar(one, institution, on=today) if is_full or not can_be_asked else [],
        "offers": listed(today).filter(employer=one).count(),
        "before": queries.made_by(institution).filter(employer=one),
    }
