"""Questions and corrections for an institution's data lead; and who that is."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.queries import person
from frontdoor.record.cases import actions, queries
from frontdoor.record.cases.forms import AnswerForm, LeadForm
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Case, CaseKind, LookKind, LookReason

PAGE = 50
GET_POST = ["GET", "HEAD", "POST"]
INSTITUTIONS = Organisation.objects.filter(kind=Kind.INSTITUTION)


@require_safe
@login_required
def cases(request: HttpRequest, urn: int) -> HttpResponse:
    """What learners ask this institution: for its data lead."""
    institution, _, found = _here(request, urn)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    _seen(request, institution, [*page], LookKind.LIST, "Questions about data")
    rows = [(case, queries.due_on(case)) for case in page]
    return render(request, "record/cases/cases.html", {"institution": institution, "page": page, "rows": rows})


@require_http_methods(GET_POST)
@login_required
def case(request: HttpRequest, urn: int, case_id: int) -> HttpResponse:
    """One of them, and the answer. It stays answerable when the learner has left; their record does not open by it."""
    institution, team, found = _here(request, urn)
    one = get_object_or_404(found, pk=case_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, kind=CaseKind(one.kind))
    if form.is_valid():
        try:
            actions.answer(case_id=one.pk, **form.cleaned_data, by=person(request), now=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your answer is sent.")
        return redirect("record:case", urn=urn, case_id=case_id)
    _seen(request, institution, [one], LookKind.PAGE, "Your question")
    context = {
        "institution": institution,
        "case": one,
        "due_on": queries.due_on(one),
        "form": form,
        "why_not": queries.why_not(one, request.user, team),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "record/cases/case.html", context)


@require_http_methods(GET_POST)
@login_required
def lead(request: HttpRequest, urn: int) -> HttpResponse:
    """Name who answers learners' questions about their data."""
    institution = get_for(request.user, Can.MANAGE_MEMBERS, INSTITUTIONS.all(), urn=urn)
    form = LeadForm(
        request.POST if request.method == "POST" else None,
        members=queries.members(institution),
        named=queries.named_lead(institution),
    )
    if form.is_valid():
        try:
            actions.name_lead(
                institution=institution, person=form.cleaned_data["person"], by=person(request), now=timezone.now()
            )
        except Refused as refusal:
            form.add_error("person", str(refusal).rstrip("."))
        else:
            messages.success(request, "Saved who answers questions about data.")
            return redirect("record:data-lead", urn=urn)
    team = queries.team_of(institution)
    context = {"institution": institution, "form": form, "team": team, "is_lead": request.user in team.leads}
    return render(request, "record/cases/lead.html", context)


def _here(request: HttpRequest, urn: int) -> tuple[Organisation, queries.Team, QuerySet[Case]]:
    """The institution, who answers there, and the cases that this person sees; 404 for everybody who answers none."""
    institution = get_for(request.user, Can.SEE_LEARNERS, INSTITUTIONS.all(), urn=urn)
    team = queries.team_of(institution)
    found = queries.cases_for(request.user, institution, team)
    if found is None:
        raise Http404
    return institution, team, found


def _seen(request: HttpRequest, institution: Organisation, shown: list[Case], kind: LookKind, page: str) -> None:
    """A look because of a question: the learner may have left."""
    looked(
        by=request.user,
        institution=institution,
        learners=[one.learner_id for one in shown],
        page=page,
        kind=kind,
        reason=LookReason.QUESTION,
        now=timezone.now(),
    )
