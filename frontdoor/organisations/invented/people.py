"""The demo people of the contract: who they are and where they belong."""

from dataclasses import dataclass

from frontdoor.organisations.models import Kind, Role

DOMAIN = "demo.frontdoor.example"


@dataclass(frozen=True)
class Person:
    """`at` is a URN, a council's code, another body's kind, or empty for a person without a role."""

    name: str
    full_name: str
    role: Role | None = None
    at: int | str | Kind = ""

    @property
    def email(self) -> str:
        """The address that they sign in with."""
        return f"{self.name}@{DOMAIN}"


PEOPLE = [
    Person("student", "Sami Adeyemi"),
    Person("adult", "Alex Winter"),
    Person("parent", "Petra Adeyemi"),
    Person("leader", "Leila Hart", Role.LEADER, 900_001),
    Person("head", "Harold Ode", Role.HEAD, 900_001),
    Person("teacher", "Tegan Moss", Role.TEACHER, 900_001),
    Person("otherleader", "Owen Larch", Role.LEADER, 900_002),
    Person("adviser", "Asha Verma", Role.ADVISER, Kind.ADVISER_SERVICE),
    Person("adviserlead", "Ravi Lockwood", Role.ADVISER_LEAD, Kind.ADVISER_SERVICE),
    Person("employer", "Emil Strand", Role.EMPLOYER, Kind.EMPLOYER),
    Person("provider", "Priya Nolan", Role.PROVIDER, Kind.PROVIDER),
    Person("hub", "Hetty Quill", Role.HUB, Kind.HUB),
    Person("council", "Callum Reeve", Role.COUNCIL, "X01"),
    Person("ncs", "Nadia Cole", Role.ADULT_SERVICE, Kind.ADULT_SERVICE),
    Person("department", "Dorothy Penn", Role.DEPARTMENT, Kind.DEPARTMENT),
]
