"""What every request must pass, and what every answer to somebody signed in bears."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

GetResponse = Callable[[HttpRequest], HttpResponse]


class Limits:
    """Refuses a body that is too large before anything of it is read, and a query that no database can take.

    Django's own limit does not count files, and any form would take a file of any size in before its view looks.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        largest = settings.LARGE_BODIES.get(request.path, settings.LARGEST_BODY)
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size) > largest:
            response = render(request, "413.html", {"megabytes": largest // 1_000_000}, status=413)
            response["Connection"] = "close"  # the rest of the body is not read
            return response
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """A zero byte in a query is never typed by a person, and PostgreSQL takes none."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("A zero byte in the query.")


class PrivatePages:
    """No browser or proxy keeps a page of somebody signed in: after signing out on a shared computer, Back shows none."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response


def stood_here(request: HttpRequest) -> bool | None:
    """Whether a form stood on a page of ours, by what the browser says (Origin, Sec-Fetch-Site); None when it says nothing.

    For forms on pages that are one body for everyone, which carry no token of a person.
    """
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is None and site is None:
        return None
    ours = f"{request.scheme}://{request.get_host()}"
    return origin in (None, ours) and site in (None, "same-origin")
