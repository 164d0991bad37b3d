"""What the roll, the family and the marks about support hand out in a learner's file, and what they hold back."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.record.actions import end_enrolments
from frontdoor.record.carers import actions as carers
from frontdoor.record.carers import shown as family
from frontdoor.record.models import NeedKind
from frontdoor.record.needs import actions as needs
from frontdoor.record.needs import shown as marks
from frontdoor.record.plan import actions as plan
from frontdoor.record.plan import shown as planned
from frontdoor.record.roll import shown as roll
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
UPN = "A900001123456"


@pytest.fixture(autouse=True)
def _autumn():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sami(here, elsewhere):
    """Fourteen; left one school, is on the roll of another."""
    learner = LearnerFactory(account=UserFactory(), date_of_birth=date(2012, 3, 4))
    first = enrolled(elsewhere, learner=learner, year_group=7, started_on=date(2024, 9, 1))
    end_enrolments(enrolments=[first], on=date(2026, 7, 20), now=NOW)
    enrolled(here, learner=learner, year_group=9, tutor_group="9B", upn=UPN, email="22s@herefield.example")
    return learner


def table(found) -> list[dict]:
    (one,) = found
    return [dict(zip([key for key, _ in one.columns], row, strict=True)) for row in one.rows]


def test_every_enrolment_is_there_and_the_pupil_number_is_not(sami) -> None:
    rows = table(roll.holds(sami))

    assert [(row["school"], row["year_group"], row["from"], row["until"]) for row in rows] == [
        ("Elsewhere Academy", "Year 7", date(2024, 9, 1), date(2026, 7, 20)),
        ("Herefield School", "Year 9", date(2026, 9, 1), None),
    ]
    assert (rows[1]["group"], rows[1]["email"]) == ("9B", "22s@herefield.example")
    assert UPN not in str(rows)
    (held,) = roll.held_back(sami)
    assert "Herefield School holds for you" in held
    assert UPN not in held
    assert list(roll.held_back(LearnerFactory())) == []


def test_the_family_is_there_as_far_as_the_learner_is_shown_it(sami, here, amina) -> None:
    petra = UserFactory(email="petra@home.example")
    for email, name in ((petra.email, "Petra Made-Up"), ("not-yet@home.example", "Not Yet")):
        link = carers.name_carer(learner=sami, institution=here, email=email, name=name, by=amina, now=NOW)
        carers.invite(carer_id=link.pk, now=NOW)
        if email == petra.email:
            carers.accept(carer_id=link.pk, by=petra, now=NOW)

    (row,) = table(family.holds(sami))
    assert row == {"name": "Petra Made-Up", "named_by": "Herefield School", "since": NOW, "sees": True}
    assert "home.example" not in str([row, *family.held_back(sami)])

    sami.date_of_birth = date(2015, 3, 4)
    sami.save()
    assert table(family.holds(sami)) == []
    assert "from 13" in " ".join(family.held_back(sami))


def test_marks_about_support_are_there_ended_ones_too_and_marked_as_sensitive(sami, here, amina) -> None:
    mark = needs.start(
        learner=sami, institution=here, kind=NeedKind.YOUNG_CARER, starts_on=date(2026, 9, 1), by=amina, now=NOW
    )
    needs.end(need=mark, on=NOW.date())

    (found,) = marks.holds(sami)

    assert found.sensitive
    assert found.rows == [
        ["You look after somebody in your family", "Herefield School", date(2026, 9, 1), date(2026, 11, 22)]
    ]


def test_the_plan_is_there_whole(sami) -> None:
    by = sami.account
    goal = plan.add_goal(learner=sami, title="Become a vet", by=by, now=NOW)
    step = plan.add_action(goal=goal, text="Visit a surgery", owner="family", due_on=None, by=by, now=NOW)
    plan.set_done(action=step, done=True, by=by, now=NOW)
    plan.set_reached(goal=goal, reached=True, by=by, now=NOW)
    plan.say_what_helps(learner=sami, words="A quiet room", seen=planned.queries.mark_of(""), by=by, now=NOW)
    today = NOW.date()

    goals, actions, helps = planned.holds(sami)

    assert goals.rows == [("Become a vet", today, today)]
    assert actions.rows == [("Become a vet", "Visit a surgery", "My parent or carer", None, today, today)]
    assert helps.rows == [("A quiet room", today)]
    assert all(len(row) == len(one.columns) for one in (goals, actions, helps) for row in one.rows)
