"""Middleware of the door itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from frontdoor.home import reading


class ReadersOwnPage:
    """A page drawn with a reader's settings is for that reader: no shared cache may keep it.

    All other answers stay one body for everyone, without `Vary: Cookie`. Behind a shared cache a reader with script gets
    their settings from static/js/reading.js; for those without, let requests with the `reading` cookie pass the cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if reading.COOKIE in request.COOKIES:
            patch_cache_control(response, private=True)
        return response
