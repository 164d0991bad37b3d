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
from frontdoor.record.models.looks import Case, CaseKind, DataLead, Look, LookKind, LookReason, Outcome
from frontdoor.record.models.plan import Goal, Owner, PlanAction, WhatHelps
from frontdoor.record.models.reasons import Reason, ReasonKind, ReasonScope
from frontdoor.record.models.retention import RetentionRun
from frontdoor.record.models.roll import NewYear

__all__ = [
    "Activity",
    "ActivityKind",
    "Attendance",
    "Carer",
    "Case",
    "CaseKind",
    "ClaimCode",
    "Concern",
    "DataLead",
    "Enrolment",
    "Goal",
    "Helpline",
    "Joining",
    "Learner",
    "LinkState",
    "Look",
    "LookKind",
    "LookReason",
    "Mode",
    "Need",
    "NeedKind",
    "NewYear",
    "Outcome",
    "Owner",
    "Part",
    "Participation",
    "PendingLink",
    "PlanAction",
    "ProviderKind",
    "Reason",
    "ReasonKind",
    "ReasonScope",
    "RetentionRun",
    "SafeguardingContact",
    "Sort",
    "WhatHelps",
]
