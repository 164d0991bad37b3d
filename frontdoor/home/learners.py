"""`/learners/` and below: an institution's learners and one learner's page, made of what the rooms' `learner.py` offer."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.home.forms_learners import LearnersForm
from frontdoor.organisations.access import Can, organisations_for, place_for
from frontdoor.record import queries
from frontdoor.record.access import get_pupil
from frontdoor.record.shown import Looking, Place, pages, sections

PAGE, FOUND = 50, 400  # rows of a page; of what a search finds, which has no second page


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
def learners(request: HttpRequest, urn: int) -> HttpResponse:
    """The roll by year group, and the pages about it. Narrowing posts: a pupil's name stands in no address and no log."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    everyone = queries.roll(institution, today=timezone.localdate())
    form = LearnersForm(request.POST or None, years=queries.years_on(everyone))
    found = Paginator(form.narrow(everyone), FOUND if request.method == "POST" else PAGE)
    context = {
        "institution": institution,
        "form": form,
        "page": found.get_page(request.GET.get("page")),
        "number": everyone.count(),
        "pages": pages(Place(institution, can)),
    }
    part = "_rows.html" if request.htmx else "list.html"  # type: ignore[attr-defined]
    return render(request, f"home/learners/{part}", context)


@require_safe
@login_required
def learner(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """One learner on the roll, as the rooms show them to this member of staff."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    today = timezone.localdate()
    found = get_pupil(institution, today=today, pk=learner_id)
    enrolment = found.enrolments.filter(institution=institution, ended_on=None).first()
    look = Looking(found, request.user, today, institution, can, enrolment)
    context = {"institution": institution, "learner": found, "enrolment": enrolment, "sections": sections(look)}
    return render(request, "home/learners/learner.html", context)
