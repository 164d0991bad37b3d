"""What an adviser reads before a meeting, on paper."""

import re
from datetime import date, timedelta

import pytest

from frontdoor.record.models import Activity, ActivityKind, Attendance, Participation, PlanAction
from guidance.models import Meeting, Note, Outcome, Summary
from tests.browser.looks import SMALL
from tests.browser.test_after_meeting import ada, met  # noqa: F401 fixtures
from tests.browser.visitors import Keyboard
from tests.guidance.factories import meeting

MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")


def fill(one: Meeting) -> None:
    """As much as a full record shows."""
    learner, adviser, at = one.learner, one.adviser, one.during.lower
    Meeting.objects.filter(pk=met.pk).update(
        words="Which courses are there near me? " * 10, helps="Short questions. " * 9
    )
    for day in range(1, 11):
        facts = {"kind": ActivityKind.EMPLOYER, "hours": 1, "source": "By hand", "created_at": at}
        done = Activity.objects.create(
            title=f"Project with the hospital {day}", day=date(2026, 5, day), source_key=f"test:{day}", **facts
        )
        Participation.objects.create(activity=done, learner=learner, attendance=Attendance.ATTENDED)
    for number in range(3):
        goal = learner.goals.create(title=f"Find a course {number}", created_by=adviser.user, created_at=at)
        for text in ("Visit the college", "Ask at the open day about the course"):
            PlanAction.objects.create(goal=goal, text=text, owner="learner", created_by=adviser.user, created_at=at)
    before = at - timedelta(days=60)
    facts = {"learner": learner, "outcome": Outcome.ATTENDED, "outcome_by": adviser.user, "outcome_at": before}
    earlier = meeting(adviser, before, before + timedelta(minutes=45), **facts)
    Summary.objects.create(
        meeting=earlier, talked="We compared three courses. " * 15, written_by=adviser.user, written_at=before
    )
    Note.objects.create(meeting=earlier, adviser=adviser, words="Note that stays off the paper", changed_at=before)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_brief_is_printed_on_one_sheet_without_notes(looking, met):
    fill(met)
    with looking(SMALL) as visitor:
        assert isinstance(visitor, Keyboard)
        visitor.sign_in(met.adviser.user)
        visitor.open(f"/guidance/day/{met.pk}/")
        paper = visitor.page.pdf(format="A4", margin=MARGINS)
        assert max(map(int, re.findall(rb"/Count (\d+)", paper))) == 1
        visitor.page.emulate_media(media="print")
        assert "Project with the hospital 10" in visitor.page.inner_text("main")
        assert "Note that stays off the paper" not in visitor.page.inner_text("main")
