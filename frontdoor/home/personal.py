"""The door's small uncached pages: reading settings, cookies, feedback. Each depends on who asks or sets a cookie."""

from datetime import datetime

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.home import actions, content, queries, reading
from frontdoor.home.forms import FeedbackForm, ReadingForm
from frontdoor.organisations.access import Can, organisations_for

A_PAGE = 25


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading_settings(request: HttpRequest) -> HttpResponse:
    """Choose how pages look; kept in one first-party cookie, or in none when all is as it comes."""
    if request.method != "POST":
        kept = reading.chosen(request.COOKIES.get(reading.COOKIE, ""))
        saved = request.GET.get("saved") == "1"
        return render(request, "home/reading_settings.html", {"form": ReadingForm(initial=kept), "saved": saved})
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return render(request, "home/reading_settings.html", {"form": form})
    value = reading.cookie_value(form.cleaned_data)
    response = redirect("/reading-settings/?saved=1")
    if value:
        # Not HttpOnly: static/js/reading.js reads it on pages that came out of a cache.
        response.set_cookie(
            reading.COOKIE, value, max_age=reading.KEEP_FOR_SECONDS, secure=settings.HTTPS, samesite="Lax"
        )
    else:
        response.delete_cookie(reading.COOKIE, samesite="Lax")
    return response


@never_cache
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie there is, and which of them this browser holds. With none, the page has no form and sets none.

    Whether the browser keeps a note in its own storage only a script can tell: static/js/notes.js.
    """
    words = content.read("cookies")
    rows = [row | {"held": row["name"] in request.COOKIES} for row in words["cookies"]]
    context = {"cookies": rows, "notes": words["notes"], "deleted": request.GET.get("deleted") == "1"}
    return render(request, "home/cookies.html", context)


@never_cache
@require_POST
def delete_cookie(request: HttpRequest) -> HttpResponse:
    """Delete one cookie of ours, or all; without the session the person is signed out."""
    ours = [row["name"] for row in content.read("cookies")["cookies"]]
    wanted = request.POST.get("name", "")
    if wanted != "all" and wanted not in ours:
        raise Http404
    names = ours if wanted == "all" else [wanted]
    if settings.SESSION_COOKIE_NAME in names:
        logout(request)
    response = redirect("/cookies/?deleted=1")
    for name in names:
        response.delete_cookie(name, samesite="Lax")
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """One box about the service. At most thirty an hour from one network: a whole school may share one."""
    if request.method != "POST":
        form = FeedbackForm(initial={"page": request.GET.get("page", "")[:200]})
        return render(request, "home/feedback.html", {"form": form})
    form = FeedbackForm(request.POST)
    if form.is_valid() and not ratelimit.consume(request, action="feedback"):
        form.add_error(None, "We have had many messages from your network in the last hour. Please try again later.")
    if not form.is_valid():
        return render(request, "home/feedback.html", {"form": form})
    actions.say(words=form.cleaned_data["words"], page=form.cleaned_data["page"], now=timezone.now())
    return redirect("home:feedback-thanks")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_list(request: HttpRequest) -> HttpResponse:
    """What people said, newest first; one press marks what is there as read."""
    if not organisations_for(request.user, Can.SEE_FEEDBACK).exists():
        raise Http404
    if request.method == "POST":
        actions.mark_read(upto=_shown_at(request), by=request.user, now=timezone.now())  # type: ignore[arg-type]
        messages.success(request, "Marked as read.")
        return redirect("home:feedback-list")
    page = Paginator(queries.feedback(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "new": queries.new_feedback().count(), "upto": timezone.now().isoformat()}
    return render(request, "home/feedback_list.html", context)


def _shown_at(request: HttpRequest) -> datetime:
    """When the list was shown, as its form says; now, when that cannot be read."""
    try:
        shown = parse_datetime(request.POST.get("upto", ""))
    except ValueError:
        shown = None
    return shown if shown and timezone.is_aware(shown) else timezone.now()
