"""Somebody whom a learner asks to a meeting: how many, what they are told, and what they are never told."""

from datetime import timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.meetings import supporters
from guidance.meetings.supporters import MOST_EVER
from guidance.models import Channel, Meeting, Supporter
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
SAM = {"name": "Sam Hart", "email": "sam@home.example"}


@pytest.fixture
def made(mia, ada) -> Meeting:
    return book(mia, ada)


def letters(kind: str) -> list[Letter]:
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def test_the_learner_asks_somebody_who_gets_the_time_and_the_first_name_only(made, mia, signed_in):
    client = signed_in(mia.account)
    page = f"/guidance/meetings/{made.pk}/"
    for _ in range(2):  # the same again is the same
        assert client.post(f"{page}supporter/", SAM).url == page
    assert Supporter.objects.get(meeting=made).email == SAM["email"]
    (letter,) = letters("supporter-asked")
    assert letter.to == SAM["email"]
    assert "Monday 14 September 2026, 9am to 9:45am" in letter.text
    assert "Mia" in letter.text
    for secret in ("Hart", "07700", "Apprenticeships", made.reference, "key="):
        assert secret not in letter.text
    assert "Sam Hart" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("start", "channel", "says"), [(NINE, "video", "https://video.example/ada"), (ONE, "face-to-face", "Careers room")]
)
def test_they_learn_how_to_join(mia, ada, start, channel, says):
    made = book(mia, ada, start, channel)
    supporters.invite(meeting_id=made.pk, **SAM, by=mia.account, now=NOW)
    assert says in letters("supporter-asked")[0].text


def test_wrong_answers_are_said_at_the_box(made, mia, signed_in):
    answer = signed_in(mia.account).post(f"/guidance/meetings/{made.pk}/supporter/", {"name": "", "email": "sam"})
    said = answer.content.decode()
    assert "Enter their name" in said
    assert "Enter an email address, like" in said


def test_at_most_two_and_not_without_end(made, mia):
    def ask(number: int) -> Supporter:
        email = f"{number}@home.example"
        return supporters.invite(meeting_id=made.pk, name="Sam", email=email, by=mia.account, now=NOW)

    first, _second = ask(0), ask(1)
    with pytest.raises(Refused, match="2 people"):
        ask(2)
    supporters.take_back(supporter_id=first.pk, by=mia.account, now=NOW)
    for number in range(2, MOST_EVER):
        supporters.take_back(supporter_id=ask(number).pk, by=mia.account, now=NOW)
    with pytest.raises(Refused, match="many people"):
        ask(MOST_EVER)


def test_taken_back_is_told_once_and_the_first_letter_does_not_go_any_more(made, mia, signed_in):
    sam = supporters.invite(meeting_id=made.pk, **SAM, by=mia.account, now=NOW)
    (asked,) = letters("supporter-asked")
    assert is_wanted(asked, now=NOW)
    client = signed_in(mia.account)
    for _ in range(2):
        client.post(f"/guidance/meetings/{made.pk}/supporters/{sam.pk}/end/")
    sam.refresh_from_db()
    assert (sam.ended_by, sam.ended_at) == (mia.account, NOW)
    assert not is_wanted(asked, now=NOW)
    (off,) = letters("supporter-off")
    assert "do not need to come any more" in off.text
    assert is_wanted(off, now=NOW)


def test_supporters_learn_a_new_time_and_that_a_meeting_is_off(made, mia, ada):
    supporters.invite(meeting_id=made.pk, **SAM, by=mia.account, now=NOW)
    actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.PHONE), by=None, now=NOW)
    (moved,) = letters("supporter-moved")
    assert "10am to 10:45am" in moved.text
    assert not is_wanted(letters("supporter-asked")[0], now=NOW)
    assert is_wanted(moved, now=NOW)
    assert not is_wanted(moved, now=TEN + timedelta(minutes=1))
    actions.cancel(meeting_id=made.pk, because="I am ill", by=mia.account, now=NOW)
    (off,) = letters("supporter-off")
    assert "is cancelled" in off.text
    for secret in ("Mia", "I am ill", made.reference):
        assert secret not in off.text


def test_nobody_else_asks_or_takes_back(made, mia, pat, signed_in):
    sam = supporters.invite(meeting_id=made.pk, **SAM, by=mia.account, now=NOW)
    other = signed_in(pat.account)
    assert other.post(f"/guidance/meetings/{made.pk}/supporter/", SAM).status_code == 404
    assert other.post(f"/guidance/meetings/{made.pk}/supporters/{sam.pk}/end/").status_code == 404
    sam.refresh_from_db()
    assert sam.ended_at is None


@pytest.mark.parametrize("why", ["cancelled", "begun"])
def test_nobody_is_asked_to_what_is_over(made, mia, why):
    if why == "cancelled":
        actions.cancel(meeting_id=made.pk, because="", by=mia.account, now=NOW)
    with pytest.raises(Refused):
        supporters.invite(meeting_id=made.pk, **SAM, by=mia.account, now=NINE if why == "begun" else NOW)


def test_the_adviser_asks_only_with_the_learners_agreement_and_the_learner_sees_it(made, ada, mia, signed_in):
    client, page = signed_in(ada.user), f"/guidance/day/{made.pk}/"
    refused = client.post(f"{page}supporter/", SAM).content.decode()
    assert "Tick that the learner wants this" in refused
    assert not Supporter.objects.exists()
    assert client.post(f"{page}supporter/", SAM | {"agrees": "on"}).url == page
    sam = Supporter.objects.get()
    assert sam.created_by == ada.user
    for who, where in ((ada.user, page), (mia.account, f"/guidance/meetings/{made.pk}/")):
        assert "Sam Hart" in signed_in(who).get(where).content.decode()
    client.post(f"{page}supporter/end/", {"supporter": sam.pk})
    sam.refresh_from_db()
    assert sam.ended_by == ada.user
