"""What the register stores, one module a noun."""

from frontdoor.organisations.models.calendar import BankHoliday, TermDates, TermName
from frontdoor.organisations.models.contacts import Contact
from frontdoor.organisations.models.joining import Joining, Step
from frontdoor.organisations.models.members import Membership, Role
from frontdoor.organisations.models.organisations import Form, Kind, Organisation, Scope

__all__ = [
    "BankHoliday",
    "Contact",
    "Form",
    "Joining",
    "Kind",
    "Membership",
    "Organisation",
    "Role",
    "Scope",
    "Step",
    "TermDates",
    "TermName",
]
