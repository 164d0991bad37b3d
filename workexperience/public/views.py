"""One offer: the page that everybody reads alike, and its days for a calendar.

The page is not among those that are kept (`frontdoor.ground.public_pages`): those are all made anew when anything of them
changes, and an offer changes with every place that is taken. A check that is withdrawn hides an offer at once.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.careers.schema import breadcrumbs
from frontdoor.ground.public_pages import ALIKE_FOR_ALL
from workexperience.models import Mode, Offer, Session
from workexperience.offers.queries import days_of
from workexperience.offers.words import hours_in_words
from workexperience.public import ics, queries, schema, shown


@require_safe
def offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """All that somebody wants to know before they apply; 404 for whatever is not listed today."""
    today = timezone.localdate()
    found = _shown(offer_id, today)
    address = _address(found)
    context = {
        "offer": found,
        "organisation": found.employer.organisation,
        "website": shown.website(found),
        "who_for": shown.who_for(found),
        "sessions": shown.sessions(found),
        "last_day": shown.last_day(found),
        "adjustments": shown.adjustments(found),
        "online_facts": shown.online_facts(found),
        "like": queries.like(found, on=today),
        "careers": queries.careers_of(found),
        "canonical": address,
        "schema": [schema.program(shown.facts(found, address)), breadcrumbs(_steps(found, address))],
    }
    response = render(request, "workexperience/public/offer.html", context)
    response["Cache-Control"] = ALIKE_FOR_ALL
    return response


@require_safe
def days(request: HttpRequest, offer_id: int) -> HttpResponse:  # noqa: ARG001 a view
    """The days with free places as a calendar file. Nothing of a person is in it."""
    found = _shown(offer_id, timezone.localdate())
    file = ics.calendar(_events(found), since=found.opened_at or found.created_at)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="work-experience-{found.pk}.ics"'
    response["Cache-Control"] = ALIKE_FOR_ALL
    return response


def _shown(offer_id: int, on: date) -> Offer:
    found = queries.shown(offer_id, on=on)
    if found is None:
        raise Http404
    return found


def _address(found: Offer) -> str:
    return f"{settings.SITE_URL}{reverse('workexperience:public-offer', args=[found.pk])}"


def _steps(found: Offer, address: str) -> list[tuple[str, str]]:
    return [("Work experience", f"{settings.SITE_URL}/work-experience/"), (found.title, address)]


def _events(found: Offer) -> Iterator[ics.Event]:
    host = urlsplit(settings.SITE_URL).hostname
    for session in shown.free(found):
        held = days_of(session)
        yield ics.Event(
            uid=f"offer-{found.pk}-days-{session.pk}@{host}",
            days=held,
            summary=f"{found.title}, {found.employer.organisation.name}",
            place=_place(found, session),
            words=f"On offer: nobody has booked you in.\n{hours_in_words(held)}.",
            address=_address(found),
        )


def _place(found: Offer, session: Session) -> str:
    """The town and postcode; the street is on the page."""
    if session.is_online or found.mode == Mode.ONLINE:
        return "Online"
    return ", ".join(filter(None, [found.town, found.postcode]))
