"""A row of the access table and the words that rows are written with. How to write one: `tests/access/__init__.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.access.world import ROLES, World

Statuses = dict[str, int]
Args = Callable[[World, str, str], dict[str, Any] | None]
NOT_OFFERED = 405
MISSING_URN = 999_999
MISSING_ID = 2_000_000_000
FURNISHERS: list[Callable[[World], None]] = []


def furnish(function: Callable[[World], None]) -> Callable[[World], None]:
    """Registers a function that adds a room's own rows to the world, once."""
    FURNISHERS.append(function)
    return function


def anyone(status: int = 200) -> Statuses:
    """Everybody, signed in or not. A row whose GET is for anyone is public."""
    return dict.fromkeys(ROLES, status)


def person(status: int = 200) -> Statuses:
    """Everybody signed in; others are sent to sign in."""
    return anyone(status) | {"anonymous": 302}


def only(*roles: str, status: int = 200) -> Statuses:
    """These roles; a stranger gets 404, a signed-out visitor is sent to sign in."""
    unknown = set(roles) - set(ROLES)
    assert not unknown, f"There are no such roles: {unknown}"
    return person(404) | dict.fromkeys(roles, status)


def no_args(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A page whose address has no parts: there is no "elsewhere"."""
    return {} if column == "own" else None


def by_urn(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's page, addressed by `urn`."""
    if column == "missing":
        return {"urn": MISSING_URN}
    own, elsewhere = world.schools(role)
    school = own if column == "own" else elsewhere
    return school and {"urn": school.urn}


def by_organisation(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page of the role's own organisation, addressed by `organisation_id`; strangers try the school's."""
    if column == "missing":
        return {"organisation_id": MISSING_ID}
    places = world.own if column == "own" else world.elsewhere
    near_or_far = world.school if column == "own" else world.far_school
    place = places.get(role, near_or_far)
    return place and {"organisation_id": place.pk}


def with_more(args: Args, **more: Any) -> Args:
    """The same address with further parts that are the same in every column (a year, a page's name)."""

    def wider(world: World, role: str, column: str) -> dict[str, Any] | None:
        found = args(world, role, column)
        return found if found is None else found | more

    return wider


@dataclass(frozen=True)
class Row:
    """One page. `get` and `post` give the status for each role in the `own` column; None is "not offered" (405)."""

    route: str
    get: Statuses | None
    post: Statuses | None = None
    args: Args = no_args
    data: dict[str, Any] = field(default_factory=dict)
    public: bool = False

    def expected(self, method: str, role: str) -> int:
        """The status that the role gets in its own column."""
        statuses = self.get if method == "get" else self.post
        return NOT_OFFERED if statuses is None else statuses[role]

    @property
    def is_public(self) -> bool:
        """Whether strangers and signed-out visitors are meant to see it."""
        return self.public or (self.get or {}).get("anonymous") == 200


def gather() -> list[Row]:
    """Every room's rows."""
    tests = Path(__file__).resolve().parents[1]
    names = sorted(path.parent.name for path in tests.glob("*/access_rows.py"))
    return [row for name in names for row in import_module(f"tests.{name}.access_rows").ROWS]
