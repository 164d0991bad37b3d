"""What work experience asks of a person on `/to-do/`: what each noun's `inbox.py` offers, in this order."""

from collections.abc import Iterable
from datetime import datetime
from types import ModuleType
from typing import Any

from frontdoor.ground.todo import Due, Page
from frontdoor.organisations.access import Can
from workexperience.applications import inbox as applications
from workexperience.approaches import inbox as approaches
from workexperience.checks import inbox as checks
from workexperience.consents import inbox as consents
from workexperience.employers import inbox as employers
from workexperience.logbook import inbox as logbook
from workexperience.offers import inbox as offers
from workexperience.placements import inbox as placements
from workexperience.reports import inbox as reports

# Modules with `due(user, now)`.
NOUNS: list[ModuleType] = [placements, applications, consents, logbook, reports, checks, employers, offers, approaches]


def due(user: Any, now: datetime) -> Iterable[Due]:
    """Everything that is due."""
    for noun in NOUNS:
        yield from noun.due(user, now)


def pages(held: frozenset[Can]) -> Iterable[Page]:
    """What somebody with these permissions can always open."""
    if Can.MANAGE_OFFERS in held:
        yield Page("Work experience that you offer", "/employers/mine/")
    if Can.CHECK_EMPLOYERS in held:
        yield Page("Checks of employers", "/employers/checks/")
        yield Page("Reports of offers", "/employers/reports/")
        yield Page("What people look for and do not find", "/employers/demand/")
