"""What became of a meeting: said once or corrected, in the record at once, with what was agreed in the plan."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.models import Activity, ActivityKind, Attendance, Mode, PlanAction
from frontdoor.record.plan import actions as plan
from frontdoor.record.plan.agreed import Step
from guidance.booking import letters
from guidance.models import Feedback, Helped, Outcome, Proof, Summary
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from tests.guidance.booking.people import NINE, NOW, TEN, book, missed

pytestmark = pytest.mark.django_db
SAID = Said("We looked at apprenticeships.", "College, or an apprenticeship", school_may_read=True)
STEPS = [Step("Visit the college", "learner", date(2026, 10, 1)), Step("Send the link", "adviser")]


def came(made, by, *, outcome=Outcome.ATTENDED, said=SAID, now=TEN):
    return actions.record(meeting_id=made.pk, outcome=outcome, said=said, by=by, now=now)


def test_record_attended_is_in_the_record_at_once(mia, ada, here) -> None:
    made = book(mia, ada)
    came(made, ada.user)
    activity = Activity.objects.get(source_key=f"guidance.meeting:{made.pk}")
    assert (activity.kind, activity.institution, activity.day) == (ActivityKind.GUIDANCE, here, date(2026, 9, 14))
    assert (activity.hours, activity.mode, activity.one_to_one) == (Decimal("0.75"), Mode.PHONE, True)
    assert (activity.adviser_level, activity.adviser_note) == (6, "")
    assert activity.participations.get().attendance == Attendance.ATTENDED
    assert "apprenticeships" not in str(activity.__dict__)


def test_record_twice_is_recorded_once(mia, ada) -> None:
    made = book(mia, ada)
    first = came(made, ada.user)
    again = came(made, ada.user, now=TEN + timedelta(hours=1))
    assert again.outcome_at == first.outcome_at
    assert Activity.objects.count() == Summary.objects.count() == 1
    assert Letter.objects.filter(kind=letters.AFTER).count() == 1


def test_record_information_is_another_kind(mia, ada) -> None:
    made = book(mia, ada)
    came(made, ada.user, outcome=Outcome.INFORMED, said=None)
    activity = Activity.objects.get()
    assert (activity.kind, activity.one_to_one, activity.adviser_level) == (ActivityKind.INFORMATION, None, None)
    came(made, ada.user)
    assert Activity.objects.get().kind == ActivityKind.GUIDANCE


def test_record_of_an_adviser_whose_level_ended_says_why(mia, ada) -> None:
    made = book(mia, ada)
    Proof.objects.filter(adviser=ada, kind="qualification").update(until=date(2026, 9, 13))
    came(made, ada.user)
    activity = Activity.objects.get()
    assert activity.adviser_level is None
    assert activity.adviser_note == "The adviser’s level 6 ended on 13 September 2026."


def test_record_of_an_adult_has_no_institution(pat, adults) -> None:
    made = book(pat, adults.advisers.get())
    came(made, made.adviser.user)
    assert Activity.objects.get().institution is None


def test_record_missed_after_attended_takes_words_back(mia, ada) -> None:
    made = book(mia, ada)
    came(made, ada.user)
    Feedback.objects.create(meeting=made, helped=Helped.A_LOT, knows_next=True, said_at=TEN)
    with pytest.raises(Refused, match="said meanwhile that they came"):
        missed(made.pk, ada.user, TEN)  # from a page on which nothing was said yet
    assert Summary.objects.exists()
    missed(made.pk, ada.user, TEN, seen=Outcome.ATTENDED)
    assert Activity.objects.get().participations.get().attendance == Attendance.ABSENT
    assert not Summary.objects.exists()
    assert not past(Summary).exists()
    assert not Feedback.objects.exists()
    assert Letter.objects.filter(kind=letters.MISSED).count() == 1


def test_record_refuses_before_it_began_and_without_words(mia, ada) -> None:
    made = book(mia, ada)
    with pytest.raises(Refused, match="not begun"):
        came(made, ada.user, now=NINE - timedelta(seconds=1))
    with pytest.raises(Refused, match="what you talked about"):
        came(made, ada.user, said=Said("  "))
    with pytest.raises(Refused, match="not over"):
        missed(made.pk, ada.user, NINE)
    assert not Activity.objects.exists()
    came(made, ada.user, now=NINE)  # it may end early


def test_summary_that_comes_later_has_a_letter_of_its_own(mia, ada) -> None:
    made = book(mia, ada)
    for _ in range(2):
        came(made, ada.user, outcome=Outcome.INFORMED, said=None)
    for _ in range(2):
        came(made, ada.user)
    first, second = Letter.objects.filter(kind=letters.AFTER).order_by("pk")
    assert "written down" not in first.text
    assert "written down" in second.text
    assert "until 12 October 2026" in second.text
    assert letters.is_still_so(second, TEN)


def test_summary_readers_are_the_learners_to_change(mia, ada) -> None:
    made = book(mia, ada)
    came(made, ada.user)
    Summary.objects.update(school_may_read=False)
    came(made, ada.user, said=Said("Other words", school_may_read=True, advisers_may_read=True))
    summary = Summary.objects.get()
    assert (summary.talked, summary.school_may_read, summary.advisers_may_read) == ("Other words", False, False)


def test_agree_puts_actions_into_the_plan_once(mia, ada) -> None:
    made = book(mia, ada)
    came(made, ada.user)
    for _ in range(2):
        goal = actions.agree(meeting_id=made.pk, goal_id=None, title="After 16", steps=STEPS, by=ada.user, now=TEN)
    found = PlanAction.objects.order_by("pk")
    assert [(one.text, one.owner, one.due_on, one.agreed_in) for one in found] == [
        ("Visit the college", "learner", date(2026, 10, 1), f"guidance.meeting:{made.pk}"),
        ("Send the link", "adviser", None, f"guidance.meeting:{made.pk}"),
    ]
    plan.delete_action(action=found[0], by=mia.account)  # theirs to delete
    mine = plan.add_goal(learner=mia, title="Own", by=mia.account, now=NOW)
    actions.agree(meeting_id=made.pk, goal_id=mine.pk, title="", steps=STEPS[:1], by=ada.user, now=TEN)
    assert mine.actions.get().text == "Visit the college"
    assert goal.learner == mia


def test_agree_never_drops_another_day_or_person_without_a_word(mia, ada) -> None:
    made = book(mia, ada)
    came(made, ada.user)
    given = {"meeting_id": made.pk, "goal_id": None, "title": "After 16", "by": ada.user, "now": TEN}
    actions.agree(steps=STEPS, **given)
    for other in (Step(STEPS[0].text, "learner", date(2026, 11, 1)), Step("send the link", "learner")):
        with pytest.raises(Refused, match="in their plan from this meeting already"):
            actions.agree(steps=[Step("Something else", "learner"), other], **given)
    assert PlanAction.objects.count() == len(STEPS)


def test_agree_refuses_whole(mia, ada) -> None:
    made = book(mia, ada)
    given = {"meeting_id": made.pk, "goal_id": None, "title": "After 16", "by": ada.user, "now": TEN}
    with pytest.raises(Refused, match="they came"):
        actions.agree(steps=STEPS, **given)
    came(made, ada.user)
    with pytest.raises(Refused, match="today or later"):
        actions.agree(steps=[STEPS[1], Step("Late", "learner", date(2026, 9, 1))], **given)
    with pytest.raises(Refused, match="at least one"):
        actions.agree(steps=[], **given)
    assert not PlanAction.objects.exists()
    assert not mia.goals.exists()
