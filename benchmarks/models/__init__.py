"""What the room stores, one module a noun."""

from benchmarks.models.frameworks import FrameworkVersion
from benchmarks.models.reminders import NotExpected, Reminder, ReminderRequest, ReminderStage
from benchmarks.models.returns import (
    Answer,
    AreaNote,
    ElsewhereReport,
    FrozenResult,
    HeadLink,
    Return,
    SigningChoice,
    State,
)
from benchmarks.models.returns import Kind as ReturnKind

__all__ = [
    "Answer",
    "AreaNote",
    "ElsewhereReport",
    "FrameworkVersion",
    "FrozenResult",
    "HeadLink",
    "NotExpected",
    "Reminder",
    "ReminderRequest",
    "ReminderStage",
    "Return",
    "ReturnKind",
    "SigningChoice",
    "State",
]
