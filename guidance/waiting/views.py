"""Pages of this noun."""

from django.http import Http404, HttpRequest, HttpResponse


def waiting(request: HttpRequest) -> HttpResponse:
    """Not there yet."""
    raise Http404
