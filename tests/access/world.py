"""The world that the access table is asked about: two of each kind of body, and one person of each role."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from frontdoor.organisations.models import Kind, Organisation, Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, SchoolFactory, UserFactory, member
from tests.helpers import sign_in

WITHOUT_ROLE = ["student", "adult", "parent"]
SCHOOL_STAFF = ["leader", "head", "teacher"]
ROLES = [
    "anonymous", *WITHOUT_ROLE, *SCHOOL_STAFF, "adviser", "adviser-lead", "employer", "provider", "hub", "council", "ncs", "department",
]  # fmt: skip
KINDS = {
    "adviser": Kind.ADVISER_SERVICE,
    "adviser-lead": Kind.ADVISER_SERVICE,
    "employer": Kind.EMPLOYER,
    "provider": Kind.PROVIDER,
    "ncs": Kind.ADULT_SERVICE,
}


@dataclass
class World:
    """Who and what there is.

    `school` and `far_school` have different councils and hubs. `own[role]` is the body that the role belongs to,
    `elsewhere[role]` one of the same kind where the role belongs to somebody else (None for the department).
    """

    school: Organisation
    far_school: Organisation
    own: dict[str, Organisation] = field(default_factory=dict)
    elsewhere: dict[str, Organisation | None] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    others: dict[str, User] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)
    things: dict[Any, Any] = field(default_factory=dict)

    def schools(self, role: str) -> tuple[Organisation, Organisation | None]:
        """The school that a role has to do with, and one that it has not: the department has to do with all."""
        return self.school, None if role == "department" else self.far_school

    def client(self, role: str) -> Client:
        """A client of this role."""
        client = Client()
        if role != "anonymous":
            client.cookies.load(self.cookies[role])
        return client


def build() -> World:
    """Makes the rows and signs everybody in, once."""
    schools = [_area(number) for number in (1, 2)]
    world = World(*schools)
    department = OrganisationFactory(kind=Kind.DEPARTMENT, name="Department for Access")
    for role in ROLES[1:]:
        world.own[role], world.elsewhere[role] = _places(world, role, department)
        world.people[role] = _person(role, world.own[role], "near")
        if world.elsewhere[role]:
            world.others[role] = _person(role, world.elsewhere[role], "far")
        client = sign_in(Client(), world.people[role])
        world.cookies[role] = {name: morsel.value for name, morsel in client.cookies.items()}
    return world


def _area(number: int) -> Organisation:
    hub = OrganisationFactory(kind=Kind.HUB, name=f"Hub {number}")
    council = OrganisationFactory(kind=Kind.COUNCIL, name=f"Council {number}", la_code=f"Y0{number}", hub=hub)
    return SchoolFactory(urn=910_000 + number, name=f"School {number}", council=council)


def _places(world: World, role: str, department: Organisation) -> tuple[Organisation, Organisation | None]:
    near, far = world.school, world.far_school
    if role == "department":
        return department, None
    if role in KINDS:
        kind = KINDS[role]  # two roles of one kind of body belong to the same two
        if kind not in world.things:
            world.things[kind] = (OrganisationFactory(kind=kind), OrganisationFactory(kind=kind))
        return world.things[kind]
    if role == "council":
        return near.council, far.council
    if role == "hub":
        return near.council.hub, far.council.hub
    return near, far


def _person(role: str, place: Organisation, where: str) -> User:
    email = f"{role}@{where}.example"
    if role in WITHOUT_ROLE:
        return UserFactory(email=email)
    return member(email, f"The {role} of {where}", place, Role(role))
