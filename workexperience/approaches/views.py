"""For an employer: what schools ask of it, and answering one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from workexperience.access import employer_for
from workexperience.approaches import actions, queries, rules
from workexperience.approaches.forms import AnswerForm
from workexperience.checks.queries import checked

PAGE = 20


@require_safe
@login_required
def approaches(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What schools ask: what waits first, then by term."""
    employer = employer_for(request.user, organisation_id)
    term = rules.term_of(timezone.localdate())
    context: dict[str, Any] = {
        "employer": employer,
        "organisation": employer.organisation,
        "page": Paginator(queries.made_to(employer), PAGE).get_page(request.GET.get("page")),
        "taken": employer.approaches.filter(term=term).count(),
        "term": rules.in_words(term),
        "term_in_words": rules.in_words,
    }
    return render(request, "workexperience/approaches/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approach(request: HttpRequest, organisation_id: int, approach_id: int) -> HttpResponse:
    """One request, and the answer to it."""
    employer = employer_for(request.user, organisation_id)
    one = get_object_or_404(queries.made_to(employer), pk=approach_id)
    is_checked = checked(timezone.localdate()).filter(pk=employer.pk).exists()
    said = request.POST if request.method == "POST" else None
    form = AnswerForm(said, school=one.institution.name, is_checked=is_checked)
    if form.is_valid():
        answer = {"reply": ""} | form.cleaned_data
        try:
            actions.answer(approach_id=one.pk, **answer, by=person(request), now=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your answer is sent.")
        return redirect("workexperience:approach", organisation_id=organisation_id, approach_id=approach_id)
    context = {
        "organisation": employer.organisation,
        "approach": one,
        "role": queries.role_of(one),
        "form": form,
        "why_not": queries.why_no_answer(one),
        "not_shown": queries.why_not_shown(one, is_checked=is_checked),
        "is_checked": is_checked,
        "not_checked": queries.NOT_CHECKED,
    }
    return render(request, "workexperience/approaches/approach.html", context)
