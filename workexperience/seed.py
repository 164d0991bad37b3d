"""The demo's employers: checked before they offer, and offering before anybody asks."""

from workexperience.approaches import seed as approaches
from workexperience.checks import seed as checks
from workexperience.demand import seed as demand
from workexperience.employers import seed as employers
from workexperience.listing import seed as listing
from workexperience.logbook import seed as logbook
from workexperience.offers import seed as offers
from workexperience.placements import seed as placements
from workexperience.reports import seed as reports


def seed_demo() -> None:
    """Each noun's own, in the order in which they need each other."""
    employers.seed_demo()
    checks.seed_demo()
    offers.seed_demo()
    logbook.seed_demo()
    listing.seed_demo()
    approaches.seed_demo()
    placements.seed_demo()
    reports.seed_demo()
    demand.seed_demo()


def seed_nation() -> None:
    """A million open offers, for measuring."""
    listing.seed_nation()
