"""Everything that this room stores, by noun."""

from workexperience.models.approaches import Approach, ApproachState
from workexperience.models.checks import COUNTS, Check, CheckState
from workexperience.models.employers import Employer, NumberKind
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
    "Adjustment",
    "Approach",
    "ApproachState",
    "Check",
    "CheckState",
    "Employer",
    "Label",
    "Mode",
    "NumberKind",
    "Offer",
    "OfferKind",
    "OfferState",
    "Session",
]
