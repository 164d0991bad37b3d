"""The pages of a draft: the facts, one page a benchmark, and the check before it goes to the head."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from benchmarks import queries
from benchmarks.frameworks.shape import Benchmark, Facts
from benchmarks.models import Return, State
from benchmarks.reach import year_for
from benchmarks.returns import actions, clashes
from benchmarks.returns import queries as reads
from benchmarks.returns.forms import BenchmarkForm, FactsForm, read_shown
from benchmarks.returns.rows import check_rows
from benchmarks.signing.forms import HeadForm, SignForm
from benchmarks.signing.queries import likely_head
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can


@require_http_methods(["GET", "POST"])
@login_required
def facts(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """The year groups and numbers, asked once."""
    current = _draft(request, urn, year)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    shape, stored = reads.form_of(current), reads.facts_of(current)
    rolled = reads.on_roll(shape, current.organisation)
    form = FactsForm(shape, stored, request.POST if request.method == "POST" else None, on_roll=rolled)
    shown, clash = current.facts, False
    if form.is_valid():
        shown = read_shown(request.POST.get("shown", ""))
        try:
            clash = bool(actions.save_facts(return_id=current.pk, shown=shown, mine=form.facts()).clashes)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("benchmarks:year", urn, year)
        if not clash:
            return _onward(request, current, 0)
        current.refresh_from_db()
        shown = current.facts
    elif form.is_bound:
        shown = read_shown(request.POST.get("shown", ""))
    context = _about(current) | {
        "form": form,
        "shape": shape,
        "shown": json.dumps(shown),
        "theirs": clashes.facts_lines(shape, Facts.from_json(current.facts)) if clash else None,
    }
    return render(request, "benchmarks/facts.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def benchmark(request: HttpRequest, urn: int, year: str, number: int) -> HttpResponse:
    """One benchmark's questions and notes. A save that meets another person's change leads to a choice."""
    current = _draft(request, urn, year)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    try:
        asked = reads.form_of(current).benchmark(number)
    except KeyError:
        raise Http404 from None
    live = reads.counted_now(current)
    stored = reads.entries(current, live)
    more = {"last_time": reads.last_time(current), "by_records": live}
    if request.method == "GET":
        form = _form(current, asked, stored, **more)
        return _benchmark_page(request, current, asked, form, shown=_of_page(asked, stored))
    if "choosing" in request.POST:
        return _choose(request, current, asked, stored)
    form = _form(current, asked, stored, data=request.POST, **more)
    shown = read_shown(request.POST.get("shown", ""))
    if not form.is_valid():
        return _benchmark_page(request, current, asked, form, shown=shown)
    return _save(request, current, asked, shown=shown, mine=form.entries())


def _choose(request: HttpRequest, current: Return, asked: Benchmark, stored: dict[str, Any]) -> HttpResponse:
    """The second person chose between the two answers of each clash; what is stored stays unless mine is chosen."""
    keys = [key for key in request.POST.getlist("clash") if key in clashes.keys_of(asked)]
    form = _form(current, asked, stored, data=request.POST, only=keys, by_records=reads.counted_now(current))
    shown = read_shown(request.POST.get("shown", ""))
    chosen = clashes.ChoiceForm(keys, request.POST, titles=clashes.titles(asked))
    if not form.is_valid():
        return redirect("benchmarks:benchmark", current.organisation.urn, current.year, asked.number)
    mine = form.entries()
    if not chosen.is_valid():
        return _clash_page(request, current, asked, form, chosen, shown=shown)
    kept = {key: value for key, value in mine.items() if key in chosen.mine()}
    return _save(request, current, asked, shown=shown, mine=kept)


def _save(
    request: HttpRequest,
    current: Return,
    asked: Benchmark,
    *,
    shown: dict[str, Any],
    mine: dict[str, Any],
) -> HttpResponse:
    try:
        merged = actions.save_page(
            return_id=current.pk,
            benchmark=asked.number,
            shown=shown,
            mine=mine,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("benchmarks:year", current.organisation.urn, current.year)
    if not merged.clashes:
        return _onward(request, current, asked.number)
    stored = reads.entries(current)
    between = {key: stored.get(key) for key in merged.clashes}
    chosen = clashes.ChoiceForm(merged.clashes, titles=clashes.titles(asked))
    only = _form(current, asked, stored, data=request.POST, only=merged.clashes)
    only.is_valid()
    return _clash_page(request, current, asked, only, chosen, shown=between)


@require_GET
@login_required
def check(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Every answer in one list, what is left blank, and the way to the head."""
    found = year_for(request, Can.SEE_RETURN, urn, year)
    current = queries.open_return(found, year)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    return check_page(request, current)


def check_page(request: HttpRequest, current: Return, **forms: Any) -> HttpResponse:
    """The check page; `head_form` or `sign_form` when one came back with errors."""
    stored = reads.entries(current)
    result = reads.result_of(current, stored)
    may = reads.may(request.user, current.organisation)
    context = _about(current) | {
        "groups": check_rows(current, stored, result, reads.earlier_return(current)),
        "facts": clashes.facts_lines(reads.form_of(current), reads.facts_of(current)),
        "blanks": reads.blanks(result),
        "facts_complete": reads.facts_complete(current),
        "shape": reads.form_of(current),
        "framework": reads.framework_of(current),
        "result": result,
        "may": may,
        "alone": current.alone,  # type: ignore[attr-defined]  # `queries.open_return`
        "head_form": HeadForm(initial={"email": likely_head(current)}),
        "sign_form": SignForm(initial={"name": str(request.user), "role": "Careers leader"}),
        "is_draft": current.state == State.DRAFT,
    }
    context |= forms
    context["form"] = next((form for form in forms.values() if form.is_bound), None)
    return render(request, "benchmarks/check.html", context)


def _draft(request: HttpRequest, urn: int, year: str) -> Return | None:
    """The year's draft for a person who may fill it in; None when there is none to fill in."""
    found = year_for(request, Can.EDIT_RETURN, urn, year)
    current = queries.open_return(found, year)
    if current and current.state == State.WITH_HEAD:
        messages.error(request, "This return is with the head. Take it back before you change it.")
        return None
    return current


def _form(current: Return, asked: Benchmark, stored: dict[str, Any], **more: Any) -> BenchmarkForm:
    return BenchmarkForm(reads.form_of(current), asked, reads.facts_of(current), stored, **more)


def _of_page(asked: Benchmark, stored: dict[str, Any]) -> dict[str, Any]:
    keys = {f"answer:{question.id}" for area in asked.areas for question in area.questions}
    keys |= {f"note:{area.id}" for area in asked.areas}
    return {key: value for key, value in stored.items() if key in keys}


def _onward(request: HttpRequest, current: Return, number: int) -> HttpResponse:
    """After *Save and return* the task list; after *Save and continue* the next page, and after the last the check."""
    where = (current.organisation.urn, current.year)
    if "return" in request.POST:
        messages.success(request, "Saved.")
        return redirect("benchmarks:year", *where)
    if number == 0 and not current.saved_pages:
        return redirect("benchmarks:year", *where)
    numbers = [one.number for one in reads.form_of(current).benchmarks]
    later = [one for one in numbers if one > number]
    return redirect("benchmarks:benchmark", *where, later[0]) if later else redirect("benchmarks:check", *where)


def _about(current: Return) -> dict[str, Any]:
    return {"institution": current.organisation, "year": current.year, "found": current}


def _benchmark_page(
    request: HttpRequest, current: Return, asked: Benchmark, form: BenchmarkForm, *, shown: dict[str, Any]
) -> HttpResponse:
    context = _about(current) | {
        "benchmark": asked,
        "form": form,
        "groups": asked.groups(reads.facts_of(current)),
        "shown": json.dumps(shown),
        "framework": reads.framework_of(current),
        "people": reads.form_of(current).people,
        "facts_complete": reads.facts_complete(current),
    }
    return render(request, "benchmarks/benchmark.html", context)


def _clash_page(
    request: HttpRequest,
    current: Return,
    asked: Benchmark,
    form: BenchmarkForm,
    chosen: clashes.ChoiceForm,
    *,
    shown: dict[str, Any],
) -> HttpResponse:
    context = _about(current) | {
        "benchmark": asked,
        "form": chosen,
        "rows": clashes.rows(current, form, chosen, shown),
        "posted": clashes.posted(request, form),
        "shown": json.dumps(shown),
        "then": "return" if "return" in request.POST else "continue",
    }
    return render(request, "benchmarks/clash.html", context)
