"""Who gets the pages of returns: the school's own staff; teachers read only. Nobody else learns that there is a return.

The school of the table has a submitted return of last year and a draft of this year; the head's letter has a key of its
own, so its page is for anyone.
"""

from typing import Any

from django.utils import timezone

from benchmarks.models import Return
from frontdoor.ground.years import academic_year, year_before
from frontdoor.organisations.models import Role
from tests.access.rows import Row, anyone, by_urn, furnish, only, person, with_more
from tests.access.world import World
from tests.benchmarks.factories import ReturnFactory, submitted_return

STAFF = only("leader", "head", "teacher")
WRITERS = only("leader", "head") | {"teacher": 403}
ACTORS = only("leader", "head", status=302) | {"teacher": 403}
SIGNERS = only("head") | {"leader": 403, "teacher": 403}
SIGNING = only("head", status=302) | {"leader": 403, "teacher": 403}
THIS = academic_year(timezone.localdate())
LAST = year_before(THIS)


@furnish
def _returns(world: World) -> None:
    for school in (world.school, world.far_school):
        leader = school.memberships.get(role=Role.LEADER).user
        submitted_return(organisation=school, year=LAST, created_by=leader, reference=f"GB-{school.pk % 10000:04d}-AA")
        ReturnFactory(organisation=school, year=THIS, created_by=leader)


def of_year(year: str, **more: Any) -> Any:
    return with_more(by_urn, year=year, **more)


def its_reference(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of the submitted return's own page."""
    found = of_year(LAST)(world, role, column)
    if found is None:
        return None
    submitted = Return.objects.filter(organisation__urn=found["urn"], year=LAST).first()
    return found | {"reference": submitted.reference if submitted else "GB-0000-ZZ"}


def only_year(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An address that holds a year and no school: the same page for everybody signed in."""
    return {"year": THIS} if column == "own" else None


LED_ON = person() | dict.fromkeys(["leader", "head", "teacher"], 302)
ROWS = [
    Row("benchmarks:home", get=LED_ON),
    Row("benchmarks:home-year", get=LED_ON, args=only_year),
    Row("benchmarks:institution", get=STAFF, args=by_urn),
    Row("benchmarks:who-signs", get=WRITERS, post=WRITERS, args=by_urn),
    Row("benchmarks:year", get=STAFF, args=of_year(THIS)),
    Row("benchmarks:start", get=None, post=ACTORS, args=of_year(THIS), data={"copy": "no"}),
    Row("benchmarks:again", get=ACTORS, post=ACTORS, args=of_year(THIS)),
    Row("benchmarks:throw-away", get=WRITERS, post=ACTORS, args=of_year(THIS)),
    Row("benchmarks:facts", get=WRITERS, post=WRITERS, args=of_year(THIS)),
    Row("benchmarks:benchmark", get=WRITERS, post=ACTORS, args=of_year(THIS, number=1)),
    Row("benchmarks:check", get=STAFF, args=of_year(THIS)),
    Row("benchmarks:send", get=None, post=WRITERS, args=of_year(THIS)),
    Row("benchmarks:send-again", get=None, post=ACTORS, args=of_year(THIS)),
    Row("benchmarks:take-back", get=None, post=ACTORS, args=of_year(THIS)),
    Row("benchmarks:sign", get=SIGNERS, post=SIGNERS, args=of_year(THIS)),
    Row("benchmarks:send-back", get=None, post=SIGNERS, args=of_year(THIS)),
    Row("benchmarks:submit-alone", get=None, post=WRITERS, args=of_year(THIS)),
    Row("benchmarks:receipt", get=STAFF, args=of_year(LAST)),
    Row("benchmarks:results", get=STAFF, args=of_year(LAST)),
    Row("benchmarks:results-of", get=STAFF, args=its_reference),
    Row("benchmarks:results-csv", get=STAFF, args=of_year(LAST)),
    Row("benchmarks:results-of-csv", get=STAFF, args=its_reference),
    Row("benchmarks:governors", get=STAFF, args=of_year(LAST)),
    Row("benchmarks:elsewhere", get=WRITERS, post=WRITERS, args=of_year(THIS)),
    Row("benchmarks:elsewhere-withdraw", get=None, post=ACTORS, args=of_year(THIS)),
    Row("benchmarks:sign-by-link", get=anyone(), post=anyone(409)),
    Row("benchmarks:send-back-by-link", get=None, post=anyone(409), public=True),
    Row("benchmarks:records", get=STAFF, args=with_more(of_year(THIS), question="8.1")),
    Row("entitlements:gaps", get=STAFF, args=by_urn),
    Row("entitlements:group", get=STAFF, args=by_urn),
    Row("entitlements:needing", get=STAFF, args=with_more(by_urn, entitlement="guidance-16", year_group=11)),
]
