"""The door itself: start page, help, and the pages about this service. Each is one body for everyone."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.careers.advisers.queries import talk
from frontdoor.careers.queries import career_of_the_day
from frontdoor.ground.public_pages import public_page
from frontdoor.home import content, furniture

SECURITY_TEXT_FOR = timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
@public_page
def start(request: HttpRequest) -> HttpResponse:
    """The start page: search first, six doors, and a career of the day where there is one."""
    context = {
        "doors": content.doors(),
        "career": career_of_the_day(timezone.localdate()),
        "talk": talk(),
    }
    return render(request, "home/start.html", context)


@require_safe
@public_page
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """What one audience can do here today, and who else helps them."""
    found = content.door(slug)
    if found is None:
        raise Http404
    here = [row for row in found["here"] if furniture.is_there(row["href"])]
    return render(request, "home/door.html", {"door": found, "here": here})


@require_safe
@public_page
def page(request: HttpRequest, template: str, words: str = "") -> HttpResponse:
    """A page of words, with the rows of one content file when it has any."""
    context = {
        "contact": settings.CONTACT_EMAIL,
        "operator": settings.OPERATOR,
        "content": content.read(words) if words else {},
        "can_find_school": furniture.is_there("/schools/"),
    }
    return render(request, f"home/{template}.html", context)


@require_safe
@public_page
def worried(request: HttpRequest) -> HttpResponse:
    """Whom to turn to now. It answers although the database is away."""
    return render(request, "home/worried.html", {"content": content.calls()})


@require_safe
def security_text(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view
    """Where to report a weakness (RFC 9116). Expires at a month's start, so that a cache may keep it."""
    expires = (timezone.now() + SECURITY_TEXT_FOR).astimezone(UTC).date().replace(day=1)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Contact: {settings.SITE_URL}/help/",
        f"Expires: {datetime(expires.year, expires.month, 1, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
