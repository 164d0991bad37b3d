"""The demo's meetings."""

from frontdoor.organisations.models import Role
from guidance.booking.seed import seed_demo
from guidance.models import BookedAs, Meeting
from tests.factories import member
from tests.guidance.booking.people import NINE


def test_student_has_a_meeting_and_a_second_run_changes_nothing(mia, ada, at_nine) -> None:
    mia.account.email = "student@demo.frontdoor.example"
    mia.account.save()
    for _ in range(2):
        seed_demo()
    made = Meeting.objects.get()
    assert (made.learner, made.during.lower, made.booked_as) == (mia, NINE, BookedAs.LEARNER)


def test_no_meeting_where_nobody_has_a_free_time(mia, service, at_nine) -> None:
    mia.account.email = "student@demo.frontdoor.example"
    mia.account.save()
    member("adviser@demo.frontdoor.example", "Asha Verma", service.organisation, Role.ADVISER)
    seed_demo()
    assert not Meeting.objects.exists()
