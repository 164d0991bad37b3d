"""Staff of the adult service book for somebody who phones or walks in, and learn nothing of a record."""

from datetime import timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Kind, Role
from frontdoor.record.models import Learner, Look
from guidance.models import BookedAs, Channel, Hold, Meeting
from tests.factories import OrganisationFactory, member
from tests.guidance.booking.people import NINE, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser

CALLER = {
    "given_names": "Gil",
    "family_name": "Frost",
    "born_day": "2",
    "born_month": "3",
    "born_year": "1980",
    "phone": "07700 900321",
}
PAT = CALLER | {"given_names": "Pat", "family_name": "Moss", "born_day": "1", "born_month": "5", "born_year": "1986"}


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
    assert "We send no letter: tell them the time and the reference." in text(answer)
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


def test_another_service_begins_a_record_of_its_own(as_nat, address, abel, here, ada, signed_in) -> None:
    """Also where a meeting of that record was moved to it since."""
    as_nat.post(address, CALLER | when(abel) | {"step": "book"})
    other = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Other Careers for Adults", made_up=True)
    ulf = able_adviser(other, "ulf@other.example", "Ulf Moor")
    WeeklyFactory(adviser=ulf)
    Meeting.objects.update(adviser=ulf)
    client = signed_in(member("ida@other.example", "Ida Wood", other, Role.ADULT_SERVICE))
    client.post(f"/guidance/services/{other.pk}/book/", CALLER | when(ulf, TEN) | {"step": "book"})

    assert (Meeting.objects.count(), Learner.objects.count()) == (2, 2)


@pytest.mark.parametrize("more", [{}, {"email": "pat@home.example"}])
def test_no_account_gets_the_meeting_or_a_letter(as_nat, address, abel, pat, more) -> None:
    """Not with its name, its birth date and its address: saying them proves nothing."""
    as_nat.post(address, PAT | more | when(abel) | {"step": "book"})

    made = Meeting.objects.get().learner
    assert (made.name, made.account) == ("Pat Moss", None)
    assert not pat.reasons.exists()
    assert not Letter.objects.filter(to__iexact="pat@home.example").exists()


def test_meeting_of_an_account_stands_in_nobodys_way(as_nat, address, abel, pat, adults) -> None:
    other = able_adviser(adults.organisation, "una@adults.example", "Una Moor")
    WeeklyFactory(adviser=other)
    book(pat, other, NINE)

    as_nat.post(address, PAT | when(abel) | {"step": "book"})
    assert Meeting.objects.count() == 2


def test_two_meetings_at_one_time_are_refused(as_nat, address, abel, adults, signed_in) -> None:
    """With another adviser, or when a colleague booked the same."""
    other = able_adviser(adults.organisation, "una@adults.example", "Una Moor")
    WeeklyFactory(adviser=other)
    as_nat.post(address, CALLER | when(abel) | {"step": "book"})
    colleague = signed_in(member("kim@adults.example", "Kim Reed", adults.organisation, Role.ADULT_SERVICE))

    for client, adviser in ((as_nat, other), (colleague, abel)):
        shown = text(client.post(address, CALLER | when(adviser) | {"step": "book"}))
        assert "They have another meeting at that time already" in shown
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"given_names": " "}, "Enter their first name"),
        ({"family_name": ""}, "Enter their last name"),
        ({"born_day": "31", "born_month": "2"}, "must be a real date"),
        ({"born_year": "2030"}, "Enter a date of birth that can be right"),
        ({"born_year": "1800"}, "Enter a date of birth that can be right"),
        ({"born_year": "2015"}, "Under 13 they are booked by their school"),
        ({"phone": ""}, "Enter a phone number, so that you can tell them"),
        ({"phone": "hello"}, "Enter a phone number, like"),
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


def test_their_number_is_kept_where_phone_is_not_offered(as_nat, address, abel) -> None:
    abel.channels = [Channel.VIDEO]
    abel.save()

    shown = text(as_nat.post(address, CALLER | {"step": "who"}))
    assert "Phone number to ring them on" not in shown
    assert '<input type="hidden" name="phone" value="07700 900321">' in shown
