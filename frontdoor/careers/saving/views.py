"""The pages of what somebody saved. Small, never cached, and whole without script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.careers.models import Career
from frontdoor.careers.quiz.answers import from_code, strengths
from frontdoor.careers.quiz.statements import quiz
from frontdoor.careers.saving.forms import KeepForm
from frontdoor.careers.saving.shelf import Shelf
from frontdoor.ground.guards import stood_here
from frontdoor.ground.refused import Refused

QUIZ_RESULT = "/careers/quiz/result/"


@never_cache
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """Everything saved, with one way to forget each and one to forget all."""
    shelf = Shelf(request)
    quizzes = [{"result": one, "traits": _titles(one.code)} for one in shelf.results()]
    context = {
        "careers": shelf.careers(),
        "quizzes": [row for row in quizzes if row["traits"] is not None],
        "in_account": shelf.owner is not None,
        "keep": KeepForm(initial={"keep": shelf.kept.keep}),
    }
    return render(request, "careers/saving/shown.html", context)


def _titles(code: str) -> list[str] | None:
    """The strongest traits of saved answers; None when they belong to an older quiz."""
    found = quiz()
    answers = from_code(found, code)
    return [found.traits[key].title for key in strengths(found, answers)[:3]] if answers else None


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Save a career.

    A career's page is one body for everyone, so the form on it has no token. The browser says in `Origin` which site a
    form was sent from: from this one, the career is saved at once. One that does not say it gets a page that asks, whose
    own form has a token.
    """
    career = get_object_or_404(Career, slug=slug)
    if request.method == "POST" and "csrfmiddlewaretoken" in request.POST:
        return csrf_protect(_save)(request, career)
    if request.method == "POST" and stood_here(request):
        return _save(request, career)
    return render(request, "careers/saving/add.html", {"career": career})


def _save(request: HttpRequest, career: Career) -> HttpResponse:
    shelf = Shelf(request)
    from_quiz = request.POST.get("back") == "quiz"
    try:
        shelf.save_career(career)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("saved:shown")
    if from_quiz:
        return shelf.leave(redirect(f"{QUIZ_RESULT}#{career.slug}"))
    messages.success(request, f"{career.title} is saved.")
    return shelf.leave(redirect("saved:shown"))


@never_cache
@require_POST
def add_result(request: HttpRequest) -> HttpResponse:
    """Save the quiz result that the browser holds, and keep it for longer if asked."""
    shelf = Shelf(request)
    if not from_code(quiz(), shelf.kept.code):
        return redirect(QUIZ_RESULT)
    try:
        shelf.save_result(shelf.kept.code, shelf.kept.aside)
        if "keep" in request.POST:
            shelf.keep(for_long=True)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("saved:shown")
    messages.success(request, "Your quiz result is saved.")
    return shelf.leave(redirect("saved:shown"))


@never_cache
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Forget one career or one quiz result."""
    shelf = Shelf(request)
    shelf.remove(slug=request.POST.get("career", ""), code=request.POST.get("result", ""))
    messages.success(request, "Removed.")
    return shelf.leave(redirect("saved:shown"))


@never_cache
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep things on this device for 30 days, or only until the browser is closed."""
    shelf = Shelf(request)
    form = KeepForm(request.POST)
    for_long = form.is_valid() and form.cleaned_data["keep"]
    shelf.keep(for_long=for_long)
    if for_long:
        messages.success(request, "Kept on this device for 30 days.")
    else:
        messages.success(request, "Kept until you close the browser.")
    return shelf.leave(redirect("saved:shown"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest) -> HttpResponse:
    """Forget everything: a page that says what will go, and its one button."""
    if request.method != "POST":
        return render(request, "careers/saving/clear.html")
    shelf = Shelf(request)
    shelf.clear()
    messages.success(request, "Everything that you saved is cleared, and your quiz answers too.")
    return shelf.leave(redirect("saved:shown"))
