"""The plan, and the press that books it: everybody once, whatever happens in between."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.models import Enrolment, Look
from guidance.blocks import queries
from guidance.booking import actions as booking
from guidance.booking.actions import TAKEN
from guidance.filling import actions
from guidance.filling.actions import Given
from guidance.filling.rules import Left, Why
from guidance.models import BookedAs, Channel, Draw, Meeting, Topic, Weekly
from tests.guidance.booking.people import NINE, NOW, TEN
from tests.guidance.factories import meeting
from tests.guidance.filling.test_periods import keep

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOST = 28


def url(school) -> str:
    return f"/guidance/suppliers/{school.urn}/fill/"


def invite(here, by, *people):
    return actions.invite(institution=here, ids=[one.pk for one in people], by=by, now=NOW).rows


@pytest.fixture
def client(amina, block, signed_in, at_nine):
    return signed_in(amina)


def test_page_shows_who_gets_a_time_who_is_left_and_what_is_left(here, amina, client, block, pupils, rf) -> None:
    people, (nine,) = pupils(2), pupils(1, year_group=9, prefix="nine")
    keep(client, rf, here, [people[1].pk, nine.pk, people[0].pk])
    page = client.get(url(here)).content.decode()
    assert "There is a time for 2 of 3 pupils" in page
    assert "Book and invite 2 pupils" in page
    assert page.index(people[1].name) < page.index(people[0].name) < page.index(nine.name)
    assert "Monday 14 September 2026<br>9am to 9:45am" in page
    assert Why.NOT_COVERED in page
    assert "10 now, <strong>8 after you book</strong>" in page
    assert not Meeting.objects.exists()
    assert sorted(Look.objects.get().learners) == sorted(one.pk for one in [*people, nine])


def test_press_books_each_and_the_letters_are_the_invitations(here, amina, client, block, pupils, rf) -> None:
    (reached,), (silent,) = pupils(1), pupils(1, email="", prefix="s", year_group=10)
    keep(client, rf, here, [reached.pk, silent.pk])
    page = client.post(url(here)).content.decode()
    assert "2 pupils have a meeting" in page
    assert page.count("Gets a letter") == page.count("We have no address: tell them") == 1
    made = Meeting.objects.order_by("during")
    assert [(one.learner, one.booked_as, one.institution, one.created_by) for one in made] == [
        (one, BookedAs.STAFF, here, amina) for one in (reached, silent)
    ]
    assert {(one.topic, one.channel) for one in made} == {(Topic.AFTER_16, Channel.VIDEO)}
    assert Draw.objects.filter(block=block).count() == 2
    assert Letter.objects.filter(kind="meeting-booked").values_list("to", flat=True).get() == "p0@pupils.example"
    again = client.post(url(here)).content.decode()
    assert "Nobody new has a meeting" in again
    assert "They have a meeting on 14 September 2026 already." in again
    assert Meeting.objects.count() == 2


def test_press_without_a_list_leads_to_the_page_that_says_so(here, client) -> None:
    page = client.post(url(here), follow=True).content.decode()
    assert "Nobody is chosen" in page


def test_another_school_and_teachers_get_nothing(here, block, cora, bryn, signed_in, at_nine) -> None:
    for person in (cora, bryn):
        assert signed_in(person).get(url(here)).status_code == 404
        assert signed_in(person).post(url(here)).status_code == 404


def test_who_may_not_choose_suppliers_books_nobody(here, cora, block, pupils) -> None:
    with pytest.raises(Refused, match="no longer work there"):
        invite(here, cora, *pupils(1))


@pytest.mark.parametrize("number", [2, 8])
def test_page_asks_the_same_number_of_queries(number, here, client, pupils, rf) -> None:
    keep(client, rf, here, [one.pk for one in pupils(number)])
    client.get(url(here))
    with CaptureQueriesContext(connection) as asked:
        client.get(url(here))
    assert len(asked) <= MOST


@pytest.fixture
def first_of_all(monkeypatch):
    """`first_of_all(act)`: something happens between the plan and the first booking."""

    def happens(act) -> None:
        before = actions._give

        def late(*said):
            monkeypatch.setattr(actions, "_give", before)
            act()
            return before(*said)

        monkeypatch.setattr(actions, "_give", late)

    return happens


def test_time_that_somebody_took_meanwhile_is_looked_for_again(here, amina, block, ada, pupils, first_of_all) -> None:
    first_of_all(lambda: meeting(ada, NINE, NINE + timedelta(minutes=45)))
    rows = invite(here, amina, *pupils(2))
    assert [one.meeting.during.lower for one in rows] == [TEN, TEN + HOUR]


def test_somebody_is_left_after_the_third_time_again(here, amina, block, pupils, monkeypatch) -> None:
    tries = []

    def lost(**said):
        tries.append(said["learner"])
        raise Refused(TAKEN)

    first, second = pupils(2)
    monkeypatch.setattr(booking, "book", lost)
    assert [one.why for one in invite(here, amina, first, second)] == [actions.LOST] * 2
    assert tries == [first] * (1 + actions.AGAIN) + [second] * (1 + actions.AGAIN)


def test_sessions_that_another_took_are_not_given_twice(here, amina, block, pupils, first_of_all) -> None:
    block.sessions = 2
    block.save()
    *people, rival = pupils(3)
    first_of_all(lambda: invite(here, amina, rival))
    rows = invite(here, amina, *people)
    assert [type(one) for one in rows] == [Given, Left]
    assert rows[1].why == Why.NO_SESSION
    assert queries.left_of(block) == 0


def test_same_list_pressed_twice_at_once_books_each_once(here, amina, hana, block, pupils, first_of_all) -> None:
    people = pupils(2)
    first_of_all(lambda: invite(here, hana, *people))
    assert [one.why for one in invite(here, amina, *people)] == [Why.HAS_ONE] * 2
    assert [one.meetings.count() for one in people] == [1, 1]


def test_who_leaves_the_roll_while_we_book_is_left(here, amina, block, ada, pupils, first_of_all) -> None:
    first, second = pupils(2)

    def leaves() -> None:
        meeting(ada, NINE, NINE + timedelta(minutes=45))
        Enrolment.objects.filter(learner=second).update(ended_on=date(2026, 9, 9))

    first_of_all(leaves)
    rows = invite(here, amina, first, second)
    assert rows[0].meeting.during.lower == TEN
    assert rows[1].why == Why.OFF_ROLL


def test_number_of_the_last_meeting_is_where_they_are_rung(here, amina, block, ada, pupils) -> None:
    Weekly.objects.filter(place=None).update(channels=[Channel.PHONE])
    (one,) = pupils(1)
    over = NOW - timedelta(days=7)
    meeting(ada, over, over + HOUR, learner=one, institution=here, phone="01632 960 111")
    (row,) = invite(here, amina, one)
    assert (row.meeting.channel, row.meeting.phone) == (Channel.PHONE, "01632 960 111")


def test_long_list_goes_on_with_the_next_press(here, amina, client, pupils, rf, monkeypatch) -> None:
    keep(client, rf, here, [one.pk for one in pupils(3)])
    monkeypatch.setattr(actions, "AT_ONCE", -1)
    page = client.post(url(here)).content.decode()
    assert "1 pupil has a meeting" in page
    assert "Go on with 2 pupils" in page
    monkeypatch.setattr(actions, "AT_ONCE", 20)
    assert "2 pupils have a meeting" in client.post(url(here)).content.decode()
    assert Meeting.objects.count() == 3


def test_stopped_in_the_middle_the_same_list_goes_on(here, amina, block, pupils, monkeypatch) -> None:
    people, before = pupils(4), actions._give

    def dies(*said):
        if Meeting.objects.count() == 2:
            raise KeyboardInterrupt
        return before(*said)

    monkeypatch.setattr(actions, "_give", dies)
    with pytest.raises(KeyboardInterrupt):
        invite(here, amina, *people)
    assert Meeting.objects.count() == 2
    monkeypatch.setattr(actions, "_give", before)
    rows = invite(here, amina, *people)
    assert [type(one) for one in rows] == [Left, Left, Given, Given]
    assert [one.meetings.count() for one in people] == [1] * 4
    assert Letter.objects.filter(kind="meeting-booked").count() == Draw.objects.count() == 4
