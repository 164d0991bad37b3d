"""What you can do next: index, ten stages, places near, easy-read, careers in a subject. Each is one body for everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontdoor.careers.advisers.queries import talk
from frontdoor.careers.choices import queries, stages
from frontdoor.careers.choices.forms import NearForm
from frontdoor.careers.choices.near import search
from frontdoor.careers.entries import SUBJECTS
from frontdoor.careers.routes.rows import ways_at
from frontdoor.ground.addresses import is_there
from frontdoor.ground.public_pages import public_page
from frontdoor.organisations.register.after16 import Setting


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """All ten readers."""
    return render(request, "careers/choices/index.html", {"stages": stages.stages(), "talk": talk()})


@require_safe
@public_page
def stage(request: HttpRequest, stage: str) -> HttpResponse:
    """One reader's page."""
    found = _stage(stage)
    context = {
        "stage": found,
        "steps": [_without_dead_link(step) for step in found.steps],
        "know": [_without_dead_link(step) for step in found.know],
        "tables": [(table, ways_at(table.stage)) for table in found.tables],
        "subjects": SUBJECTS if found.subjects_title else {},
        "form": NearForm() if found.near else None,
        "talk": talk(),
    }
    return render(request, "careers/choices/stage.html", context)


@require_safe
@public_page
def easy_read(request: HttpRequest, stage: str) -> HttpResponse:
    """The same in short sentences with icons, for three stages."""
    words = stages.easy_read(stage)
    if words is None:
        raise Http404
    return render(request, "careers/choices/easy_read.html", {"stage": _stage(stage), "words": words, "talk": talk()})


@require_safe
def near(request: HttpRequest, stage: str) -> HttpResponse:
    """Places to learn near a place; for adults, where courses are found. Not kept: hardly two people ask the same."""
    found = _stage(stage)
    context = {"stage": found, "talk": talk()}
    if not found.near:
        return render(request, "careers/choices/near/adults.html", context)
    form = NearForm(request.GET if "where" in request.GET else None)
    context["form"] = form
    if not form.is_valid():
        return render(request, "careers/choices/near/start.html", context)
    kind = form.cleaned_data["kind"]
    result = search(form.cleaned_data["where"], Setting(kind) if kind else None, request.GET.get("page", "1"))
    return render(request, f"careers/choices/near/{result.outcome}.html", context | {"result": result})


@require_safe
@public_page
def subject(request: HttpRequest, subject: str) -> HttpResponse:
    """Careers in a school subject, and ways to start a lesson with them."""
    if subject not in SUBJECTS:
        raise Http404
    context = {
        "subject": SUBJECTS[subject],
        "key": subject,
        "careers": queries.careers_with_subject(subject),
        "lessons": stages.lessons()[subject],
        "linked": is_there("/careers/plumber/"),
        "filtered": is_there("/careers/"),
        "talk": talk(),
    }
    return render(request, "careers/choices/subject.html", context)


def _stage(key: str) -> stages.Stage:
    found = stages.stage(key)
    if found is None:
        raise Http404
    return found


def _without_dead_link(step: stages.Step) -> stages.Step:
    """A step without its link, when the room that it leads to does not answer yet."""
    if step.href.startswith("/") and not is_there(step.href):
        return stages.Step(step.title, step.text, source=step.source)
    return step
