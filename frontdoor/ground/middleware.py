"""Middleware that belongs to no room."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontdoor.ground.logs import request_id

log = logging.getLogger("frontdoor.requests")


class RequestId:
    """Gives each request an id, answers with it as `X-Request-Id`, and logs one line a request without its query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            match = request.resolver_match
            fields = {
                "method": request.method,
                "route": match.route if match else "",  # the pattern, not the path: a path may carry a token
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            }
            log.info("request", extra={"fields": fields})
            return response
        finally:
            request_id.reset(token)


class ClientAddress:
    """Behind one proxy: the client's address is the last that the proxy added to `X-Forwarded-For`.

    On only with FRONTDOOR_BEHIND_PROXY: without a proxy anybody could write that header. What stands further left in it
    came from the client and is never believed. Rate limits count by this address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if forwarded := request.META.get("HTTP_X_FORWARDED_FOR", ""):
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", maxsplit=1)[-1].strip()
        return self.get_response(request)
