"""What the register stores, one module a noun."""

from frontdoor.organisations.models.calendar import BankHoliday, TermDates, TermName
from frontdoor.organisations.models.contacts import Contact
from frontdoor.organisations.models.joining import Joining, Step
from frontdoor.organisations.models.members import Membership, Role
from frontdoor.organisations.models.organisations import Form, Kind, NameKey, Organisation, Scope
from frontdoor.organisations.models.places import Near, Outcode, Place, Point, PointField, Postcode
from frontdoor.organisations.models.register import Fact, FormerFact, Link, Succession

__all__ = [
    "BankHoliday",
    "Contact",
    "Fact",
    "Form",
    "FormerFact",
    "Joining",
    "Kind",
    "Link",
    "Membership",
    "NameKey",
    "Near",
    "Organisation",
    "Outcode",
    "Place",
    "Point",
    "PointField",
    "Postcode",
    "Role",
    "Scope",
    "Step",
    "Succession",
    "TermDates",
    "TermName",
]
