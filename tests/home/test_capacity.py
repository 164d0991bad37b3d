"""Who is due beside the sessions there are: the page of a school's careers leader, and what buying a block does to it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.organisations.models import Role
from guidance.models import Block
from tests.factories import member
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import WeeklyFactory, able_adviser, bought
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(here, signed_in, at_nine):
    return signed_in(member("lee@school.example", "Lee Kent", here, Role.LEADER))


@pytest.fixture
def eleven(here):
    """Five more of Year 11."""
    return [enrolled(here, email=f"p{n}@pupils.example").learner for n in range(5)]


def page(leader, here) -> str:
    answer = leader.get(f"/capacity/{here.urn}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_page_counts_who_is_due_and_what_is_bought(leader, here, service, mia, supplied, eleven, at_nine) -> None:
    supplied.delete()
    assert "6 pupils still need" in page(leader, here)
    assert "<strong>6 sessions short.</strong>" in page(leader, here)
    bought(here, service, 4)
    assert "<strong>2 sessions short.</strong>" in page(leader, here)
    Block.objects.update(year_groups=[10])  # for others
    assert "<strong>6 sessions short.</strong>" in page(leader, here)
    Block.objects.update(accepted=None, decided_at=None, year_groups=[11])
    assert "<strong>6 sessions short.</strong>" in page(leader, here)
    Block.objects.update(accepted=True, decided_at=NOW, sessions=6)
    assert "There are enough sessions for all of them." in page(leader, here)


def test_page_leaves_out_who_has_a_meeting_booked(leader, here, mia, ada, eleven, at_nine) -> None:
    book(mia, ada)
    text = page(leader, here)
    assert "5 pupils still need" in text
    assert "1 pupil who is due has a meeting booked." in text


def test_page_counts_free_times_of_those_who_need_not_be_bought_from(leader, here, mia, ada, at_nine) -> None:
    assert "There are enough sessions" in page(leader, here)
    Block.objects.all().delete()
    ada.most_a_day = 1
    ada.save()
    assert "September 2026" in page(leader, here)


def test_page_is_the_school_leaders_own(here, ada, lena, mia, signed_in, otherschool_leader) -> None:
    for user in (ada.user, lena, mia.account, otherschool_leader):
        assert signed_in(user).get(f"/capacity/{here.urn}/").status_code == 404


@pytest.fixture
def otherschool_leader(db):
    from tests.factories import SchoolFactory  # noqa: PLC0415

    return member("oth@other.example", "Otto Hill", SchoolFactory(), Role.LEADER)


def test_page_asks_the_same_however_many_there_are(leader, here, service, mia, ada, eleven, at_nine) -> None:
    with CaptureQueriesContext(connection) as few:
        page(leader, here)
    for number in range(3):
        adviser = able_adviser(service.organisation, f"b{number}@advisers.example", f"Bea {number}")
        WeeklyFactory(adviser=adviser)
        enrolled(here, email=f"q{number}@pupils.example")
    with CaptureQueriesContext(connection) as many:
        page(leader, here)
    assert len(many) <= len(few) <= 21


def test_month_after_the_last_is_not_there(here, mia, ada, signed_in, time_machine) -> None:
    time_machine.move_to(datetime(2027, 7, 1, 9, tzinfo=UTC), tick=False)
    text = page(signed_in(member("lee@school.example", "Lee Kent", here, Role.LEADER)), here)
    assert "August 2027" in text
    assert "September 2027" not in text
