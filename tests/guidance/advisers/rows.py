"""Who gets the pages of the register: the adviser, and those who run their service."""

from datetime import date
from typing import Any

from frontdoor.organisations.models import Organisation, Role
from guidance.models import Adviser
from tests.access.rows import MISSING_ID, Args, Row, furnish, only
from tests.access.world import World
from tests.factories import member
from tests.guidance.factories import ProofFactory

FAR_AHEAD = date(2099, 8, 31)  # the table is asked on the day it is
PLACES = ("adviser", "leader", "council", "ncs")  # a body of each kind that gives guidance
MANAGERS = ("adviser-lead", "leader", "head", "council", "ncs")
THEIRS = ("adviser", *MANAGERS)
QUALIFICATION = {
    "name": "A diploma",
    "level": "6",
    "starts_day": "1",
    "starts_month": "7",
    "starts_year": "2020",
}


@furnish
def _advisers(world: World) -> None:
    """Each body that gives guidance has an adviser with a proof that waits; `things["adviser", id]`, `things["proof", id]`."""
    for role in PLACES:
        for where, places in (("near", world.own), ("far", world.elsewhere)):
            place = places[role]
            assert place
            adviser = _adviser(world, role, where, place)
            world.things["adviser", place.pk] = adviser
            world.things["proof", place.pk] = ProofFactory(adviser=adviser, dbs=True, until=FAR_AHEAD, waiting=True)


def _adviser(world: World, role: str, where: str, place: Organisation) -> Adviser:
    if role != "adviser":
        member(f"guide-{role}@{where}.example", f"The guide of {role} {where}", place, Role.ADVISER)
    return Adviser.objects.filter(service__organisation=place).earliest("pk")


def adviser(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page of an adviser of the role's own body; strangers try the adviser service's."""
    if column == "missing":
        return {"adviser_id": MISSING_ID}
    return {"adviser_id": world.things["adviser", _place(world, role, column).pk].pk}


def proof(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page of the proof that waits."""
    if column == "missing":
        return {"adviser_id": MISSING_ID, "proof_id": MISSING_ID}
    found = world.things["proof", _place(world, role, column).pk]
    return {"adviser_id": found.adviser_id, "proof_id": found.pk}


def sending(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page that sends a qualification."""
    found = adviser(world, role, column)
    return found and found | {"kind": "qualification"}


def _place(world: World, role: str, column: str) -> Organisation:
    places = world.own if column == "own" else world.elsewhere
    found = places[role if role in THEIRS else "adviser"]
    assert found
    return found


NOT_THEIRS = {"adviser": 403}  # they see the proof; somebody else decides
NOT_SENT = dict.fromkeys(MANAGERS, 403)  # they see the adviser, who sends for themselves


def _row(route: str, args: Args, **statuses: Any) -> Row:
    return Row(f"guidance:{route}", args=args, **statuses)


ROWS_OF_ADVISERS: list[Row] = [
    Row("guidance:me", get=only("adviser", status=302)),
    _row("adviser", adviser, get=only(*THEIRS), post=only(*THEIRS)),
    _row("adviser-details", adviser, get=only(*THEIRS), post=only(*THEIRS, status=302)),
    _row("adviser-limits", adviser, get=only(*THEIRS), post=only(*THEIRS)),
    Row(
        "guidance:proof-send",
        args=sending,
        get=only("adviser") | NOT_SENT,
        post=only("adviser", status=302) | NOT_SENT,
        data=QUALIFICATION,
    ),
    _row("proof", proof, get=only(*THEIRS), post=only(*THEIRS)),
    _row("proof-accept", proof, get=None, post=only(*MANAGERS, status=302) | NOT_THEIRS),
    _row("proof-send-back", proof, get=only(*MANAGERS) | NOT_THEIRS, post=only(*MANAGERS) | NOT_THEIRS),
    _row("proof-withdraw", proof, get=only(*MANAGERS) | NOT_THEIRS, post=only(*MANAGERS) | NOT_THEIRS),
]
