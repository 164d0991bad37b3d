"""Who gets the pages of oversight: a hub for its own councils' institutions, the department for all."""

from benchmarks.models import ReminderRequest
from tests.access.rows import Row, anyone, by_urn, furnish, no_args, only
from tests.access.world import World
from tests.letters.access_rows import school_letter


@furnish
def add_requests(world: World) -> None:
    """A "remind these" of the hub's own person, and one of the other hub's."""
    for role in ("hub", "department"):
        for where, person in (("own", world.people[role]), ("elsewhere", world.others.get(role))):
            if person:
                world.things[f"reminder-request-{role}-{where}"] = ReminderRequest.objects.create(
                    created_by=person, created_at="2026-11-20T09:00Z", asker="A hub", institutions=[], done_at=None
                )


def by_request(world: World, role: str, column: str) -> dict[str, int] | None:
    """The page of a "remind these", by its number."""
    if column == "missing":
        return {"request_id": 2_000_000_000}
    kind = role if role in ("hub", "department") else "hub"
    found = world.things.get(f"reminder-request-{kind}-{column}")
    return found and {"request_id": found.pk}


OVERSEERS = ("hub", "department")
ROWS = [
    Row("oversight:performance", get=anyone()),
    Row("oversight:useful", get=anyone(302), post=anyone(302), data={"page": "help/", "answer": "yes"}),
    Row("oversight:useful-thanks", get=anyone()),
    Row("oversight:letters", get=only("hub", "department")),
    Row("oversight:letter", get=only("hub", "department"), args=school_letter),
    Row(
        "oversight:letter-decide",
        get=None,
        post=only("hub", "department", status=302),
        args=school_letter,
        data={"what": "arrived"},
    ),
    Row("oversight:provider-access", get=only("provider", "leader", "head")),
    Row("oversight:coverage", get=only(*OVERSEERS)),
    Row("oversight:coverage-csv", get=only(*OVERSEERS)),
    Row("oversight:no-contact", get=only(*OVERSEERS)),
    Row("oversight:scope-not-known", get=only(*OVERSEERS)),
    Row("oversight:remind", get=only(*OVERSEERS, status=302), post=only(*OVERSEERS, status=302), args=no_args),
    Row("oversight:reminded", get=only(*OVERSEERS), args=by_request),
    Row("oversight:institution", get=only(*OVERSEERS), args=by_urn),
    Row("oversight:not-expected", get=only(*OVERSEERS), post=only(*OVERSEERS), args=by_urn),
    Row("oversight:expected", get=None, post=only(*OVERSEERS, status=302), args=by_urn),
]
