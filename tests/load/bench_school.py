"""A school's pages with one school in the database, and with a whole council's: neither more queries nor more time.

The same pages of the same school are asked twice in one run, before and after 39 more schools of 1,000 pupils with a year
of activity each are there. A page may ask 11 queries at most, and take half as long again at most.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.returns import actions
from frontdoor.ground.years import academic_year
from frontdoor.organisations.invented import actions as invented
from frontdoor.organisations.invented.area import make_area
from frontdoor.organisations.models import Organisation
from frontdoor.record.area import analyse, seed_school
from frontdoor.record.care.seed import seed_demo as name_contacts
from frontdoor.record.models import Activity, Enrolment
from tests.helpers import sign_in

ROUNDS, MOST_QUERIES, MOST = 15, 11, 1.5


def pages_of(school: Organisation) -> list[str]:
    """What a careers leader opens."""
    year, urn = academic_year(timezone.localdate()), school.urn
    learner = Enrolment.objects.filter(institution=school).order_by("pk")[10].learner_id
    activity = Activity.objects.filter(institution=school).order_by("-day", "-pk")[0].pk
    return [
        f"/learners/{urn}/",
        f"/learners/{urn}/{learner}/",
        f"/learners/{urn}/gaps/",
        f"/learners/{urn}/gaps/group/",
        f"/learners/{urn}/activities/",
        f"/learners/{urn}/activities/{activity}/",
        f"/learners/{urn}/activities/log/",
        f"/benchmarks/{urn}/",
        f"/benchmarks/{urn}/{year}/",
        f"/benchmarks/{urn}/{year}/benchmark/8/",
        f"/benchmarks/{urn}/{year}/records/8.1/",
        f"/benchmarks/{urn}/{year}/check/",
    ]


def asked(client: Client, page: str) -> tuple[float, int]:
    """The median of a page's milliseconds, and its queries."""
    assert client.get(page).status_code == 200, page
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    number = len(queries)  # the next request empties the log
    return statistics.median(took(lambda: client.get(page)) for _ in range(ROUNDS)), number


def took(ask: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - start)


def main() -> int:
    """Measure and print; 1 when a limit is missed."""
    with transaction.atomic():
        invented.make_bodies()
        first, *others = make_area()
        name_contacts()
        leader = begun(first)
        client, pages = sign_in(Client(SERVER_NAME="127.0.0.1"), leader), pages_of(first)
        alone = {page: asked(client, page) for page in pages}
        for school in others:
            seed_school(school)
        analyse()
        among = {page: asked(client, page) for page in pages}
        transaction.set_rollback(True)
    return told(alone, among, 1 + len(others))


def begun(school: Organisation):
    """The school with its year and a return begun; its careers leader."""
    seed_school(school)
    analyse()
    leader, now = invented.leader_of(school), timezone.now()
    actions.start(institution=school, year=academic_year(date.today()), by=leader, now=now)
    return leader


def told(alone: dict, among: dict, schools: int) -> int:
    """The table, and the exit status."""
    missed = []
    print(
        f"{'milliseconds, medians of ' + str(ROUNDS):<48}{'1 school':>10}{str(schools) + ' schools':>12}{'ratio':>8}{'queries':>9}"
    )
    for page, (before, _) in alone.items():
        after, queries = among[page]
        print(f"{page:<48}{before:>10.1f}{after:>12.1f}{after / before:>8.2f}{queries:>9}")
        missed += [page] * (after / before > MOST or queries > MOST_QUERIES or queries != alone[page][1])
    worst = max(among[page][0] / alone[page][0] for page in alone)
    print(
        f"worst ratio {worst:.2f} (most {MOST:g}), most queries {max(n for _, n in among.values())} (most {MOST_QUERIES})"
    )
    for page in missed:
        print(f"NOT KEPT: {page}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
