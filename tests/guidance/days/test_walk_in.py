"""Staff of the adult service book for somebody who phones or walks in, and learn nothing of a record."""

import re
from datetime import timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from frontdoor.record.models import Learner, Look
from guidance.models import BookedAs, Channel, Hold, Meeting
from tests.factories import member
from tests.guidance.booking.people import NINE, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser

CALLER = {
    "given_names": "Gil",
    "family_name": "Frost",
    "born_day": "2",
    "born_month": "3",
    "born_year": "1980",
    "phone": "07700 900321",
    "email": "",
}
PAT = CALLER | {"born_day": "1", "born_month": "5", "born_year": "1986", "email": "Pat@home.example"}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def abel(adults):
    return adults.advisers.get()


@pytest.fixture
def nat(adults):
    return member("nat@adults.example", "Nat Cole", adults.organisation, Role.ADULT_SERVICE)


@pytest.fixture
def as_nat(nat, at_nine, signed_in):
    return signed_in(nat)


@pytest.fixture
def address(adults) -> str:
    return f"/guidance/services/{adults.organisation_id}/book/"


def when(adviser, start=NINE, **more) -> dict[str, str]:
    return {"time": f"{adviser.pk}-{int(start.timestamp())}", "channel": "phone", "topic": "new-career"} | more


def test_time_then_check_then_done(as_nat, address, abel, nat) -> None:
    assert "Choose a time for Gil" in text(as_nat.post(address, CALLER | {"step": "who"}))
    shown = text(as_nat.post(address, CALLER | when(abel) | {"step": "time"}))
    assert "Gil Frost" in shown
    assert Hold.objects.get().user == nat
    assert not Learner.objects.exists()
    answer = as_nat.post(address, CALLER | when(abel) | {"step": "book"}, follow=True)

    made = Meeting.objects.get()
    assert (made.booked_as, made.created_by, made.phone) == (BookedAs.STAFF, nat, "07700 900321")
    assert (made.learner.name, made.learner.account, made.learner.created_by) == ("Gil Frost", None, nat)
    assert made.reference in text(answer)
    assert "Tell them the time and the reference" in text(answer)
    assert "Gil" not in text(answer)
    assert not Look.objects.exists()


def test_second_press_makes_one_meeting_and_one_record(as_nat, address, abel) -> None:
    for _ in range(2):
        as_nat.post(address, CALLER | when(abel) | {"step": "book"})

    assert (Meeting.objects.count(), Learner.objects.count()) == (1, 1)


def test_who_phones_again_has_one_record(as_nat, address, abel) -> None:
    for start in (NINE, TEN):
        as_nat.post(address, CALLER | when(abel, start) | {"step": "book"})

    assert (Meeting.objects.count(), Learner.objects.count()) == (2, 1)


def test_account_with_the_same_address_and_birth_date_gets_the_meeting_and_the_letter(
    as_nat, address, abel, pat
) -> None:
    answer = as_nat.post(address, PAT | when(abel) | {"step": "book"}, follow=True)

    assert Meeting.objects.get().learner == pat
    assert Letter.objects.filter(kind="meeting-booked", to="pat@home.example").exists()
    assert "Moss" not in text(answer)


@pytest.mark.parametrize("wrong", [{"born_year": "1987"}, {"email": "pat@other.example"}, {"email": ""}])
def test_nobody_elses_record_is_taken(as_nat, address, abel, pat, wrong) -> None:
    as_nat.post(address, PAT | wrong | when(abel) | {"step": "book"})

    assert Meeting.objects.get().learner != pat


def test_answers_do_not_tell_whether_there_is_an_account(as_nat, address, abel, pat) -> None:
    """Page for page the same words, whether or not the address is somebody's here."""
    own = PAT | {"given_names": "Gil"}
    found = []
    for caller in (own, own | {"email": "zed@home.example"}):
        checked = text(as_nat.post(address, caller | when(abel) | {"step": "time"})).replace(caller["email"], "")
        done = as_nat.post(address, caller | when(abel) | {"step": "book"}, follow=True)
        made = Meeting.objects.get()
        found.append((told(checked), told(text(done)).replace(made.reference, "")))
        Meeting.objects.all().delete()
    assert found[0] == found[1]


def told(page: str) -> str:
    """What the page says, without the form's own mark."""
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main)


def test_another_meeting_of_theirs_is_not_told(as_nat, address, abel, pat, adults) -> None:
    other = able_adviser(adults.organisation, "una@adults.example", "Una Moor")
    WeeklyFactory(adviser=other)
    book(pat, other, NINE)

    shown = text(as_nat.post(address, PAT | when(abel) | {"step": "book"}))
    assert "no longer free" in shown
    assert "another meeting" not in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"given_names": " "}, "Enter their first name"),
        ({"family_name": ""}, "Enter their last name"),
        ({"born_day": "31", "born_month": "2"}, "must be a real date"),
        ({"born_year": "2030"}, "Enter a date of birth that can be right"),
        ({"born_year": "1800"}, "Enter a date of birth that can be right"),
        ({"born_year": "2015"}, "Under 13 they are booked by their school"),
        ({"phone": ""}, "Enter a phone number or an email address"),
        ({"phone": "hello"}, "Enter a phone number, like"),
        ({"email": "hello"}, "Enter an email address, like"),
    ],
)
def test_bad_answers_are_said_on_every_step(as_nat, address, abel, wrong, sentence) -> None:
    for step in ("who", "time", "book"):
        assert sentence in text(as_nat.post(address, CALLER | when(abel) | wrong | {"step": step}))
    assert not Learner.objects.exists()


def test_change_leads_back_with_the_answers(as_nat, address, abel) -> None:
    shown = text(as_nat.post(address, CALLER | when(abel) | {"step": "change-who"}))
    assert 'value="Frost"' in shown
    assert 'value="1980"' in shown
    assert "Choose a time for Gil" in text(as_nat.post(address, CALLER | when(abel) | {"step": "change"}))


def test_time_of_another_service_is_refused(as_nat, address, ada) -> None:
    assert "no longer free" in text(as_nat.post(address, CALLER | when(ada) | {"step": "time"}))
    assert "no longer free" in text(as_nat.post(address, CALLER | when(ada) | {"step": "book"}))
    assert not Learner.objects.exists()


def test_under_16_by_video_is_refused_in_words_for_staff(as_nat, address, abel) -> None:
    young = CALLER | {"born_year": "2012"} | when(abel, channel=Channel.VIDEO) | {"step": "book"}

    assert "They are under 16" in text(as_nat.post(address, young))
    assert not Learner.objects.exists()


def test_video_is_not_offered_under_16(as_nat, address, abel) -> None:
    shown = text(as_nat.post(address, CALLER | {"born_year": "2012", "step": "who"}))
    assert 'value="phone"' in shown
    assert 'value="video"' not in shown
    assert "They are under 16" in shown
    assert 'value="video"' in text(as_nat.post(address, CALLER | {"step": "who"}))


def test_meeting_that_they_booked_themselves_is_not_told(as_nat, address, abel, pat) -> None:
    book(pat, abel, NINE)

    answer = as_nat.post(address, PAT | when(abel) | {"step": "book"})
    assert answer.status_code == 200
    assert "no longer free" in text(answer)


def test_only_those_who_run_the_adult_service(address, abel, amina, lena, ada, service, at_nine, signed_in) -> None:
    for person in (abel.user, amina, lena, ada.user):
        assert signed_in(person).get(address).status_code == 404
    assert signed_in(lena).get(f"/guidance/services/{service.organisation_id}/book/").status_code == 404


def test_done_page_is_of_whoever_booked(as_nat, address, abel, nat, adults, signed_in) -> None:
    as_nat.post(address, CALLER | when(abel) | {"step": "book"})
    colleague = member("kim@adults.example", "Kim Reed", adults.organisation, Role.ADULT_SERVICE)

    assert as_nat.get(f"{address}{Meeting.objects.get().pk}/").status_code == 200
    assert signed_in(colleague).get(f"{address}{Meeting.objects.get().pk}/").status_code == 404


def test_later_times_keep_what_was_typed(as_nat, address, abel) -> None:
    after = int((NINE + timedelta(days=20)).timestamp())
    shown = text(as_nat.post(f"{address}?after={after}", CALLER | {"step": "change"}))

    assert "October 2026" in shown
    assert 'name="family_name" value="Frost"' in shown
