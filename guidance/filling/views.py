"""Pages of this noun."""

from django.http import Http404, HttpRequest, HttpResponse


def periods(request: HttpRequest, **_where: int) -> HttpResponse:
    """To be written."""
    raise Http404
