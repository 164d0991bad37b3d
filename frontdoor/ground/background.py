"""Handing work to the workers: publish after commit, and never let a broker that is away hold up or fail a request."""

import logging
import time
from functools import partial
from typing import Any

import celery
import pghistory
from django.db import transaction
from kombu.exceptions import LimitExceeded, OperationalError
from kombu.pools import producers

log = logging.getLogger(__name__)

# A request waits this long for the broker, in seconds, and not for the workers' longer limits: one that takes
# connections and stays silent must not hold it up.
PATIENCE = {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}
# After one failure a process does not try again for this long, in seconds: a request that queues 200 letters while the
# broker hangs waits once, not 200 times. The rows are there; the sweep publishes them.
PAUSE_AFTER_FAILURE = 5.0
_away_until = 0.0


class Task(celery.Task):
    """A task of ours: what it changes in audited models names the task as its source."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run inside a history context."""
        with pghistory.context(source=f"task {self.name}"):
            return super().__call__(*args, **kwargs)


def after_commit(task: celery.Task, *args: Any) -> None:
    """Publish the task once the transaction is committed (at once when there is none).

    Use it only for work that a sweep finds again by itself: a broker that is away is logged, not raised.
    """
    transaction.on_commit(partial(publish, task, *args), robust=True)


def publish(task: celery.Task, *args: Any) -> bool:
    """Publish the task now; False, and a line in the log, when the broker did not take it."""
    global _away_until  # noqa: PLW0603 - one memory a process of when its broker last failed
    if time.monotonic() < _away_until:
        return False
    try:
        connection = celery.current_app.connection_for_write(transport_options=PATIENCE)
        with producers[connection].acquire(block=True, timeout=1) as producer:
            task.apply_async(args, producer=producer)
    except (OperationalError, LimitExceeded) as error:
        _away_until = time.monotonic() + PAUSE_AFTER_FAILURE
        log.warning(
            "the broker did not take a task", extra={"fields": {"task": task.name, "why": type(error).__name__}}
        )
        return False
    return True
