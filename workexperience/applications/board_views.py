"""The school's board: everybody's applications by state, agreeing to many at once, and chasing whoever has them."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.ground.years import year_group_in_words
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind
from workexperience.applications import board, chasing, deciding, queries
from workexperience.applications.forms import ContactForm, whom
from workexperience.models import Application, ApplicationState
from workexperience.placements.queries import urgent

S = ApplicationState
PAGE = 50


@require_safe
@login_required
def everybody(request: HttpRequest, urn: int) -> HttpResponse:
    """How many applications are in each state, and those of one state or year group."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    now, found = timezone.now(), board.at(institution, today=timezone.localdate())
    state, year = request.GET.get("state", ""), request.GET.get("year", "")
    page = Paginator(board.narrowed(found, state=state, year=year), PAGE).get_page(request.GET.get("page"))
    rows = board.rows(page, now=now)
    context: dict[str, Any] = {
        "institution": institution,
        "counts": board.counted(found),
        "state": state,
        "year": year,
        "years": [(one, year_group_in_words(one)) for one in board.years(found) if one is not None],
        "page": page,
        "rows": rows,
        "urgent": urgent(institution).count(),
        "may_act": Can.LOG_ACTIVITY in can,
    }
    _seen(request, institution, [one.application for one in rows])
    return render(request, "workexperience/applications/school/board.html", context)


def _seen(request: HttpRequest, institution: Organisation, shown: Iterable[Application]) -> None:
    ids, told = [one.learner_id for one in shown], {"page": "Work experience", "kind": LookKind.LIST}
    looked(by=request.user, institution=institution, learners=ids, now=timezone.now(), **told)  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agree(request: HttpRequest, urn: int) -> HttpResponse:
    """Agree to all that are ticked: first what would happen, then, with the contact, each by itself."""
    institution, _ = place_for(request.user, Can.LOG_ACTIVITY, urn=urn)
    ticked = request.POST.getlist("application")
    ids = _ids(ticked)
    rows = board.to_agree(_chosen(institution, ids), now=timezone.now())
    if not rows:
        messages.error(request, "Tick the applications that you agree to.")
        return redirect("workexperience:board", urn=urn)
    is_sent = request.POST.get("step") == "agree"
    form = ContactForm(request.POST if is_sent else None, initial=board.contact_given_last(institution))
    if form.is_valid():
        _agree(request, rows, form.cleaned_data)
        address = reverse("workexperience:board-agreed", args=[urn])
        return redirect(f"{address}?ids={','.join(map(str, ids))}")
    _seen(request, institution, [one.application for one in rows])
    context = {
        "institution": institution,
        "rows": rows,
        "form": form,
        "chosen": request.POST,
        "left": len(ticked) - len(ids),
    }
    return render(request, "workexperience/applications/school/agree.html", context)


def _agree(request: HttpRequest, rows: Iterable[board.ToAgree], contact: dict[str, str]) -> None:
    """Each in a transaction of its own. One that is refused stays where it is: the next page says why."""
    for row in rows:
        asked = request.POST.get(row.box, "")
        about = whom(asked if asked in dict(row.asks) else "")
        with suppress(Refused):
            facts: dict[str, Any] = {"by": person(request), "now": timezone.now()} | contact | about
            deciding.approve(application_id=row.application.pk, **facts)


@require_safe
@login_required
def agreed(request: HttpRequest, urn: int) -> HttpResponse:
    """What came of it: how many are on their way, and of each that is not, why."""
    institution, _ = place_for(request.user, Can.LOG_ACTIVITY, urn=urn)
    found = _chosen(institution, _ids(request.GET.get("ids", "").split(",")))
    rows = [one for one in board.to_agree(found, now=timezone.now()) if one.application.state == S.SCHOOL]
    _seen(request, institution, [one.application for one in rows])
    context = {"institution": institution, "rows": rows, "done": len(found) - len(rows), "no_carer": deciding.NO_CARER}
    return render(request, "workexperience/applications/school/agreed.html", context)


def _chosen(institution: Organisation, ids: list[int]) -> list[Application]:
    """Those of these that the school may see, by name."""
    found = board.at(institution, today=timezone.localdate()).filter(pk__in=ids)
    around = ("learner", *queries.AROUND)
    return list(found.select_related(*around).order_by("learner__family_name", "learner__given_names", "pk"))


def _ids(typed: Iterable[str]) -> list[int]:
    """The numbers among these texts, a page of them at most."""
    return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 19][:PAGE]


@require_POST
@login_required
def chase(request: HttpRequest, urn: int) -> HttpResponse:
    """Remind whoever has the applications that are ticked."""
    institution, _ = place_for(request.user, Can.LOG_ACTIVITY, urn=urn)
    ticked = request.POST.getlist("application")
    found = _chosen(institution, _ids(ticked))
    if not found:
        messages.error(request, "Tick the applications to remind somebody of.")
        return redirect("workexperience:board", urn=urn)
    done = chasing.chase(applications=found, by=person(request), now=timezone.now())
    messages.success(request, chasing.in_words(done))
    if len(ticked) > PAGE:
        messages.error(request, f"You ticked more than {PAGE}. We looked at the first {PAGE}: tick the others again.")
    return redirect("workexperience:board", urn=urn)
