"""Who reports, and who reads it."""

from typing import Any

from tests.access.rows import MISSING_ID, Row, anyone, furnish, only
from tests.access.world import World
from tests.workexperience.factories import MADE
from tests.workexperience.public.rows import public_offer
from workexperience.models import Report, ReportKind


@furnish
def _reports(world: World) -> None:
    """One report of each employer's offer; `things["report", id]` by employer."""
    for place in (world.own["employer"], world.elsewhere["employer"]):
        assert place
        offer = world.things["offer", place.pk]
        world.things["report", place.pk] = Report.objects.create(
            offer=offer, kind=ReportKind.UNSAFE, words="The stairs are dark.", created_at=MADE
        )


def report(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A report as whoever checks its employer reads it; the department reads all, so it has no "elsewhere"."""
    if column == "missing":
        return {"report_id": MISSING_ID}
    if column == "elsewhere" and role == "department":
        return None
    place = (world.own if column == "own" else world.elsewhere)["employer"]
    assert place
    return {"report_id": world.things["report", place.pk].pk}


CHECKERS = ("hub", "department")
ROWS_OF_REPORTS = [
    # Nothing is chosen: the form comes back.
    Row("workexperience:report-offer", get=anyone(), post=anyone(), args=public_offer, public=True),
    Row("workexperience:report-thanks", get=anyone(), public=True),
    Row("workexperience:reports", get=only(*CHECKERS)),
    Row("workexperience:report", get=only(*CHECKERS), post=only(*CHECKERS), args=report),
]
