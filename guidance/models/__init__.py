"""Everything that this room stores, by noun."""

from guidance.models.advisers import Adviser, Channel, Language, Proof, ProofKind, ProofState, Specialism
from guidance.models.meetings import Meeting
from guidance.models.services import KINDS, Place, Service
from guidance.models.supplies import Supply
from guidance.models.times import Change, Weekly

__all__ = [
    "KINDS",
    "Adviser",
    "Change",
    "Channel",
    "Language",
    "Meeting",
    "Place",
    "Proof",
    "ProofKind",
    "ProofState",
    "Service",
    "Specialism",
    "Supply",
    "Weekly",
]
