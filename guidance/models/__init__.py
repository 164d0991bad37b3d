"""Everything that this room stores, by noun."""

from guidance.models.advisers import Adviser, Channel, Language, Proof, ProofKind, ProofState, Specialism
from guidance.models.agreements import AgreedTo, ParentalYes, VideoYes
from guidance.models.blocks import Block, BlockedPeriod, Draw, GivenBack, PricedBy, TimeOffer
from guidance.models.meetings import BookedAs, Hold, Meeting, Outcome, Topic
from guidance.models.outcomes import Feedback, Helped, Note, Summary
from guidance.models.services import KINDS, Place, Service
from guidance.models.supplies import Supply
from guidance.models.times import Change, Weekly
from guidance.models.waiting import Supporter, Wait, WaitEnd

__all__ = [
    "KINDS",
    "Adviser",
    "AgreedTo",
    "Block",
    "BlockedPeriod",
    "BookedAs",
    "Change",
    "Channel",
    "Draw",
    "Feedback",
    "GivenBack",
    "Helped",
    "Hold",
    "Language",
    "Meeting",
    "Note",
    "Outcome",
    "ParentalYes",
    "Place",
    "PricedBy",
    "Proof",
    "ProofKind",
    "ProofState",
    "Service",
    "Specialism",
    "Summary",
    "Supply",
    "Supporter",
    "TimeOffer",
    "Topic",
    "VideoYes",
    "Wait",
    "WaitEnd",
    "Weekly",
]
