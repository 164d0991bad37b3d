"""How far a job has come, in the shared cache: the rows it writes are not to be seen before it is done.

A cache that is away only hides the progress.
"""

import contextlib
import time
from collections.abc import Callable

from django.core.cache import cache
from redis.exceptions import RedisError

EVERY = 0.5  # seconds between two notes, so that a quick file does not wait for the cache
KEPT = 3600


def of(job_id: int) -> Callable[[int, int], None]:
    """The watcher that an importer calls with rows done and rows in all."""
    told = 0.0

    def watch(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            with contextlib.suppress(RedisError, OSError):
                cache.set(f"job:{job_id}", (done, total), KEPT)

    return watch


def seen(job_id: int) -> tuple[int, int]:
    """Rows done and rows in all; (0, 0) when nothing is known."""
    with contextlib.suppress(RedisError, OSError):
        return cache.get(f"job:{job_id}", (0, 0))
    return 0, 0
