"""A school is followed by another: who waits through it goes on waiting, and its yes to video holds."""

from datetime import date

import pytest

from frontdoor.organisations.register.succession import succeed
from guidance.models import BookedAs, Topic, VideoYes, Wait
from tests.factories import SchoolFactory
from tests.guidance.booking.people import NOW, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]


@pytest.fixture
def new(council):
    return SchoolFactory(name="Newfield Academy", council=council)


def test_waits_and_meetings_go_to_the_new_school(mia, ada, here, new, service):
    made = book(mia, ada)
    facts = {
        "learner": mia, "service": service, "topic": Topic.NOT_SURE, "channels": ["phone"], "institution": here,
        "booked_as": BookedAs.LEARNER, "promised_by": date(2026, 10, 1), "ready_at": NOW, "created_by": mia.account,
        "created_at": NOW,
    }  # fmt: skip
    over = Wait.objects.create(**facts, end="withdrawn", ended_at=NOW)
    wait = Wait.objects.create(**facts)
    succeed(old=here, new=new, by=None, now=NOW)
    for one in (made, wait, over):
        one.refresh_from_db()
    assert (made.institution, wait.institution, over.institution) == (new, new, here)


@pytest.mark.parametrize("new_has", [True, False])
def test_the_yes_to_video_holds_at_the_new_school_once(here, new, amina, new_has):
    yes = {"created_by": amina, "created_at": NOW}
    old = VideoYes.objects.create(institution=here, **yes)
    if new_has:
        VideoYes.objects.create(institution=new, **yes)
    for _ in range(2):
        succeed(old=here, new=new, by=None, now=NOW)
    live = VideoYes.objects.get(ended_at=None)
    assert live.institution == new
    assert (live == old) is not new_has
