"""Journey: an adviser says that somebody came, what they agreed, and books the next meeting: two pages from the day."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from frontdoor.record.models import PlanAction
from guidance.booking import reasons
from guidance.models import Adviser, Channel, Meeting, Outcome
from tests.factories import UserFactory
from tests.guidance.factories import ServiceFactory, SupplyFactory, WeeklyFactory, able_adviser, meeting
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
ENOUGH = 2  # pages from the day to the next meeting


@pytest.fixture
def ada(here) -> Adviser:
    service = ServiceFactory(organisation__name="Northway Advisers")
    SupplyFactory(institution=here, service=service)
    adviser = able_adviser(service.organisation)
    adviser.proofs.filter(kind="dbs").update(until="2099-08-31")
    for weekday in range(5):
        hours = {"starts_at": time(9), "ends_at": time(17), "channels": [Channel.PHONE.value]}
        WeeklyFactory(adviser=adviser, weekday=weekday, **hours)
    return adviser


@pytest.fixture
def met(here, ada) -> Meeting:
    """Nina met Ada yesterday, by phone."""
    born = timezone.localdate().replace(month=1, day=5)
    learner = LearnerFactory(
        given_names="Nina", family_name="Cole", account=UserFactory(), date_of_birth=born.replace(year=born.year - 16)
    )
    enrolled(here, learner=learner)
    start = timezone.now() - timedelta(days=1)
    facts = {"learner": learner, "institution": here, "channel": Channel.PHONE, "phone": "07700 900 982"}
    made = meeting(ada, start, start + timedelta(minutes=45), **facts)
    reasons.begin(made, now=start)
    return made


def test_an_adviser_records_the_outcome_and_books_the_next_meeting(visitor, ada, met):
    visitor.sign_in(ada.user)
    visitor.open("/guidance/day/")
    visitor.follow("Say what happened")
    seen = [visitor.heading]
    visitor.press("Save")
    assert visitor.errors == ["Choose what happened"]
    visitor.choose("What happened?", "They came: personal guidance")
    visitor.press("Save")
    assert visitor.errors == ["Write what you talked about and decided. Nina Cole reads it"]
    visitor.fill("What you talked about and decided", "We looked at apprenticeships near home.")
    visitor.fill("Choices you looked at (optional)", "College or an apprenticeship")
    visitor.tick("Careers advisers they meet later")
    visitor.press("Save")

    met.refresh_from_db()
    assert (met.outcome, met.summary.advisers_may_read) == (Outcome.ATTENDED, True)
    seen.append(visitor.heading)
    visitor.fill("What does Nina Cole want to reach?", "Start an apprenticeship")
    visitor.fill("What needs doing?", "Visit the college")
    visitor.fill("Who does it?", "The learner")
    later = timezone.localdate() + timedelta(days=30)
    visitor.fill_date("Due date of action 1", str(later.day), str(later.month), str(later.year))
    visitor.press("Save and book the next meeting")

    agreed = PlanAction.objects.get()
    assert (agreed.text, agreed.due_on, agreed.goal.title) == ("Visit the college", later, "Start an apprenticeship")
    assert visitor.heading == "Book a meeting with Nina Cole"
    assert seen == ["What happened?", "What did you agree?"]
    assert len(seen) == ENOUGH


def test_an_adviser_says_that_somebody_did_not_come_and_corrects_it(visitor, ada, met):
    visitor.sign_in(ada.user)
    visitor.open("/guidance/day/")
    visitor.follow("Say what happened")
    visitor.choose("What happened?", "They did not come")
    visitor.press("Save")
    assert visitor.heading == "Your meetings"
    assert "Saved: they did not come." in visitor.text

    visitor.open(f"/guidance/day/{met.pk}/outcome/")
    visitor.choose("What happened?", "They came, but only for information or advice")
    visitor.press("Save")
    visitor.follow("Nothing agreed: back to your day")
    met.refresh_from_db()
    assert met.outcome == Outcome.INFORMED
