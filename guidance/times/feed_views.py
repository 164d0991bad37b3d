"""The address of an adviser's calendar: made and switched off by a button, asked for by their calendar program."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.ground import keys
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.advisers.views import of_adviser
from guidance.models import Adviser
from guidance.times import actions, queries
from guidance.times.feed import calendar
from guidance.times.views import page, unsealed

KEY_LENGTH = 60
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Disposition": 'inline; filename="guidance-meetings.ics"',
}


@require_POST
@of_adviser
def make(request: HttpRequest, adviser: Adviser) -> HttpResponse:
    """A new address; the earlier one is dead. It is shown this once, and only its hash is kept.

    The key stood sealed in the form, so that a second press, or the page asked for once more, makes the same address.
    """
    key = unsealed(adviser, request.POST.get("key", ""))
    try:
        actions.make_feed(adviser_id=adviser.pk, key=key, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("guidance:times", adviser.pk)
    adviser.refresh_from_db(fields=["feed_hash"])
    return page(request, adviser, address=f"{settings.SITE_URL}{reverse('guidance:feed')}?key={key}")


@require_POST
@of_adviser
def stop(request: HttpRequest, adviser: Adviser) -> HttpResponse:
    """The calendar has no address any more."""
    try:
        done = actions.stop_feed(adviser_id=adviser.pk, by=person(request), now=timezone.now())
        said = "The calendar’s address is switched off." if done.changed else "The address was switched off already."
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:times", adviser.pk)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Booked meetings for a calendar program, which cannot sign in: whoever has the key. No log keeps a query."""
    key = request.GET.get("key", "")[:KEY_LENGTH]
    adviser = queries.by_feed_hash(keys.hashed(key)) if key else None
    if adviser is None:
        raise Http404
    booked = queries.for_feed(adviser, timezone.now())
    rows = [(one.during.lower, one.during.upper, one.reference, one.created_at) for one in booked]
    file = calendar(rows, host=urlsplit(settings.SITE_URL).hostname or "")
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=HEADERS)
