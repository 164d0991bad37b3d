"""Who and where, for the history that database triggers write (`ground.privacy.audited`)."""

from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from pghistory.middleware import HistoryMiddleware


class History(HistoryMiddleware):
    """Each change made in a request carries who made it and the page's pattern.

    The pattern, not the path: the path of a page opened from a letter holds a token.
    """

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """The person's id and the page's pattern."""
        try:
            route = resolve(request.path_info).route
        except Resolver404:
            route = ""
        return super().get_context(request) | {"url": route}
