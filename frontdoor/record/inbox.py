"""What the record asks of a person on `/to-do/`: what each noun's `inbox.py` offers, in this order."""

from collections.abc import Iterable
from datetime import datetime
from types import ModuleType
from typing import Any

from frontdoor.ground.todo import Due, Page
from frontdoor.organisations.access import Can
from frontdoor.record.activities import inbox as activities
from frontdoor.record.care import inbox as care
from frontdoor.record.carers import inbox as carers
from frontdoor.record.cases import inbox as cases
from frontdoor.record.plan import inbox as plan

# Modules with `due(user, now)`.
NOUNS: list[ModuleType] = [care, carers, cases, plan, activities]


def due(user: Any, now: datetime) -> Iterable[Due]:
    """Everything that is due."""
    for noun in NOUNS:
        yield from noun.due(user, now)


def pages(held: frozenset[Can]) -> Iterable[Page]:
    """For somebody without a role: their own record, and their children's."""
    if not held:
        yield Page("My record", "/record/")
        yield Page("Your children's records", "/record/children/")
