"""Questions and corrections: the learner asks and reads the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from frontdoor.record.cases import actions, queries
from frontdoor.record.cases.forms import CorrectionForm, QuestionForm
from frontdoor.record.looks.queries import in_words, shown
from frontdoor.record.models import Case

GET_POST = ["GET", "HEAD", "POST"]


def _sent(request: HttpRequest, case: Case) -> HttpResponse:
    """Back to the list, with where it went; a school that has left the portal is asked in another way."""
    place = case.institution
    if queries.team_of(place).leads:
        messages.success(request, f"Sent to {place}. You see the answer here.")
    else:
        messages.warning(request, f"Kept here. Nobody at {place} uses this service now: write to {place} too.")
    return redirect("record:questions")


@require_safe
@login_required
def questions(request: HttpRequest) -> HttpResponse:
    """All that the learner has asked, with the answers."""
    rows = [(case, queries.due_on(case)) for case in queries.own(get_own(request.user))]
    return render(request, "record/cases/questions.html", {"rows": rows})


@require_http_methods(GET_POST)
@login_required
def question(request: HttpRequest, look_id: int) -> HttpResponse:
    """Question one look. A look that the learner is not told of is not there."""
    learner, now = get_own(request.user), timezone.now()
    look = get_object_or_404(shown(learner, today=timezone.localdate(now)), pk=look_id)
    if not queries.can_question(look):
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            made = actions.question_look(learner=learner, look=look, words=words, by=person(request), now=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _sent(request, made)
    [said] = in_words([look])
    return render(request, "record/cases/question.html", {"one": said, "form": form})


@require_http_methods(GET_POST)
@login_required
def correction(request: HttpRequest) -> HttpResponse:
    """Ask a school or college to put something right."""
    learner = get_own(request.user)
    places = queries.places_of(learner)
    form = CorrectionForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_valid():
        try:
            made = actions.ask_correction(learner=learner, **form.cleaned_data, by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _sent(request, made)
    return render(request, "record/cases/correction.html", {"form": form, "places": places})
