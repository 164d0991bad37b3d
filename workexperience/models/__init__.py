"""Everything that this room stores, by noun."""

from workexperience.models.applications import (
    ENDS,
    HOLDING,
    Application,
    ApplicationState,
    Happened,
    Step,
)
from workexperience.models.approaches import Approach, ApproachState
from workexperience.models.checks import COUNTS, Check, CheckState
from workexperience.models.consents import Consent
from workexperience.models.days import URGENT, Day, Mark
from workexperience.models.employers import Employer, NumberKind
from workexperience.models.listing import Listing, Report, ReportKind, ReportOutcome, Unmet
from workexperience.models.offers import (
    Adjustment,
    Label,
    Mode,
    Offer,
    OfferKind,
    OfferState,
    Session,
)

__all__ = [
    "COUNTS",
    "ENDS",
    "HOLDING",
    "URGENT",
    "Adjustment",
    "Application",
    "ApplicationState",
    "Approach",
    "ApproachState",
    "Check",
    "CheckState",
    "Consent",
    "Day",
    "Employer",
    "Happened",
    "Label",
    "Listing",
    "Mark",
    "Mode",
    "NumberKind",
    "Offer",
    "OfferKind",
    "OfferState",
    "Report",
    "ReportKind",
    "ReportOutcome",
    "Session",
    "Step",
    "Unmet",
]
