"""Who gets the pages on which schools ask employers."""

from typing import Any

from django.utils import timezone

from tests.access.rows import MISSING_ID, MISSING_URN, Row, furnish, only
from tests.access.world import World
from tests.workexperience.addresses import employer
from tests.workexperience.factories import MADE
from workexperience.approaches.rules import term_of
from workexperience.models import Approach, Employer, OfferKind

ANSWER = {"accepted": "no", "reply": "Not this term."}


@furnish
def _approaches(world: World) -> None:
    """Each school asked the employer of its own side; `things["approach", id]` by school and by employer."""
    for place, school, person in (
        (world.own["employer"], world.school, world.people["leader"]),
        (world.elsewhere["employer"], world.far_school, world.others["leader"]),
    ):
        assert place
        made = Approach.objects.create(
            employer=Employer.objects.get(pk=place.pk), institution=school, term=term_of(timezone.localdate()),
            kind=OfferKind.VISIT, year_group=8, learners=24, words="A visit.", created_by=person, created_at=MADE,
        )  # fmt: skip
        world.things["approach", place.pk] = world.things["approach", school.pk] = made


def near(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's page about an employer."""
    if column == "missing":
        return {"urn": MISSING_URN, "organisation_id": MISSING_ID}
    own, elsewhere = world.schools(role)
    school, place = (own, world.own["employer"]) if column == "own" else (elsewhere, world.elsewhere["employer"])
    assert place
    return school and {"urn": school.urn, "organisation_id": place.pk}


def school(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's page by its number."""
    if column == "missing":
        return {"urn": MISSING_URN}
    own, elsewhere = world.schools(role)
    found = own if column == "own" else elsewhere
    return found and {"urn": found.urn}


def asked(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's request."""
    if column == "missing":
        return {"urn": MISSING_URN, "approach_id": MISSING_ID}
    own, elsewhere = world.schools(role)
    found = own if column == "own" else elsewhere
    return found and {"urn": found.urn, "approach_id": world.things["approach", found.pk].pk}


def received(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A request as its employer sees it."""
    address = employer(world, role, column)
    assert address
    if column == "missing":
        return address | {"approach_id": MISSING_ID}
    return address | {"approach_id": world.things["approach", address["organisation_id"]].pk}


STAFF = ("leader", "head", "teacher")
MAY_ASK = ("leader", "head")
ROWS_OF_APPROACHES = [
    Row("workexperience:employers-near", get=only(*STAFF), args=school),
    Row("workexperience:approaches-made", get=only(*STAFF), args=school),
    Row("workexperience:employer-near", get=only(*STAFF), args=near),
    # The school has asked this employer already: the form leads back to what it asked.
    Row(
        "workexperience:approach-ask",
        get=only(*MAY_ASK, status=302) | {"teacher": 403},
        post=only(*MAY_ASK, status=302) | {"teacher": 403},
        args=near,
    ),
    Row("workexperience:approach-withdraw", get=None, post=only(*MAY_ASK, status=302) | {"teacher": 403}, args=asked),
    Row("workexperience:approaches", get=only("employer"), args=employer),
    Row("workexperience:approach", get=only("employer"), post=only("employer", status=302), args=received, data=ANSWER),
]
