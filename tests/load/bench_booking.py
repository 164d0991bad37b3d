"""Booking beside pgbench with the same statements, and with a million past meetings beside a thousand.

Four processes book free times through `guidance.booking.actions.book`; in turns with them pgbench runs the statements of
one such booking with four clients, prepared, on the same server: ours reach a tenth of its transactions at least. All of it
twice, with 1,000 and with 1,000,000 past meetings: with a million as many are booked, or a fifth fewer at most. No
statement of a booking, nor of the page with the free times, may read the meetings from end to end.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

os.environ |= {"FRONTDOOR_LOG_LEVEL": "WARNING"}

import django

django.setup()

import celery
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frontdoor.record.models import Learner
from guidance.booking import actions, finding
from guidance.booking.actions import Answers, Chosen
from guidance.booking.ways import ways
from guidance.models import Adviser, BookedAs, Channel, Meeting, Topic
from guidance.times import queries
from guidance.times.free import HORIZON
from guidance.times.stored import Asker
from tests.load import booking_rows, pgbench
from tests.load.booking_rows import ACCOUNT, ADVISERS, LEARNERS, MINUTES, PEOPLE, STAFF

# Letters are handed to the broker as ever, but under a name of their own: no worker sends them.
celery.current_app.conf.broker_transport_options |= {"global_keyprefix": "bench-booking-"}

ROUNDS, SECONDS, PROCESSES = 3, 6, 4
FEW, MANY = 1_000, int(os.environ.get("FRONTDOOR_BENCH_MEETINGS", "1_000_000"))
LEAST, FLAT = 0.1, 0.8
SMALL = 100_000  # so few meetings are read from end to end with good reason
WARM, MOST = 5, 60  # bookings of a process before the clock runs, and at most in a second
ANSWERS = Answers(Topic.NOT_SURE, words="What could I do with art?", phone="07700 900123")
OURS = PEOPLE * 3 // 4  # learners whom we book; pgbench books the others
SETTING = f"""SELECT nextval('bench_booking') AS n \\gset
\\set learner {LEARNERS + OURS} + :n % {PEOPLE - OURS}
\\set account :learner + {ACCOUNT}
\\set adviser {ADVISERS} + :n % {STAFF}
\\set person :adviser + {ACCOUNT}
\\set time :n / {STAFF}
\\set start {{first}} + (:time / 12) * 86400 + (:time % 12) * {MINUTES * 60}"""
Free = tuple[int, int, int]  # learner, adviser, start


def book(learner: Learner, adviser_id: int, start: int) -> Meeting:
    """One booking by a learner, as the page makes it."""
    chosen = Chosen(adviser_id, datetime.fromtimestamp(start, UTC), Channel.PHONE)
    facts = {"answers": ANSWERS, "booked_as": BookedAs.LEARNER, "by": learner.account, "now": timezone.now()}
    return actions.book(learner=learner, chosen=chosen, **facts)


def meet(barrier: Barrier) -> None:
    """Each process, once: where it waits for the others."""
    _together.append(barrier)


_together: list[Barrier] = []


def worker(mine: list[Free]) -> float:
    """Bookings a second of one process, which starts with the others."""
    learners = Learner.objects.select_related("account").in_bulk([learner for learner, *_ in mine])
    rows = iter([(learners[learner], *when) for learner, *when in mine])
    for one in islice(rows, WARM):
        book(*one)
    _together[0].wait(60)
    began = time.perf_counter()
    for booked, one in enumerate(rows, 1):
        book(*one)
        if time.perf_counter() - began > SECONDS:
            return booked / (time.perf_counter() - began)
    raise SystemExit("There are not enough free times for this machine.")


def ours(pool: ProcessPoolExecutor, free: Iterator[Free]) -> float:
    """Bookings a second of all processes."""
    parts = [pool.submit(worker, list(islice(free, WARM + MOST * SECONDS))) for _ in range(PROCESSES)]
    return sum(part.result() for part in parts)


def free_times() -> Iterator[Free]:
    """Every free time, mixed, each with a learner of its own; the learners come again, for days that are later."""
    now, today = timezone.now(), timezone.localdate()
    found = queries.free(Adviser.objects.filter(pk__gte=ADVISERS), today, today + HORIZON, now)
    times = [(adviser, int(one.start.timestamp())) for adviser, theirs in found.items() for one in theirs]
    random.Random(5).shuffle(times)  # noqa: S311 no secret
    return ((LEARNERS + number % OURS, *when) for number, when in enumerate(times))


def one_booking(free: Free) -> tuple[list[str], pgbench.Booking]:
    """What a booking asks the database, and its numbers."""
    learner = Learner.objects.select_related("account").get(pk=free[0])
    with CaptureQueriesContext(connection) as asked:
        made = book(learner, *free[1:])
    numbers = (learner.pk, learner.account_id, made.adviser_id, made.adviser.user_id, made.pk, made.reference)
    booked = pgbench.Booking(*numbers, f"{made.during.lower:%Y-%m-%d %H:%M:%S}", MINUTES * 60)
    return [query["sql"] for query in asked.captured_queries], booked


def slow_statements(statements: list[str], learner: Learner) -> list[str]:
    """Those of a booking, and of the page with the free times, that read the meetings from end to end."""
    now = timezone.now()
    with CaptureQueriesContext(connection) as asked:
        finding.slots(ways(learner, now=now), finding.Wanted(), Asker(learner.account_id), now)
    found = []
    for sql in [*statements, *(query["sql"] for query in asked.captured_queries)]:
        if sql.startswith("SELECT") and '"guidance_meeting"' in sql:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}".replace("%", "%%"), [])
                plan = "\n".join(row[0] for row in cursor.fetchall())
            found += [f"{sql[:300]}\n{plan}"] * ("Seq Scan on guidance_meeting" in plan)
    return found


def measure(past: int) -> tuple[float, float, float, list[str]]:
    """Ours, pgbench's, the ratio, and statements that read too much: medians of rounds that take turns."""
    booking_rows.reset(past)
    free = free_times()
    statements, booked = one_booking(next(free))
    first = (int(time.time()) // 86400 + 200) * 86400
    script = pgbench.script(statements, booked, SETTING.format(first=first))
    with connection.cursor() as cursor:
        cursor.execute("DROP SEQUENCE IF EXISTS bench_booking")
        cursor.execute("CREATE SEQUENCE bench_booking CACHE 50")
    spawn = get_context("spawn")
    barrier = spawn.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn, initializer=meet, initargs=(barrier,)) as pool:
        ours(pool, free)  # every process is up and warm
        rates = [(ours(pool, free), pgbench.run(script, clients=PROCESSES, seconds=SECONDS)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(side) for side in zip(*rates, strict=True))
    learner = Learner.objects.get(pk=booked.learner)
    return mine, theirs, statistics.median(one / other for one, other in rates), slow_statements(statements, learner)


def forget_letters() -> None:
    """What the broker was given here."""
    with celery.current_app.connection_for_write() as connected:
        connected.default_channel.client.delete(*(connected.default_channel.client.keys("bench-booking-*") or ["none"]))


def main() -> int:
    """Measure and print; 1 when a limit is missed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
    print(f"fsync {fsync}, synchronous_commit {commit}; the machine's load before: {os.getloadavg()[0]:.1f}")
    print(f"{'past meetings':<20}{'bookings/s':>12}{'pgbench/s':>12}{'ratio':>8}{'least':>7}")
    found, missed = {}, []
    for past in (FEW, MANY):
        found[past], theirs, ratio, slow = measure(past)
        print(f"{past:<20,}{found[past]:>12.1f}{theirs:>12.1f}{ratio:>8.2f}{LEAST:>7}", flush=True)
        missed += [f"{past:,} past meetings: {ratio:.2f} of pgbench"] * (ratio < LEAST)
        if past > SMALL:
            missed += [f"read from end to end: {one}" for one in slow]
    flat = found[MANY] / found[FEW]
    print(f"{'the last to the first':<20}{flat:>32.2f}{FLAT:>7}")
    missed += [f"with {MANY:,} past meetings {flat:.2f} of the bookings with {FEW:,}"] * (flat < FLAT)
    forget_letters()
    print("\n".join([*(f"NOT KEPT: {words}" for words in missed)] or ["kept"]))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
