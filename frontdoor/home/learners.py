"""`/learners/` and below: an institution's learners and one learner's page, made of what the rooms' `learner.py` offer.

The safeguarding contact has the same two pages again, under `/learners/<urn>/safeguarding/pupils/`: what is looked at
there is kept with that reason, which a learner is not shown (`docs/decisions/who-looked.md`).
"""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.home.forms_learners import LearnersForm
from frontdoor.organisations.access import Can, organisations_for, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.record import queries
from frontdoor.record.care.queries import is_contact
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind, LookReason
from frontdoor.record.shown import Looking, Place, pages, sections

PAGE, FOUND = 50, 400  # rows of a page; of what a search finds, which has no second page
SAFEGUARDING = LookReason.SAFEGUARDING


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Leads on to the person's only institution; lists them when there are several."""
    places = list(organisations_for(request.user, Can.SEE_LEARNERS).order_by("name"))
    if len(places) == 1:
        return redirect("home:learners", urn=places[0].urn)
    return render(request, "home/learners/places.html", {"places": places})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def learners(request: HttpRequest, urn: int, reason: LookReason = LookReason.ENROLLED) -> HttpResponse:
    """The roll by year group, and the pages about it. Narrowing posts: a pupil's name stands in no address and no log.

    For safeguarding nobody is listed before a name is asked for.
    """
    institution, can = _place(request, urn, reason)
    everyone = queries.roll(institution, today=timezone.localdate())
    form = LearnersForm(request.POST or None, years=queries.years_on(everyone))
    found = form.narrow(everyone) if reason != SAFEGUARDING or request.POST.get("q", "").strip() else everyone.none()
    page = Paginator(found, FOUND if request.method == "POST" else PAGE).get_page(request.GET.get("page"))
    _seen(request, institution, page, reason)
    context = {
        "institution": institution,
        "form": form,
        "page": page,
        "number": everyone.count() if form.is_bound or reason == SAFEGUARDING else page.paginator.count,
        "address": _address(urn, reason),
        "pages": pages(Place(institution, can, request.user)) if reason != SAFEGUARDING else [],
    }
    whole = "safeguarding.html" if reason == SAFEGUARDING else "list.html"
    part = "_rows.html" if request.htmx else whole  # type: ignore[attr-defined]
    return render(request, f"home/learners/{part}", context)


@require_safe
@login_required
def learner(request: HttpRequest, urn: int, learner_id: int, reason: LookReason = LookReason.ENROLLED) -> HttpResponse:
    """One learner on the roll, as the rooms show them to this member of staff."""
    institution, can = _place(request, urn, reason)
    now, today = timezone.now(), timezone.localdate()
    enrolment = get_object_or_404(queries.roll(institution, today=today), learner=learner_id)
    found = enrolment.learner
    looked(by=request.user, institution=institution, learners=[found.pk], page="Pupil page", reason=reason, now=now)
    look = Looking(found, request.user, today, institution, can, enrolment)
    context = {
        "institution": institution,
        "learner": found,
        "enrolment": enrolment,
        "sections": sections(look),
        "address": _address(urn, reason),
        "for_safeguarding": reason == SAFEGUARDING,
    }
    return render(request, "home/learners/learner.html", context)


def _place(request: HttpRequest, urn: int, reason: LookReason) -> tuple[Organisation, frozenset[Can]]:
    """The institution, for its staff; the pages of safeguarding for its contact alone, 404 for everybody else."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    if reason == SAFEGUARDING and not is_contact(request.user, institution):
        raise Http404
    return institution, can


def _address(urn: int, reason: LookReason) -> str:
    return reverse("home:safeguarding-learners" if reason == SAFEGUARDING else "home:learners", args=[urn])


def _seen(request: HttpRequest, institution: Organisation, page: Page, reason: LookReason) -> None:
    looked(
        by=request.user,
        institution=institution,
        learners=[row.learner_id for row in page],
        page="Pupils",
        kind=LookKind.LIST,
        reason=reason,
        now=timezone.now(),
    )
