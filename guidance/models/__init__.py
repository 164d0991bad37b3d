"""Everything that this room stores, by noun."""

from guidance.models.advisers import Adviser, Channel, Language, Proof, ProofKind, ProofState, Specialism
from guidance.models.agreements import AgreedTo, ParentalYes, VideoYes
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
    "BookedAs",
    "Change",
    "Channel",
    "Feedback",
    "Helped",
    "Hold",
    "Language",
    "Meeting",
    "Note",
    "Outcome",
    "ParentalYes",
    "Place",
    "Proof",
    "ProofKind",
    "ProofState",
    "Service",
    "Specialism",
    "Summary",
    "Supply",
    "Supporter",
    "Topic",
    "VideoYes",
    "Wait",
    "WaitEnd",
    "Weekly",
]
