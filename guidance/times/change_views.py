"""Changing an adviser's hours: every week, time away, one day more, and taking any of it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.access import runs
from guidance.advisers.views import of_adviser
from guidance.models import Adviser
from guidance.times import actions, queries, words
from guidance.times.actions import Done
from guidance.times.forms import AwayForm, EndForm, ExtraForm, WeeklyForm
from guidance.times.views import frame

SO_ALREADY = "It was so already. Nothing has changed."
ENDED = "These hours have ended already."


@require_http_methods(["GET", "HEAD", "POST"])
@of_adviser
def add(request: HttpRequest, adviser: Adviser) -> HttpResponse:
    """Hours that come again every week."""
    form = WeeklyForm(_sent(request), **_choices(request, adviser), councils=_councils(adviser))
    if form.is_valid():
        said: dict[str, Any] = {
            "weekdays": form.cleaned_data["weekdays"],
            "hours": form.hours(),
            "days": form.days(),
        }
        if answer := _done(request, adviser, actions.add_weekly, said, text="The hours are in the week.", form=form):
            return answer
    return _form(request, adviser, form, heading="Add weekly hours", button="Save the hours")


@require_http_methods(["GET", "HEAD", "POST"])
@of_adviser
def change(request: HttpRequest, adviser: Adviser, weekly_id: int) -> HttpResponse:
    """One row of the week."""
    row = adviser.weekly.select_related("terms_of").filter(pk=weekly_id).first()
    if row is None:
        return _leave(request, adviser, actions.GONE)
    form = WeeklyForm(
        _sent(request), **_choices(request, adviser), councils=_councils(adviser, row.terms_of_id), row=row
    )
    if form.is_valid():
        said: dict[str, Any] = {
            "weekly_id": row.pk,
            "weekday": form.cleaned_data["weekdays"],
            "hours": form.hours(),
            "days": form.days(),
        }
        if answer := _done(request, adviser, actions.change_weekly, said, text="The hours are changed.", form=form):
            return answer
    return _form(request, adviser, form, heading="Change weekly hours", button="Save the hours")


@require_http_methods(["GET", "HEAD", "POST"])
@of_adviser
def end(request: HttpRequest, adviser: Adviser, weekly_id: int) -> HttpResponse:
    """One row of the week is held no more, or to a last day; one that has not begun is taken out."""
    row = adviser.weekly.select_related("place").filter(pk=weekly_id).first()
    today = timezone.localdate()
    if row is None or (row.last_day and row.last_day < today):
        return _leave(request, adviser, ENDED)
    form = EndForm(_sent(request))
    if form.is_valid():
        said = {"weekly_id": row.pk, "last_day": form.cleaned_data["last_day"]}
        if answer := _done(request, adviser, actions.end_weekly, said, text="The hours end.", form=form):
            return answer
    context = {"form": form, "row": row, "hours": words.weekly(row), "has_begun": row.first_day <= today}
    return render(request, "guidance/times/end.html", frame(request, adviser) | context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_adviser
def away(request: HttpRequest, adviser: Adviser) -> HttpResponse:
    """Days, or hours of them, when nobody can be booked."""
    form = AwayForm(_sent(request))
    if form.is_valid() and (
        answer := _done(request, adviser, actions.add_away, form.when(), text="The time away is saved.", form=form)
    ):
        return answer
    hint = "Nobody can be booked then. Do not say why: it is not asked, and not kept."
    return _form(request, adviser, form, heading="Add time away", button="Save the time away", hint=hint)


@require_http_methods(["GET", "HEAD", "POST"])
@of_adviser
def extra(request: HttpRequest, adviser: Adviser) -> HttpResponse:
    """Hours of one day more."""
    form = ExtraForm(_sent(request), **_choices(request, adviser))
    if form.is_valid():
        said = {"day": form.cleaned_data["day"], "hours": form.hours()}
        if answer := _done(request, adviser, actions.add_extra, said, text="The extra hours are saved.", form=form):
            return answer
    hint = "Hours on one day besides the weekly ones. They are held on a bank holiday too."
    return _form(request, adviser, form, heading="Add extra hours", button="Save the extra hours", hint=hint)


@require_POST
@of_adviser
def remove(request: HttpRequest, adviser: Adviser, change_id: int) -> HttpResponse:
    """The days are as every week again."""
    said = {"change_id": change_id}
    answer = _done(request, adviser, actions.remove_change, said, text="Removed. The week is as usual then.")
    return answer or redirect("guidance:times", adviser.pk)


def _done(
    request: HttpRequest,
    adviser: Adviser,
    act: Callable[..., Done],
    said: dict[str, Any],
    *,
    text: str,
    form: Form | None = None,
) -> HttpResponse | None:
    """Does it and leads back to the times; None when it was refused, which the form then says."""
    try:
        done = act(adviser_id=adviser.pk, **said, by=person(request), now=timezone.now())
    except Refused as refusal:
        if form is None:
            return _leave(request, adviser, str(refusal))
        form.add_error(None, str(refusal))
        return None
    if done.changed:
        messages.success(request, " ".join(filter(None, [text, words.stay(done.stay)])))
    else:
        messages.info(request, SO_ALREADY)
    return redirect("guidance:times", adviser.pk)


def _leave(request: HttpRequest, adviser: Adviser, sentence: str) -> HttpResponse:
    messages.info(request, sentence)
    return redirect("guidance:times", adviser.pk)


def _form(
    request: HttpRequest, adviser: Adviser, form: Form, *, heading: str, button: str, hint: str = ""
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "hint": hint}
    lacks_place = getattr(form, "lacks_place", False)
    context |= {"lacks_place": lacks_place, "runs": lacks_place and runs(request.user, adviser.service)}
    return render(request, "guidance/times/form.html", frame(request, adviser) | context)


def _sent(request: HttpRequest) -> Any:
    """A form that is sent without any tick is still a form that is sent."""
    return request.POST if request.method == "POST" else None


def _choices(request: HttpRequest, adviser: Adviser) -> dict[str, Any]:
    return {
        "adviser": adviser,
        "places": list(queries.open_places(adviser)),
        "is_own": adviser.user_id == person(request).pk,
        "today": timezone.localdate(),
    }


def _councils(adviser: Adviser, kept: int | None = None) -> list[Any]:
    return list(queries.councils_of(adviser, timezone.localdate(), kept=kept))
