"""Making codes, typing one, my record."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from frontdoor.record.claims import queries
from frontdoor.record.claims.actions import make_codes
from frontdoor.record.models import ClaimCode, Joining, Learner
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
BORN = {"born_day": "4", "born_month": "3", "born_year": "2011"}


def slip(enrolment, by) -> str:
    return make_codes(enrolments=[enrolment], by=by, now=timezone.now())[0].code


def type_code(client, code: str):
    return client.post(reverse("record:claim"), {"code": code})


def key_of(answer) -> str:
    return answer["Location"].partition("key=")[2]


def test_a_year_groups_codes_are_printed_once(signed_in, amina, here) -> None:
    enrolled(here, year_group=9, learner=LearnerFactory(given_names="Nina"))
    enrolled(here, year_group=11, learner=LearnerFactory(given_names="Elena"))
    client, address = signed_in(amina), reverse("record:invite", kwargs={"urn": here.urn})
    assert "1 without an account" in client.get(address).content.decode()

    sheet = client.post(address, {"years": ["9"]}).content.decode()

    [code] = re.findall(r"[B-Z2-9]{4}-[B-Z2-9]{4}", sheet)
    assert queries.find_code(code)
    assert "Nina" in sheet
    assert "Elena" not in sheet
    assert code not in client.get(address).content.decode()


def test_codes_of_chosen_pupils_are_for_the_own_roll_only(signed_in, amina, here, elsewhere) -> None:
    mine, theirs = enrolled(here, learner=LearnerFactory(given_names="Nina")), enrolled(elsewhere)
    client, address = signed_in(amina), reverse("record:invite", kwargs={"urn": here.urn})
    assert "Nina" in client.get(f"{address}?learner={mine.learner_id}").content.decode()
    client.post(address, {"learner": [mine.learner_id, theirs.learner_id]})
    assert [code.enrolment for code in ClaimCode.objects.all()] == [mine]


def test_nothing_chosen_is_asked_for_again(signed_in, amina, here) -> None:
    enrolled(here)
    answer = signed_in(amina).post(reverse("record:invite", kwargs={"urn": here.urn}), {"learner": "x"})
    assert "Choose at least one year group" in answer.content.decode()
    assert not ClaimCode.objects.exists()


def test_from_the_code_to_my_record(signed_in, amina, here) -> None:
    learner = LearnerFactory(given_names="Nina", family_name="Rarename")
    enrolment, me = enrolled(here, learner=learner), UserFactory()
    client = signed_in(me)
    answer = type_code(client, slip(enrolment, amina))
    page = client.get(answer["Location"]).content.decode()
    assert "Herefield School" in page
    assert "Nina" in page
    assert "Rarename" not in page
    assert "Year 11" not in page

    answer = client.post(reverse("record:claim-confirm"), {"key": key_of(answer), **BORN})

    assert answer["Location"] == "/record/"
    record = client.get("/record/").content.decode()
    assert "Nina Rarename" in record
    assert "Herefield School" in record


def test_a_wrong_birth_date_and_a_wrong_code_say_the_same(signed_in, amina, here) -> None:
    client = signed_in(UserFactory())
    answer = type_code(client, slip(enrolled(here), amina))
    wrong = client.post(reverse("record:claim-confirm"), {"key": key_of(answer), **BORN, "born_year": "2010"})
    for page in (wrong, type_code(client, "WRNG-CDXX")):
        assert "This does not match a record" in page.content.decode()
    assert not Learner.objects.exclude(account=None).exists()


def test_the_page_is_this_persons_only(signed_in, amina, here) -> None:
    answer = type_code(signed_in(UserFactory()), slip(enrolled(here), amina))
    assert signed_in(UserFactory()).get(answer["Location"])["Location"] == reverse("record:claim")


def test_guessing_birth_dates_ends_soon_even_with_new_accounts(signed_in, amina, here) -> None:
    code = slip(enrolled(here), amina)
    seen = []
    for year in range(2001, 2009):
        client = signed_in(UserFactory())
        key = key_of(type_code(client, code))
        guess = {"key": key, **BORN, "born_year": str(year)}
        seen.append(client.post(reverse("record:claim-confirm"), guess).status_code)
    assert seen == [200] * 6 + [429] * 2


def test_trying_codes_ends_after_twenty_an_hour(signed_in) -> None:
    client = signed_in(UserFactory())
    assert [type_code(client, "WRNG-CDXX").status_code for _ in range(21)] == [200] * 20 + [429]


def test_a_used_code_says_so(signed_in, amina, here) -> None:
    code, first = slip(enrolled(here), amina), signed_in(UserFactory())
    first.post(reverse("record:claim-confirm"), {"key": key_of(type_code(first, code)), **BORN})
    assert "This code has been used" in type_code(signed_in(UserFactory()), code).content.decode()


def test_somebody_without_a_record_starts_one(signed_in) -> None:
    me = UserFactory(full_name="Sam de Made-Up")
    client = signed_in(me)
    page = client.get("/record/").content.decode()
    assert 'value="Sam de"' in page
    assert "Enter your first name" in client.post("/record/start/", {}).content.decode()
    assert client.post("/record/start/", {"given_names": " Sam ", "family_name": "Made-Up"})["Location"] == "/record/"
    assert "No school sees it" in client.get("/record/").content.decode()
    assert Learner.objects.get().name == "Sam Made-Up"


def test_two_records_that_are_not_both_mine_come_apart(signed_in, amina, here) -> None:
    me = UserFactory()
    own = LearnerFactory(account=me)
    client = signed_in(me)
    key = key_of(type_code(client, slip(enrolled(here), amina)))
    assert "The two become one" in client.get(f"{reverse('record:claim-confirm')}?key={key}").content.decode()
    client.post(reverse("record:claim-confirm"), {"key": key, **BORN})
    address = reverse("record:joined", kwargs={"joining_id": Joining.objects.get().pk})
    assert address in client.get("/record/").content.decode()
    assert "Herefield School" in client.get(address).content.decode()

    client.post(address)

    record = client.get("/record/").content.decode()
    assert "Herefield School" not in record
    assert client.get(address).status_code == 404
    assert Learner.objects.get(account=me) == own


def test_a_sheet_of_codes_costs_the_same_questions_for_any_number(
    signed_in, amina, here, django_assert_max_num_queries
) -> None:
    for number in range(6):
        enrolled(here, email=f"pupil{number}@herefield.example")
    client = signed_in(amina)
    with django_assert_max_num_queries(21):
        client.post(reverse("record:invite", kwargs={"urn": here.urn}), {"years": ["11"]})
