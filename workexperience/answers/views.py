"""For an employer: who asks to come, one of them, and the answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind, LookReason
from workexperience.access import employer_for
from workexperience.answers import actions, queries, rules
from workexperience.answers.forms import NoForm, OtherDaysForm, SuperviseForm
from workexperience.checks.queries import current
from workexperience.models import Application, ApplicationState, Employer
from workexperience.offers.shown import days
from workexperience.placements import queries as placements
from workexperience.placements.actions import supervise

PAGE = 20
S = ApplicationState
HEADINGS = {
    S.EMPLOYER: "Waiting for your answer",
    S.CONFIRMED: "Confirmed",
    S.ACCEPTED: "You said yes, not yet confirmed",
    S.OTHER_DAYS: "You offered other days",
    S.FEEDBACK: "Days are over, feedback is due",
}


def of_employer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the employer and an application that it may read now; the look is kept. 404 for any other.

    One that it could read before leads back to the list: a second press, a letter's link after the end.
    """

    @wraps(view)
    def found(request: HttpRequest, organisation_id: int, application_id: int, **more: Any) -> HttpResponse:
        employer = employer_for(request.user, organisation_id)
        one = queries.seen_by(employer, on=timezone.localdate()).filter(pk=application_id).first()
        if one is None and queries.was_seen(employer, application_id):
            messages.info(request, "This is not shown to you any more: it is over, or your check does not hold.")
            return redirect("workexperience:answers", employer.pk)
        if one is None:
            raise Http404
        look(request, employer, [one], "Your request to an employer", LookKind.PAGE)
        return view(request, employer, one, **more)

    return found


@require_safe
@login_required
def answers(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Who asks to come or is coming, one state at a time; without a check that holds the page says so and names nobody."""
    employer = employer_for(request.user, organisation_id)
    today = timezone.localdate()
    counts = queries.counted(employer, on=today)
    asked = request.GET.get("state", "")
    state = asked if asked in counts else next((one for one, number in counts.items() if number), S.EMPLOYER)
    found = queries.seen_by(employer, on=today).filter(state=state)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    look(request, employer, list(page), "Who asks to come", LookKind.LIST)
    context = {
        "employer": employer,
        "is_checked": current(employer, on=today) is not None,
        "counts": [(S(one), HEADINGS[S(one)], number) for one, number in counts.items()],
        "state": S(state),
        "heading_text": HEADINGS[S(state)],
        "page": page,
        "card": queries.card,
        "days": days,
    }
    return render(request, "workexperience/answers/list.html", context)


@require_safe
@login_required
@of_employer
def answer(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """One who asks: the card, and what can be done now."""
    today = timezone.localdate()
    context = _about(employer, one) | {
        "missing": placements.missing(one, on=today) if one.state == S.ACCEPTED else [],
        "rows": [(day, placements.can_mark(day, now=timezone.now())) for day in one.days.select_related("application")],
        "can_cancel": one.state in (S.OTHER_DAYS, S.ACCEPTED, S.CONFIRMED) and not one.days.exclude(mark="").exists(),
        "can_supervise": one.state in (S.ACCEPTED, S.CONFIRMED),
        "has_other_days": any(queries.other_days(one, online=online, on=today) for online in (False, True)),
        "no_feedback": placements.can_write_feedback(one, on=today),
        "today": today,
    }
    return render(request, "workexperience/answers/answer.html", context)


@READ_OR_SEND
@login_required
@of_employer
def accept(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """Say yes, with who looks after them."""
    form = SuperviseForm(_sent(request), application=one)
    return _screen(request, employer, one, form, _supervised(request, actions.accept, one, form), page="accept")


@READ_OR_SEND
@login_required
@of_employer
def other_days(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """Offer other days of the same offer."""
    form = OtherDaysForm(_sent(request), application=one, on=timezone.localdate())

    def act() -> Application:
        session, online = form.chosen()
        return actions.offer_other_days(
            application_id=one.pk, session_id=session, online_session_id=online, by=person(request), now=timezone.now()
        )

    return _screen(request, employer, one, form, act, page="other_days")


@READ_OR_SEND
@login_required
@of_employer
def decline(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """Say no, with a reason."""
    form = NoForm(_sent(request), application=one, reasons=rules.DECLINE)
    return _screen(request, employer, one, form, _no(request, actions.decline, one, form), page="decline")


@READ_OR_SEND
@login_required
@of_employer
def cancel(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """Take a yes back, with a reason."""
    form = NoForm(_sent(request), application=one, reasons=rules.CANCEL)
    return _screen(request, employer, one, form, _no(request, actions.cancel, one, form), page="cancel")


@READ_OR_SEND
@login_required
@of_employer
def supervisors(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """Somebody else looks after them."""
    form = SuperviseForm(_sent(request), application=one)
    return _screen(request, employer, one, form, _supervised(request, supervise, one, form), page="supervisors")


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _no(
    request: HttpRequest, action: Callable[..., Application], one: Application, form: NoForm
) -> Callable[[], Application]:
    return lambda: action(application_id=one.pk, **form.cleaned_data, by=person(request), now=timezone.now())


def _supervised(
    request: HttpRequest, action: Callable[..., Application], one: Application, form: SuperviseForm
) -> Callable[[], Application]:
    return lambda: action(application_id=one.pk, supervision=form.supervision(), by=person(request), now=timezone.now())


# While it can be done: the page is shown for no other state.
WHILE = {
    "accept": (S.EMPLOYER,),
    "other_days": (S.EMPLOYER,),
    "decline": (S.EMPLOYER,),
    "cancel": (S.OTHER_DAYS, S.ACCEPTED, S.CONFIRMED),
    "supervisors": (S.ACCEPTED, S.CONFIRMED),
}
DONE = {
    S.CONFIRMED: "It is confirmed. The young person and the school get a letter.",
    S.ACCEPTED: "You said yes. It is confirmed as soon as nothing is missing any more.",
    S.OTHER_DAYS: "The other days are offered. We write to you when there is an answer.",
    S.DECLINED: "Your answer is sent. Thank you for saying why.",
    S.CANCELLED: "It is cancelled. The young person and the school get a letter.",
}


def _screen(
    request: HttpRequest, employer: Employer, one: Application, form: Form, act: Callable[[], Application], *, page: str
) -> HttpResponse:
    """One of the screens above: shown, sent back with its errors, or done."""
    back = redirect("workexperience:answer", employer.pk, one.pk)
    if request.method != "POST" and one.state not in WHILE[page]:
        messages.error(request, actions.ANSWERED)
        return back
    if request.method != "POST" or not form.is_valid():
        return render(request, f"workexperience/answers/{page}.html", _about(employer, one) | {"form": form})
    try:
        done = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return back
    messages.success(request, DONE[S(done.state)])
    return redirect("workexperience:answers", employer.pk) if done.is_over else back


def look(request: HttpRequest, employer: Employer, shown: list[Application], page: str, kind: LookKind) -> None:
    """Keep that the employer's people were shown these."""
    looked(
        by=person(request),
        learners=[one.learner_id for one in shown],
        page=page,
        now=timezone.now(),
        institution=employer.organisation,
        kind=kind,
        reason=LookReason.PLACED,
    )


def _about(employer: Employer, one: Application) -> dict[str, Any]:
    parts = [part for part in (one.session, one.online_session) if part]
    return {
        "employer": employer,
        "application": one,
        "card": queries.card(one),
        "heading": HEADINGS[S(one.state)],
        "parts": [(part, days(part)) for part in parts],
    }
