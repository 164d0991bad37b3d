"""The product's pages and the bare view: what the same middleware, server and worker cost when a page costs nothing."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path

from frontdoor.urls import handler400, handler403, handler404, handler500
from frontdoor.urls import urlpatterns as pages

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@cache
def stored(size: int) -> bytes:
    """A body of so many bytes, made once."""
    return b"x" * size


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """The stored body."""
    return HttpResponse(stored(size))


urlpatterns = [path("bare/<int:size>/", bare), *pages]
