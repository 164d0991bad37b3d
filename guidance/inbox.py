"""What personal guidance asks of a person on `/to-do/`: what each noun's `inbox.py` offers, in this order."""

from collections.abc import Iterable
from datetime import datetime
from types import ModuleType
from typing import Any

from frontdoor.ground.todo import Due, Page
from frontdoor.organisations.access import Can
from guidance.advisers import inbox as advisers
from guidance.blocks import inbox as blocks
from guidance.buying import inbox as buying
from guidance.days import inbox as days
from guidance.services import inbox as services
from guidance.supplies import inbox as supplies
from guidance.times import inbox as times
from guidance.waiting import inbox as waiting

# Modules with `due(user, now)`.
NOUNS: list[ModuleType] = [waiting, blocks, advisers, times, days, services, supplies, buying]


def due(user: Any, now: datetime) -> Iterable[Due]:
    """Everything that is due."""
    for noun in NOUNS:
        yield from noun.due(user, now)


def pages(held: frozenset[Can]) -> Iterable[Page]:
    """What somebody with these permissions can always open."""
    if Can.GIVE_GUIDANCE in held:
        yield Page("Your meetings", "/guidance/day/")
        yield Page("You as an adviser", "/guidance/me/")
    if Can.MANAGE_ADVISERS in held:
        yield Page("Your guidance service", "/guidance/services/")
    if Can.CHOOSE_SUPPLIERS in held:
        yield Page("Who gives guidance to your pupils", "/guidance/suppliers/")
