"""The demo's employers: `employer@`'s own, and three that show what else a hub meets. All are made up, found by name."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from frontdoor.careers.models import Category
from frontdoor.organisations.invented import bodies
from frontdoor.organisations.invented.actions import put_body
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from frontdoor.people.models import User
from workexperience.models import Employer, NumberKind

ADDED = datetime(2026, 9, 2, 9, tzinfo=UTC)
DEMO_EMPLOYER = bodies.OTHERS[Kind.EMPLOYER]
HATCH, BELL, ROOK = "Hatch Lane Nursery", "Bellwether Books", "Rook and Daughters Joinery"


@dataclass(frozen=True)
class Made:
    """One made-up employer. Numbers begin with ZZ, as no register's do; a postcode of an area that does not exist."""

    name: str
    number_kind: NumberKind
    number: str
    without_number: str
    council: str
    town: str
    postcode: str
    sector: str
    about: str
    approaches_a_term: int | None = None

    @property
    def website(self) -> str:
        """An address under .example, which nobody can own."""
        return f"https://www.{self.name.lower().replace(' ', '-')}.example"

    @property
    def email(self) -> str:
        """Who is there: somebody at the demo's address who cannot sign in, but for `employer@`."""
        return f"{'employer' if self.name == DEMO_EMPLOYER else self.name.split()[0].lower()}@{DOMAIN}"


COMPANY, NONE = NumberKind.COMPANY, NumberKind.NONE
MADE = [
    Made(
        DEMO_EMPLOYER, COMPANY, "ZZ100001", "", "X01", "Merrow", "ZZ1 2ZZ", "engineering-and-maintenance",
        "We design and build pumps that keep farmland from flooding. 60 people work in our workshop and drawing office.", 5,
    ),
    Made(
        HATCH, NONE, "", "Registered with the early years inspectorate as Hatch Lane Nursery.", "X01", "Lanternhill",
        "ZZ2 4ZZ", "social-care", "We look after 40 children from six months to four years old.",
    ),
    Made(
        BELL, COMPANY, "ZZ100003", "", "X02", "Tidewell", "ZZ3 1ZZ", "retail-and-sales",
        "A bookshop with a reading room. We sell, lend, and put on readings for schools.",
    ),
    Made(
        ROOK, COMPANY, "ZZ100004", "", "X02", "Saltmeadow", "ZZ3 7ZZ", "construction-and-trades",
        "We make stairs, doors and windows for old houses.",
    ),
]  # fmt: skip


@transaction.atomic
def seed_demo() -> None:
    """Each once; what somebody changed at one that is here already stays."""
    for made in MADE:
        place = _place(made)
        Employer.objects.get_or_create(
            organisation=place,
            defaults={
                "number_kind": made.number_kind,
                "number": made.number,
                "without_number": made.without_number,
                "sector": Category.objects.filter(slug=made.sector).first(),
                "about": made.about,
                "approaches_a_term": made.approaches_a_term,
                "created_at": ADDED,
            },
        )
        user, _ = User.objects.get_or_create(email=made.email, defaults={"full_name": f"Office, {made.name}"})
        Membership.objects.get_or_create(
            user=user, organisation=place, role=Role.EMPLOYER, ended_at=None, defaults={"created_at": ADDED}
        )


def demo_employer(name: str = DEMO_EMPLOYER) -> Employer:
    """One of the demo's employers, `employer@`'s unless named."""
    return Employer.objects.select_related("organisation").get(organisation__made_up=True, organisation__name=name)


def email_of(name: str) -> str:
    """The address of whoever was there first."""
    return next(made.email for made in MADE if made.name == name)


def _place(made: Made) -> Organisation:
    found = Organisation.objects.filter(kind=Kind.EMPLOYER, name=made.name, made_up=True).first()
    if found and found.council_id:
        return found
    council = Organisation.objects.get(kind=Kind.COUNCIL, la_code=made.council, made_up=True)
    return put_body(
        Kind.EMPLOYER, made.name, council=council, town=made.town, postcode=made.postcode, website=made.website
    )
