"""A learner's meetings on their own pages, and the same pages by the key in a letter."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from frontdoor.letters.models import Letter
from guidance.booking import actions, links
from guidance.booking.actions import Answers
from guidance.models import BookedAs, Channel, Meeting, Outcome, Topic
from tests.factories import UserFactory
from tests.guidance.booking.people import ANSWERS, NINE, NOW, ONE, TEN, book
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
MINE = "/guidance/meetings/"


@pytest.fixture
def made(mia, ada) -> Meeting:
    return book(mia, ada)


@pytest.fixture
def own(mia, signed_in) -> Client:
    return signed_in(mia.account)


@pytest.fixture
def strict() -> Client:
    """Nobody, whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def text(answer) -> str:
    """What a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def value_of(answer, hours: str) -> str:
    """What the form sends back for these hours."""
    found = re.findall(r'value="(\d+-\d+)".*?</span>(.*?)</label>', answer.content.decode(), re.DOTALL)
    return next(value for value, said in found if said == hours)


def test_the_list_has_what_comes_first_and_says_where_each_stands(mia, ada, own, signed_in):
    first, second = book(mia, ada, TEN), book(mia, ada, NINE + timedelta(days=7))
    gone = book(mia, ada, NINE + timedelta(days=14))
    own.post(f"{MINE}{gone.pk}/cancel/")
    said = text(own.get(MINE))
    places = [said.index(day) for day in ("14 September", "21 September", "Over or cancelled", "28 September")]
    assert places == sorted(places)
    assert [said.count(word) for word in ("Booked", "Cancelled")] == [2, 1]
    assert {first.pk, second.pk} == set(Meeting.objects.filter(cancelled_at=None).values_list("pk", flat=True))


def test_somebody_without_a_record_has_an_empty_list(signed_in):
    assert "You have no meeting booked" in text(signed_in(UserFactory()).get(MINE))


def test_the_list_costs_the_same_for_many(mia, ada, own, django_assert_max_num_queries):
    for week in range(3):
        book(mia, ada, NINE + timedelta(days=7 * week))
    with django_assert_max_num_queries(12):
        own.get(MINE)


def test_the_page_has_all_that_its_learner_needs(made, own):
    said = text(own.get(f"{MINE}{made.pk}/"))
    for words in (
        "Monday 14 September 2026, 9am to 9:45am",
        "Phone", "Ada Viser", "Northway Advisers", "07700 900123", made.reference, "Booked by You",
        "Apprenticeships near me", "How to prepare", "They see nothing of your record",
    ):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("booked_as", "who", "says"),
    [
        (BookedAs.ADVISER, "ada", "Booked by Your adviser"),
        (BookedAs.STAFF, "amina", "Booked by Staff of Herefield School"),
        (BookedAs.STAFF, "lena", "Booked by Staff of Northway Advisers"),
    ],
)
def test_who_booked_it_is_named(mia, ada, own, booked_as, who, says, request):
    by = ada.user if who == "ada" else request.getfixturevalue(who)
    made = book(mia, ada, booked_as=booked_as, by=by)
    assert says in text(own.get(f"{MINE}{made.pk}/"))


def test_a_video_call_is_a_link_and_a_place_an_address(mia, ada, own):
    call, visit = book(mia, ada, NINE, Channel.VIDEO), book(mia, ada, ONE, Channel.FACE)
    assert 'href="https://video.example/ada"' in own.get(f"{MINE}{call.pk}/").content.decode()
    assert "Careers room" in text(own.get(f"{MINE}{visit.pk}/"))


def test_nobody_else_gets_it(made, signed_in, pat, client):
    for page in ("", "move/", "cancel/", "meeting.ics", "supporter/"):
        assert signed_in(pat.account).get(f"{MINE}{made.pk}/{page}").status_code == 404
        assert client.get(f"{MINE}{made.pk}/{page}").status_code == 302


def test_moving_shows_times_by_day_and_takes_one(made, own):
    page = own.get(f"{MINE}{made.pk}/move/")
    said = text(page)
    assert "Monday 14 September 2026" in said
    assert "Tuesday 15 September" not in said  # only face to face
    assert (
        '<span class="govuk-visually-hidden">Monday 14 September 2026, </span>10am to 10:45am' in page.content.decode()
    )
    done = own.post(f"{MINE}{made.pk}/move/", {"how": "phone", "time": value_of(page, "10am to 10:45am")}, follow=True)
    made.refresh_from_db()
    assert (made.during.lower, made.moves) == (TEN, 1)
    assert "Your meeting has changed" in text(done)
    assert Letter.objects.filter(kind="meeting-moved").count() == 1


def test_another_way_can_be_chosen_and_later_times_shown(made, own):
    page = own.get(f"{MINE}{made.pk}/move/", {"how": "face-to-face"})
    assert "Tuesday 15 September 2026" in text(page)
    assert "Face to face, at Careers room" in text(page)
    first = own.get(f"{MINE}{made.pk}/move/").content.decode()
    later = re.search(r'href="([^"]+)">Show later times', first)[1].replace("&amp;", "&")
    assert "Monday 14 September" not in text(own.get(later)).split("Choose a time")[1]
    own.post(f"{MINE}{made.pk}/move/", {"how": "face-to-face", "time": value_of(page, "1pm to 1:45pm")})
    made.refresh_from_db()
    assert (made.during.lower, made.channel, made.place.name) == (ONE, "face-to-face", "Careers room")


@pytest.mark.parametrize("time", ["", "nonsense", "1-", "99999999999-1", "1-99999999999999"])
def test_no_time_is_said_kindly(made, own, time):
    answer = own.post(f"{MINE}{made.pk}/move/", {"how": "phone", "time": time})
    assert "There is a problem" in text(answer)
    assert Meeting.objects.get(pk=made.pk).moves == 0


def test_a_time_that_somebody_took_meanwhile_is_refused_and_others_are_shown(made, own, mia, ada):
    page = own.get(f"{MINE}{made.pk}/move/")
    other = LearnerFactory(account=UserFactory(), date_of_birth=mia.date_of_birth)
    enrolled(made.institution, learner=other)
    book(other, ada, TEN)
    answer = own.post(f"{MINE}{made.pk}/move/", {"how": "phone", "time": value_of(page, "10am to 10:45am")})
    assert "Somebody else has just taken this time" in text(answer)
    assert "11am to 11:45am" in text(answer)


def test_cancelling_asks_first_and_wants_no_reason_because_nobody_would_read_it(made, own):
    page = own.get(f"{MINE}{made.pk}/cancel/")
    assert "You need not say why" in text(page)
    assert "<textarea" not in page.content.decode()
    for _ in range(2):
        done = own.post(f"{MINE}{made.pk}/cancel/", {"because": "I am away"}, follow=True)
        assert "Your meeting is cancelled" in text(done)
    made.refresh_from_db()
    assert (made.cancelled_because, made.cancelled_at) == ("", NOW)
    said = text(own.get(f"{MINE}{made.pk}/"))
    assert "You cancelled it." in said
    assert "Change the time" not in said


def test_why_the_adviser_cancelled_is_said(made, own, ada):
    actions.cancel(meeting_id=made.pk, because="I cannot be there then", by=ada.user, now=NOW)
    said = text(own.get(f"{MINE}{made.pk}/"))
    assert "Your adviser cancelled it." in said
    assert "I cannot be there then" in said


@pytest.mark.parametrize("after", [timedelta(minutes=5), timedelta(hours=2)])
def test_what_has_begun_is_not_changed(made, own, after):
    with time_machine.travel(NINE + after, tick=False):
        for page, data in (("move/", {"how": "phone", "time": "1-1"}), ("cancel/", {})):
            assert own.get(f"{MINE}{made.pk}/{page}").status_code == 302
            answer = own.post(f"{MINE}{made.pk}/{page}", data, follow=True)
            assert "no longer be changed" in text(answer)
        assert own.get(f"{MINE}{made.pk}/supporter/").status_code == 302
    made.refresh_from_db()
    assert (made.cancelled_at, made.moves) == (None, 0)


def test_a_missed_meeting_is_not_held_against_anybody(made, own, ada):
    Meeting.objects.filter(pk=made.pk).update(outcome=Outcome.MISSED, outcome_by=ada.user, outcome_at=NOW)
    with time_machine.travel(NINE + timedelta(days=1), tick=False):
        assert "not held against you" in text(own.get(f"{MINE}{made.pk}/"))


def test_the_key_shows_the_meeting_and_nothing_of_its_learner(mia, ada, strict):
    made = book(mia, ada, answers=Answers(Topic.AFTER_16, "My secret", "Large print", phone="07700 900123"))
    answer = strict.get(links.address(made))
    said = text(answer)
    assert "9am to 9:45am" in said
    assert "ends with 123" in said
    for secret in ("Mia", "Hart", "My secret", "Large print", "07700", "Year 11"):
        assert secret not in said
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_key_moves_and_cancels_by_post_with_the_token(made, strict):
    key = links.key_of(made)
    page = strict.get(f"/guidance/meeting/move/?key={key}")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    time = value_of(page, "11am to 11:45am")
    facts = {"key": key, "how": "phone", "time": time}
    assert strict.post("/guidance/meeting/move/", facts).status_code == 403
    made.refresh_from_db()
    assert made.moves == 0
    done = strict.post("/guidance/meeting/move/", facts | {"csrfmiddlewaretoken": token})
    assert done.url == links.address(made)
    made.refresh_from_db()
    assert made.moves == 1
    strict.get(f"/guidance/meeting/cancel/?key={key}")  # a scanner's look changes nothing
    made.refresh_from_db()
    assert made.cancelled_at is None
    strict.post("/guidance/meeting/cancel/", {"key": key, "csrfmiddlewaretoken": token})
    made.refresh_from_db()
    assert (made.cancelled_at, made.cancelled_by) == (NOW, None)
    assert "Cancelled" in text(strict.get(links.address(made)))


@pytest.mark.parametrize("page", ["", "move/", "cancel/", "meeting.ics"])
@pytest.mark.parametrize(
    "spoiled", [lambda key: key[:0], lambda key: key[:8], lambda key: f"{key[:-1]}x", lambda key: f"{key[:8]}é"]
)
def test_every_other_key_is_a_sentence(made, strict, page, spoiled):
    answer = strict.get(f"/guidance/meeting/{page}", {"key": spoiled(links.key_of(made))})
    assert answer.status_code == 200
    assert "This link cannot be used" in text(answer)
    assert answer["Cache-Control"] == "no-store, private"


def test_the_letters_link_is_the_keys_page(made, strict):
    letter = Letter.objects.get(kind="meeting-booked")
    link = re.search(r"https?://\S*/guidance/meeting/\?key=\S+", letter.text)[0]
    parts = urlsplit(link)
    assert strict.get(f"{parts.path}?{parts.query}").status_code == 200
    assert ANSWERS.words not in letter.text
