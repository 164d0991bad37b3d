"""What the register stores, one module a noun."""

from frontdoor.organisations.models.members import Membership, Role
from frontdoor.organisations.models.organisations import Form, Kind, Organisation, Scope

__all__ = ["Form", "Kind", "Membership", "Organisation", "Role", "Scope"]
