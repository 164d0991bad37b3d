"""The shared cache, and what stands in for it while its server is away: this process's own memory.

Rate limits live in the cache. Without a stand-in a sign-in would fail, or wait, because a server for counting is down;
with it each process goes on counting by itself.
"""

import logging
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)

# After a failure a process does not ask the server for this long, in seconds.
PAUSE_AFTER_FAILURE = 5.0


class KeptClient(RedisCacheClient):
    """Django's client of the server, made once: Django makes one for each question, which is most of what it costs."""

    def get_client(self, key: object = None, *, write: bool = False) -> Redis:  # noqa: ARG002 Django's signature
        """The client over the pool of connections; safe in any thread."""
        return self._kept

    @cached_property
    def _kept(self) -> Redis:
        return Redis(connection_pool=self._get_connection_pool(write=True))  # type: ignore[attr-defined]


class Cache(RedisCache):
    """Redis or Valkey, asked once and briefly; while it does not answer, this process's own memory."""

    away_until = 0.0  # of the process: each thread has a cache object of its own

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        once = {"retry": Retry(NoBackoff(), 0)}
        super().__init__(server, params | {"OPTIONS": params.get("OPTIONS", {}) | once})
        self._class = KeptClient  # one server: settings name no other
        self._own_memory = LocMemCache("while-the-cache-is-away", params)


def _asked_briefly(name: str) -> Callable[..., Any]:
    def method(self: Cache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= Cache.away_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except RedisError as error:
                Cache.away_until = time.monotonic() + PAUSE_AFTER_FAILURE
                log.warning("the cache does not answer", extra={"fields": {"why": type(error).__name__}})
        return getattr(self._own_memory, name)(*args, **kwargs)

    return method


for _name in (
    "add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many", "clear"
):  # fmt: skip
    setattr(Cache, _name, _asked_briefly(_name))
