"""What an adviser does after a meeting on a page that is old: nothing that was written goes, and there is a way on."""

import pytest

from frontdoor.record.models import PlanAction
from frontdoor.record.plan import actions as plan
from guidance.models import Meeting, Outcome, Summary
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from tests.guidance.booking.people import NOW, TEN
from tests.guidance.outcomes.test_pages import DAY, EMPTY, FIRST, OPTIONS, TALKED, box, errors, page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def attended(booked, ada) -> Meeting:
    return actions.record(
        meeting_id=booked.pk, outcome=Outcome.ATTENDED, said=Said(TALKED, OPTIONS), by=ada.user, now=TEN
    )


def test_old_page_of_the_day_takes_nothing_back(as_ada, attended) -> None:
    answer = as_ada.post(f"{DAY}{attended.pk}/missed/", follow=True)

    assert "It is said already that Mia Hart came. You can correct it here." in text(answer)
    assert answer.redirect_chain == [(page(attended), 302)]
    assert Summary.objects.get().talked == TALKED
    assert Meeting.objects.get().outcome == Outcome.ATTENDED


def test_old_page_of_what_happened_asks_before_it_takes_anything_back(as_ada, attended) -> None:
    answer = as_ada.post(page(attended), {"outcome": "missed", "seen": ""})

    assert errors(answer) == [
        "It was said meanwhile that they came. If you save this now, what was written for them is deleted"
    ]
    assert Summary.objects.get().talked == TALKED
    assert box(answer, "seen") == "attended"
    assert as_ada.post(page(attended), {"outcome": "missed", "seen": box(answer, "seen")}).status_code == 302
    assert not Summary.objects.exists()


def test_last_goal_that_was_deleted_meanwhile_leaves_a_way_on(as_ada, attended, mia) -> None:
    sent = EMPTY | FIRST | {"goal": "2000000000", "title": "Become a vet"}
    answer = as_ada.post(page(attended, "next"), sent)
    again = sent | {name: box(answer, name) for name in ("goal", "title", "text_1")}

    assert errors(answer) == [
        "This goal is not in their plan any more. Write what they want to reach, or leave what stands here"
    ]
    assert as_ada.post(page(attended, "next"), again).status_code == 302
    assert PlanAction.objects.get().goal.title == "Become a vet"


def test_what_does_not_fit_into_the_plan_is_said_to_an_adviser(as_ada, attended, mia) -> None:
    goal = plan.add_goal(learner=mia, title="Become a vet", by=mia.account, now=NOW)
    for number in range(20):
        plan.add_action(goal=goal, text=f"Step {number}", owner="learner", due_on=None, by=mia.account, now=NOW)
    answer = as_ada.post(page(attended, "next"), EMPTY | FIRST | {"goal": str(goal.pk)})

    (said,) = errors(answer)
    assert said.startswith("A goal holds 20 actions, and these do not fit. Choose another goal, or ask them to delete")
    for number in range(29):
        plan.add_goal(learner=mia, title=f"Goal {number}", by=mia.account, now=NOW)
    answer = as_ada.post(page(attended, "next"), EMPTY | FIRST | {"title": "One more"})
    assert errors(answer) == [
        "Their plan holds 30 goals, and no more fit. Choose an open one, or ask them to delete one"
    ]
