"""What the record stores."""

from frontdoor.record.models.activities import (
    Activity,
    ActivityKind,
    Attendance,
    Mode,
    Part,
    Participation,
    ProviderKind,
)
from frontdoor.record.models.around import Carer, ClaimCode
from frontdoor.record.models.care import Concern, Helpline, Need, NeedKind, SafeguardingContact
from frontdoor.record.models.learners import Enrolment, Joining, Learner, LinkState, PendingLink, Sort
from frontdoor.record.models.reasons import Reason, ReasonKind, ReasonScope
from frontdoor.record.models.roll import NewYear

__all__ = [
    "Activity",
    "ActivityKind",
    "Attendance",
    "Carer",
    "ClaimCode",
    "Concern",
    "Enrolment",
    "Helpline",
    "Joining",
    "Learner",
    "LinkState",
    "Mode",
    "Need",
    "NeedKind",
    "NewYear",
    "Part",
    "Participation",
    "PendingLink",
    "ProviderKind",
    "Reason",
    "ReasonKind",
    "ReasonScope",
    "SafeguardingContact",
    "Sort",
]
