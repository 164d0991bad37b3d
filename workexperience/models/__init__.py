"""Everything that this room stores, by noun."""

from workexperience.models.approaches import Approach, ApproachState
from workexperience.models.checks import Check, CheckState
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
