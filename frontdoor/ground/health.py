"""Two addresses for whoever keeps the service running: is this process alive, and can it do its work?"""

import logging
from collections.abc import Callable

import psycopg
import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

log = logging.getLogger("frontdoor.health")
QUICK = 2  # seconds: a probe that waits is an answer too late


class Health:
    """Answers `/healthz` and `/readyz` before anything else looks at the request.

    A middleware, not pages: a load balancer asks by number and without TLS, and its probes must cost no session, meet
    no redirect and no list of hosts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answers: dict[str, Callable[[], HttpResponse]] = {"/healthz": alive, "/readyz": ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info) if request.method in {"GET", "HEAD"} else None
        return answer() if answer else self.get_response(request)


def alive() -> HttpResponse:
    """200: the process lives."""
    return HttpResponse("alive\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready() -> HttpResponse:
    """200 when database and broker answer, else 503; says which is away and nothing about where it should be."""
    found = {"database": database_answers(), "broker": broker_answers()}
    words = {name: "answers" if there else "away" for name, there in found.items()}
    return JsonResponse(words, status=200 if all(found.values()) else 503, headers={"Cache-Control": "no-store"})


def database_answers() -> bool:
    """Asked on a connection of its own: one from the pool could be waited for."""
    try:
        with psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": QUICK}) as own:
            own.execute(f"SET statement_timeout = '{QUICK}s'")
            own.execute("SELECT 1")
    except (psycopg.Error, OSError):
        log.warning("the database does not answer")
        return False
    return True


def broker_answers() -> bool:
    """The broker and the cache are one server."""
    client = redis.Redis.from_url(settings.CACHE_URL, socket_connect_timeout=QUICK, socket_timeout=QUICK)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        log.warning("the broker does not answer")
        return False
    finally:
        client.close()
