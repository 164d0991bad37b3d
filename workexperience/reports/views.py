"""Anybody reports an offer; whoever checks the employer reads it and answers."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.people.queries import person
from workexperience.checks.queries import current, decides
from workexperience.models import Offer, Report
from workexperience.reports import actions, queries
from workexperience.reports.forms import AnswerForm, ReportForm
from workexperience.reports.words import KIND_TAGS, OUTCOME_TAGS

A_PAGE = 25
TOO_MANY = "We have had many reports from your network in the last hour. Please try again later."
TAGS = {"kind_tags": KIND_TAGS, "outcome_tags": OUTCOME_TAGS}
LISTS = {"waiting": ("Waiting", queries.waiting), "answered": ("Answered", queries.answered)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Say what is wrong. Nobody has to sign in; at most thirty an hour from one network."""
    offer = queries.reportable(offer_id, user=request.user, on=timezone.localdate())
    if offer is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if form.is_valid() and not ratelimit.consume(request, action="report-offer"):
        form.add_error(None, TOO_MANY)
    if not form.is_valid():
        return render(request, "workexperience/reports/report_offer.html", _about(offer) | {"form": form})
    actions.send(offer_id=offer.pk, **form.cleaned_data, now=timezone.now())
    return redirect("workexperience:report-thanks")


def _about(offer: Offer) -> dict[str, object]:
    return {"offer": offer, "organisation": offer.employer.organisation, "with_whom": decides(offer.employer)}


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank you, and where to turn when somebody is in danger now."""
    return render(request, "workexperience/reports/thanks.html")


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that I read: waiting, what may not be safe on top; and answered."""
    if not organisations_for(request.user, Can.CHECK_EMPLOYERS).exists():
        raise Http404
    shown = request.GET.get("show", "")
    shown = shown if shown in LISTS else "waiting"
    found = {name: query(request.user) for name, (_, query) in LISTS.items()}
    context = TAGS | {
        "shown": shown,
        "lists": [(name, title, found[name].count()) for name, (title, _) in LISTS.items()],
        "title": LISTS[shown][0],
        "page": Paginator(found[shown], A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "workexperience/reports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """What somebody said about an offer, what else was said about it, and the answer."""
    found = get_object_or_404(queries.seen_by(request.user), pk=report_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        return _answer(request, found, form)
    context = TAGS | {
        "report": found,
        "offer": found.offer,
        "organisation": found.offer.employer.organisation,
        "check": current(found.offer.employer, on=timezone.localdate()),
        "others": list(queries.others(found)),
        "form": form,
    }
    return render(request, "workexperience/reports/report.html", context)


def _answer(request: HttpRequest, found: Report, form: AnswerForm) -> HttpResponse:
    try:
        actions.answer(report_id=found.pk, **form.cleaned_data, by=person(request), now=timezone.now())
        messages.success(request, "Answered.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workexperience:report", found.pk)
