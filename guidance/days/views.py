"""Pages of this noun."""

from django.http import Http404, HttpRequest, HttpResponse


def day(request: HttpRequest) -> HttpResponse:
    """Not there yet."""
    raise Http404
