"""Careers: the list with its filters, and the page of one career. Each is one body for everyone."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontdoor.careers import content, queries, schema
from frontdoor.careers.advisers.queries import talk, talk_of
from frontdoor.careers.entries import SUBJECTS
from frontdoor.careers.facts import Check
from frontdoor.careers.forms import ExploreForm
from frontdoor.careers.models import Career
from frontdoor.careers.pay import SOURCE, YEAR, Pay, pay_of
from frontdoor.careers.routes.of_career import rows_of
from frontdoor.ground.public_pages import public_page

PAGE = 30


@require_safe
@public_page
def explore(request: HttpRequest) -> HttpResponse:
    """Ways to browse; with any filter in the address, the careers that fit."""
    form = ExploreForm(request.GET)
    wanted = form.wanted()
    if not any(vars(wanted).values()) and "page" not in request.GET and "all" not in request.GET:
        return _browse(request)
    page = Paginator(queries.careers_listed(wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        "talk": talk(),
        "form": form,
        "wanted": wanted,
        "page": page,
        "title": _title(wanted),
        "canonical": _canonical(request),
    }
    return render(request, "careers/list.html", context)


def _browse(request: HttpRequest) -> HttpResponse:
    categories = list(queries.categories_counted())
    context = {
        "talk": talk(),
        "categories": categories,
        "icons": content.icons(),
        "subjects": SUBJECTS,
        "ways": queries.ways_named(),
        "pay_steps": queries.PAY_STEPS,
        "letters": queries.letters(),
        "number": Career.objects.count(),
    }
    return render(request, "careers/browse.html", context)


def _canonical(request: HttpRequest) -> str:
    """The address that search engines keep: what narrows the list, in one order, without empty boxes."""
    kept = sorted(
        (key, value) for key, value in request.GET.items() if value and key in {*ExploreForm.base_fields, "page"}
    )
    return f"{settings.SITE_URL}/careers/?{urlencode(kept or [('all', 1)])}"


def _title(wanted: queries.Wanted) -> str:
    """The list's name: "Healthcare", "Healthcare: Biology, University", "Careers that begin with B"."""
    parts = [SUBJECTS.get(wanted.subject, ""), dict(queries.ways_named()).get(wanted.way, "")]
    parts += [f"£{wanted.pay:,} a year or more"] if wanted.pay else []
    parts += [f"beginning with {wanted.letter}"] if wanted.letter else []
    named = ", ".join(filter(None, parts))
    start = content.categories().get(wanted.category, "Careers")
    return f"{start}: {named}" if named else start


@require_safe
@public_page
def career(request: HttpRequest, slug: str) -> HttpResponse:
    """One career: what it is, what it pays, every checked way in, and what is near it."""
    whole = queries.whole_career(slug)
    if whole is None:
        raise Http404
    found = whole.career
    pay = _pay(found)
    address = f"{settings.SITE_URL}{found.get_absolute_url()}"
    context = {
        "career": found,
        "categories": whole.categories,
        "related": whole.related,
        "pay": pay,
        "pay_source": SOURCE,
        "pay_year": YEAR,
        "talk": talk_of(whole.service),
        "rows": rows_of(whole.ways, found.occupation_id or ""),
        "checks": [_check(check) for check in found.checks],
        "skills": [content.skills().get(skill, skill) for skill in found.skills],
        "subjects": [(key, SUBJECTS[key]) for key in found.subjects],
        "hours": hours(found),
        "when": found.hours_when.replace(" / ", ", "),
        "picture": content.icons()[found.main_category_id],
        "canonical": address,
        "schema": [
            schema.occupation(title=found.title, overview=found.overview, address=address, pay=pay),
            schema.breadcrumbs(_steps(found, address)),
        ],
    }
    return render(request, "careers/career.html", context)


def _steps(found: Career, address: str) -> list[tuple[str, str]]:
    careers = f"{settings.SITE_URL}/careers/"
    category = f"{careers}?{urlencode({'category': found.main_category_id})}"
    return [("Careers", careers), (found.main_category.title, category), (found.title, address)]


def _pay(found: Career) -> Pay | None:
    return pay_of({**vars(found.occupation)}) if found.occupation else None


def _check(check: Check) -> dict[str, str]:
    words = content.checks()[check["kind"]]
    return {**words, "words": words["words"].format(body=check.get("body", ""))}


def hours(found: Career) -> str:
    """The hours in words: "37 to 40 a week"; empty where no source says."""
    least, most = found.hours_least, found.hours_most
    if least is None or most is None:
        return {"variable": "They vary", "irregular": "They vary from week to week"}.get(found.hours_kind, "")
    span = f"{float(least):g}" if least == most else f"{float(least):g} to {float(most):g}"
    kind = {"a week": "a week", "term time": "a week in term time", "seasonal": "a week, more in some seasons"}
    return f"{span} {kind.get(found.hours_kind, 'a week')}" + (
        ", and they vary" if found.hours_kind == "variable" else ""
    )
