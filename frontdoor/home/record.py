"""`/record/` and below: a learner's own record, and what a parent or carer sees of it. Made of what the rooms offer."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.home.learners import sections
from frontdoor.people.queries import person
from frontdoor.record.carers import queries as carers
from frontdoor.record.claims import actions
from frontdoor.record.claims.forms import StartForm
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Learner, LookKind, LookReason
from frontdoor.record.queries import own_learner
from frontdoor.record.shown import Looking, Section, own_pages


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My record; for somebody who has none, the two ways to one."""
    learner = own_learner(request.user)
    if learner is None:
        return _none(request, StartForm(initial=_guess(person(request).full_name)))
    today = timezone.localdate()
    context = {
        "learner": learner,
        "enrolments": learner.enrolments.select_related("institution").order_by("-started_on", "-pk"),
        "sections": sections(Looking(learner, request.user, today)),
        "pages": own_pages(learner),
    }
    return render(request, "home/record/mine.html", context)


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """A record of one's own, without a school."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return _none(request, form)
    actions.start(**form.cleaned_data, by=person(request), now=timezone.now())
    return redirect("home:record")


def _none(request: HttpRequest, form: StartForm) -> HttpResponse:
    context = {"form": form, "children": carers.children_of(request.user, today=timezone.localdate()).exists()}
    return render(request, "home/record/none.html", context)


def _guess(full_name: str) -> dict[str, str]:
    given, _, family = full_name.rpartition(" ")
    return {"given_names": given or family, "family_name": family if given else ""}


@require_safe
@login_required
def children(request: HttpRequest) -> HttpResponse:
    """Those whose record this parent or carer sees."""
    found = list(carers.children_of(request.user, today=timezone.localdate()).order_by("given_names", "pk"))
    _seen_by_parent(request, found, "Your children’s records", LookKind.LIST)
    return render(request, "home/record/children.html", {"children": found})


@require_safe
@login_required
def child(request: HttpRequest, learner_id: int) -> HttpResponse:
    """One child's record, to read. 404 from the moment when the school or the learner ends it."""
    today = timezone.localdate()
    learner = get_object_or_404(carers.children_of(request.user, today=today), pk=learner_id)
    _seen_by_parent(request, [learner], "Your child’s record", LookKind.PAGE)
    context = {"learner": learner, "sections": seen_by_carer(learner, request.user, today=today)}
    return render(request, "home/record/child.html", context)


def _seen_by_parent(request: HttpRequest, learners: list[Learner], page: str, kind: LookKind) -> None:
    ids, reason = [one.pk for one in learners], LookReason.PARENT
    looked(by=request.user, learners=ids, page=page, kind=kind, reason=reason, now=timezone.now())


@require_safe
@login_required
def what_they_see(request: HttpRequest, carer_id: int) -> HttpResponse:
    """The learner looks, from 13, at exactly what a parent or carer sees."""
    learner, today = own_learner(request.user), timezone.localdate()
    if learner is None or not carers.knows_parents(learner, today=today):
        raise Http404
    carer = get_object_or_404(carers.seeing(learner, today=today), pk=carer_id)
    parts = seen_by_carer(learner, carer.account, today=today)
    return render(request, "home/record/child.html", {"learner": learner, "sections": parts, "carer": carer})


def seen_by_carer(learner: Learner, account: Any, *, today: date) -> list[Section]:
    """What this parent or carer sees: one function for their page and for the learner who looks at it."""
    return sections(Looking(learner, account, today))
