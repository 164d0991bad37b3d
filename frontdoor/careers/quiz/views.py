"""The pages of the quiz. Answers travel in the visitor's own signed cookie: in no address, no log and no table."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.careers.advisers.queries import talk
from frontdoor.careers.quiz import queries
from frontdoor.careers.quiz.answers import Answers, from_code, strengths, to_code
from frontdoor.careers.quiz.forms import PageForm, initial
from frontdoor.careers.quiz.matching import OF_ONE_CATEGORY, SHOWN, Matching
from frontdoor.careers.quiz.statements import A_PAGE, FIRST, quiz
from frontdoor.careers.saving.kept import MOST_ASIDE
from frontdoor.careers.saving.shelf import Shelf
from frontdoor.ground.lists import listed
from frontdoor.ground.public_pages import public_page
from frontdoor.ground.tallies import counted

STRONGEST = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int = 1) -> HttpResponse:
    """Four statements. What is not answered is skipped, and what was answered before stays unless changed."""
    statements = quiz().page(number)
    if not statements or (number == 1 and request.path != reverse("quiz:start")):
        raise Http404
    shelf = Shelf(request)
    answers = from_code(quiz(), shelf.kept.code)
    if request.method != "POST":
        form = PageForm(quiz=quiz(), statements=statements, initial=initial(answers))
        return _page(request, number, form, answers)
    form = PageForm(request.POST, quiz=quiz(), statements=statements)
    before, answers = answers, answers | form.answers()
    to = _after(number, request.POST.get("go", ""))
    if to == "result" and not answers:
        form.refuse_nothing()
        return _page(request, number, form, answers)
    shelf.answer(to_code(quiz(), answers) if answers else "")
    _tally(began=bool(answers and not before), finished=to == "result" and number <= quiz().first_pages)
    return shelf.leave(redirect("quiz:result") if to == "result" else redirect("quiz:page", to))


def _tally(*, began: bool, finished: bool) -> None:
    """One more who began, or got a result of the first part. Not who, and not what they answered."""
    if began:
        counted("quiz", "started")
    if finished:
        counted("quiz", "result")


def _after(number: int, wish: str) -> int | str:
    """The next page, or the result: after the last page of either part, and whenever it is asked for."""
    last = number in {quiz().first_pages, quiz().all_pages}
    return "result" if last or wish == "result" else number + 1


def _page(request: HttpRequest, number: int, form: PageForm, answers: Answers) -> HttpResponse:
    first = quiz().first_pages
    sharper = number > first
    context = {
        "form": form,
        "number": number - first if sharper else number,
        "pages": quiz().all_pages - first if sharper else first,
        "sharper": sharper,
        "back_to": {1: "", 2: reverse("quiz:start"), first + 1: reverse("quiz:result")}.get(
            number, reverse("quiz:page", args=[number - 1])
        ),
        "begun": bool(answers),
        "is_last": _after(number, "") == "result",
    }
    return render(request, "careers/quiz/page.html", context)


@never_cache
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """Strongest traits and ten careers, each with why."""
    shelf = Shelf(request)
    answers = from_code(quiz(), shelf.kept.code)
    matches = Matching(quiz(), queries.facts()).ten(answers, shelf.kept.aside) if answers else []
    if not matches:
        return render(request, "careers/quiz/nothing.html", {"answered": len(answers), "talk": talk()})
    found = queries.careers([*(one.key for one in matches), *shelf.kept.aside])
    saved = set(shelf.slugs())
    context = {
        "talk": talk(),
        "traits": [quiz().traits[key] for key in strengths(quiz(), answers)[:STRONGEST]],
        "rows": [
            {"career": found[one.key], "because": _because(one.because), "saved": one.key in saved}
            for one in matches
            if one.key in found
        ],
        "aside": [found[slug] for slug in reversed(shelf.kept.aside) if slug in found],
        "result_saved": any(one.code == shelf.kept.code for one in shelf.results()),
        "any_saved": bool(saved),
        "in_account": shelf.owner is not None,
        **_so_far(answers),
    }
    return render(request, "careers/quiz/result.html", context)


def _because(likes: tuple[str, ...]) -> str:
    return f"Because you like {listed(list(likes))}." if likes else "Because it has little of what is not like you."


def _so_far(answers: Answers) -> dict[str, Any]:
    """How much was answered, and the page on which the first of the further statements waits (none when all are done)."""
    waiting = [at for at, one in enumerate(quiz().statements) if at >= FIRST and one.key not in answers]
    return {
        "answered": len(answers),
        "all": len(quiz().statements),
        "waiting": len(waiting),
        "sharper_at": reverse("quiz:page", args=[waiting[0] // A_PAGE + 1]) if waiting else "",
    }


@public_page
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How answers become careers, in plain words. One body for everyone."""
    context = {
        "talk": talk(),
        "quiz": quiz(),
        "first": FIRST,
        "a_trait": len(quiz().statements) // len(quiz().traits),
        "shown": SHOWN,
        "of_one": OF_ONE_CATEGORY,
        "most_aside": MOST_ASIDE,
        "reversed": sum(one.reversed for one in quiz().statements),
    }
    return render(request, "careers/quiz/how.html", context)


@never_cache
@require_POST
def not_for_me(request: HttpRequest) -> HttpResponse:
    """Put a career aside: it goes, and those near it sink."""
    shelf = Shelf(request)
    slug = request.POST.get("career", "")
    if slug in queries.careers([slug]):
        shelf.put_aside(slug)
    return shelf.leave(redirect("quiz:result"))


@never_cache
@require_POST
def bring_back(request: HttpRequest) -> HttpResponse:
    """Take back a "not for me"."""
    shelf = Shelf(request)
    shelf.bring_back(request.POST.get("career", ""))
    return shelf.leave(redirect("quiz:result"))


@never_cache
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Begin anew. What was saved stays."""
    shelf = Shelf(request)
    shelf.answer("", ())
    return shelf.leave(redirect("quiz:start"))


@never_cache
@require_POST
def open_result(request: HttpRequest) -> HttpResponse:
    """Put a saved result's answers in place of those under way, and show what they give today."""
    shelf = Shelf(request)
    code = request.POST.get("result", "")
    one = next((row for row in shelf.results() if row.code == code), None)
    if one is None:
        raise Http404
    shelf.answer(one.code, one.aside)
    return shelf.leave(redirect("quiz:result"))
