"""What was planned is asked about once its day is past."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from frontdoor.record.activities import actions
from frontdoor.record.activities.facts import Facts
from frontdoor.record.activities.inbox import due
from frontdoor.record.models import ActivityKind, Attendance
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_a_planned_meeting_is_invited_then_asked_about_then_done(here, amina, bryn) -> None:
    learner = enrolled(here).learner
    facts = Facts(
        kind=ActivityKind.GUIDANCE, title="Guidance meeting", day=date(2026, 12, 9), hours=Decimal(1), one_to_one=True,
        adviser_level=6,
    )  # fmt: skip
    made = actions.log_activity(
        institution=here, by=amina, now=NOW, facts=facts, attended=[learner.pk], source="By hand", source_key="log:x:1"
    )
    assert made.participations.get().attendance == Attendance.INVITED
    assert list(due(amina, NOW)) == []
    later = NOW + timedelta(days=30)
    (line,) = due(amina, later)
    assert line.what == "Say who was there"
    assert line.url == f"/learners/900001/activities/{made.pk}/who/"
    assert list(due(bryn, later)) == []
    actions.mark_attendance(activity=made, learners=[learner.pk], attendance=Attendance.ATTENDED, by=amina, now=later)
    assert made.participations.get().attendance == Attendance.ATTENDED
    assert list(due(amina, later)) == []


def test_nobody_attends_a_day_to_come(here, amina) -> None:
    learner = enrolled(here).learner
    facts = Facts(kind=ActivityKind.OTHER, title="Careers fair", day=date(2026, 12, 9), hours=Decimal(1))
    made = actions.log_activity(
        institution=here, by=amina, now=NOW, facts=facts, attended=[learner.pk], source="By hand", source_key="log:x:2"
    )
    actions.mark_attendance(activity=made, learners=[learner.pk], attendance=Attendance.ATTENDED, by=amina, now=NOW)
    assert made.participations.get().attendance == Attendance.INVITED
