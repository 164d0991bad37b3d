"""What happens on the waiting list by itself. Any run does what an earlier one missed, and any number may run at once."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from frontdoor.ground.refused import Refused
from guidance.waiting import expiring, offering, queries

log = logging.getLogger(__name__)
Move = Callable[[int, datetime], None]


def run(*, now: datetime, service_id: int | None = None) -> int:
    """Do everything that is due, with one service or with all; how many times were offered.

    One that cannot be done stops no other. RuntimeError at the end says how many there were: the task has failed.
    """
    here = queries.live().filter(service=service_id) if service_id else queries.live()
    stuck, made = 0, 0
    for due, move in (
        (expiring.unanswered, expiring.expire),
        (expiring.lost, expiring.take_back),
        (expiring.maybe_left, expiring.leave),
    ):
        stuck += _each(due(here, now), move, now)
    waiting = queries.in_line(now).filter(pk__in=here.values("pk")).order_by("service")
    for service in list(waiting.values_list("service", flat=True).distinct()):
        offered, failed = offering.offer(service, now)
        made, stuck = made + offered, stuck + failed
    if stuck:
        raise RuntimeError(f"{stuck} waits could not be moved on: their ids are in the log")
    return made


def _each(due: Iterable[int], move: Move, now: datetime) -> int:
    """Each in its own transaction; of how many that failed. The log says which: an id, and never what an error quotes."""
    stuck = 0
    for pk in due:
        try:
            with transaction.atomic():
                move(pk, now)
        except Refused:  # the record was erased or joined meanwhile: the next run sees what is left
            continue
        except Exception as error:  # noqa: BLE001 whatever it is, the others must not wait for it
            log.error("Wait %s could not be moved on: %s", pk, type(error).__name__)  # noqa: TRY400 no traceback: it quotes
            stuck += 1
    return stuck
