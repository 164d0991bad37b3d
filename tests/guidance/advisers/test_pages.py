"""The pages of the register, for the adviser and for those who run the service."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Role
from guidance.advisers import actions, queries
from guidance.advisers.rules import DBS
from guidance.models import Adviser, Proof
from tests.factories import OrganisationFactory, member
from tests.guidance.advisers.conftest import DIPLOMA, NOW, TODAY
from tests.guidance.factories import ProofFactory, ServiceFactory, able_adviser, adviser_at

QUALIFICATION = {
    "name": "Level 6 Diploma",
    "level": "6",
    "starts_day": "1",
    "starts_month": "7",
    "starts_year": "2020",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def page(name: str, *args: object) -> str:
    return reverse(f"guidance:{name}", args=args)


def proof_of(adviser: Adviser, kind: str = DBS) -> Proof:
    return adviser.proofs.get(kind=kind)


def test_one_entry_leads_on_and_several_are_listed(signed_in, ada) -> None:
    client = signed_in(ada.user)
    assert client.get(page("me")).headers["Location"] == page("adviser", ada.pk)
    other = ServiceFactory(organisation=OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Second Advisers"))
    ada.user.memberships.create(organisation=other.organisation, role=Role.ADVISER, created_at=NOW)
    shown = client.get(page("me")).text
    assert "Second Advisers" in shown
    assert "People can be booked with you until 31 August 2028." in shown


def test_the_page_says_in_one_sentence_how_they_stand(signed_in, ada, new_one, lena) -> None:
    assert (
        "People can be booked with you until 31 August 2028." in signed_in(ada.user).get(page("adviser", ada.pk)).text
    )
    assert "People can be booked until 31 August 2028." in signed_in(lena).get(page("adviser", ada.pk)).text
    shown = signed_in(new_one.user).get(page("adviser", new_one.pk)).text
    assert "Nobody can be booked with you: no qualification at level 6 or above is checked." in shown
    assert "Send what is missing" in shown


@pytest.fixture
def new_one(service) -> Adviser:
    return adviser_at(service.organisation, "nia@advisers.example", "Nia New")


def test_an_adviser_sends_a_qualification_and_a_mistake_loses_nothing(signed_in, new_one, lena) -> None:
    client, address = signed_in(new_one.user), page("proof-send", new_one.pk, "qualification")
    wrong = client.post(address, QUALIFICATION | {"starts_year": "2027"})
    assert "Date awarded must be today or in the past" in wrong.text
    assert "Level 6 Diploma" in wrong.text
    assert client.post(address, QUALIFICATION).headers["Location"] == page("adviser", new_one.pk)
    assert client.post(address, QUALIFICATION).status_code == 302
    assert Proof.objects.get().starts == date(2020, 7, 1)
    assert client.get(address).status_code == 302
    assert "waits to be checked" in client.get(page("adviser", new_one.pk)).text


def test_no_number_of_a_dbs_check_is_asked(signed_in, new_one) -> None:
    shown = signed_in(new_one.user).get(page("proof-send", new_one.pk, "dbs")).text
    assert 'name="number"' not in shown
    assert "Basic" not in shown
    assert signed_in(new_one.user).get(page("proof-send", new_one.pk, "licence")).status_code == 404


def test_a_manager_reads_accepts_and_withdraws(signed_in, new_one, lena) -> None:
    proof = actions.send(adviser_id=new_one.pk, told=DIPLOMA, by=new_one.user, now=NOW)
    client, at = signed_in(lena), (new_one.pk, proof.pk)
    assert "Level 6 Diploma" in client.get(page("proof", *at)).text
    assert "Accepted." in client.post(page("proof-accept", *at), follow=True).text
    again = client.post(page("proof-send-back", *at), {"note": "Late"}, follow=True).text
    assert "Somebody has decided about this proof already." in again
    assert "Say why you withdraw it" in client.post(page("proof-withdraw", *at), {"because": ""}).text
    assert "Withdrawn." in client.post(page("proof-withdraw", *at), {"because": "Wrong"}, follow=True).text
    assert "nothing to withdraw" in client.get(page("proof-withdraw", *at)).text


def test_the_page_of_a_withdrawal_says_what_it_does(signed_in, ada, lena, booked, here) -> None:
    booked(ada, date(2026, 12, 1), institution=here)
    client = signed_in(lena)
    shown = client.get(page("proof-withdraw", ada.pk, proof_of(ada).pk)).text
    assert "no DBS check is seen" in shown
    assert "1 booked meeting would not" in shown
    harmless = ProofFactory(adviser=ada, register=True)
    shown = client.get(page("proof-withdraw", ada.pk, harmless.pk)).text
    assert "This changes nothing about who can be booked." in shown
    assert "would not" not in shown


def test_who_runs_a_service_alone_is_told_that_somebody_else_must_decide(signed_in, service) -> None:
    both = member("both@advisers.example", "Bo Both", service.organisation, Role.ADVISER_LEAD)
    both.memberships.create(organisation=service.organisation, role=Role.ADVISER, created_at=NOW)
    adviser = Adviser.objects.get(user=both) if Adviser.objects.filter(user=both) else None
    assert adviser
    proof = actions.send(adviser_id=adviser.pk, told=DIPLOMA, by=both, now=NOW)
    client = signed_in(both)
    for shown in (client.get(page("adviser", adviser.pk)).text, client.get(page("proof", adviser.pk, proof.pk)).text):
        assert "nobody decides about their own proofs" in shown
    answer = client.post(page("proof-accept", adviser.pk, proof.pk), follow=True).text
    assert "somebody else decides about them" in answer


def test_a_manager_and_an_adviser_without_a_name_give_it(signed_in, new_one, lena) -> None:
    proof = actions.send(adviser_id=new_one.pk, told=DIPLOMA, by=new_one.user, now=NOW)
    for user, address in ((lena, page("proof", new_one.pk, proof.pk)), (new_one.user, page("adviser", new_one.pk))):
        user.full_name = ""
        user.save()
        client = signed_in(user)
        assert "do not have" in client.get(address).text
        client.post(address, {"full_name": "Now Named"})
        user.refresh_from_db()
        assert user.full_name == "Now Named"


def test_details_are_saved_and_a_manager_is_not_asked_for_the_adviser_s_own_words(signed_in, ada, lena) -> None:
    address = page("adviser-details", ada.pk)
    assert 'name="about"' not in signed_in(lena).get(address).text
    sent = {"languages": ["pl", "bsl"], "channels": ["video"], "areas": ["London"], "about": "Hello", "is_public": "on"}
    assert signed_in(ada.user).post(address, sent).status_code == 302
    ada.refresh_from_db()
    assert (ada.languages, ada.areas, ada.about, ada.is_public) == (["pl", "bsl"], ["London"], "Hello", True)
    signed_in(lena).post(address, {"channels": ["phone"], "about": "Not theirs", "is_public": ""})
    ada.refresh_from_db()
    assert (ada.languages, ada.channels, ada.about, ada.is_public) == ([], ["phone"], "Hello", True)


def test_limits_are_saved_and_explained_when_wrong(signed_in, ada) -> None:
    client, address = signed_in(ada.user), page("adviser-limits", ada.pk)
    sent = {"minutes": "60", "buffer": "10", "most_a_day": "6", "most_a_week": "5", "notice": "0"}
    assert "at least as many as in a day" in client.post(address, sent).text
    assert "Enter a number from 0 to 120" in client.post(address, sent | {"buffer": "500"}).text
    assert client.post(address, sent | {"most_a_week": "15"}).status_code == 302
    assert "Up to the last minute" in client.get(page("adviser", ada.pk)).text


def test_of_an_adviser_who_left_both_get_a_sentence_and_strangers_nothing(signed_in, ada, lena, amina) -> None:
    ada.user.memberships.update(ended_at=NOW)
    at = (ada.pk, proof_of(ada).pk)
    answer = signed_in(lena).post(page("proof-accept", *at))
    assert answer.headers["Location"] == f"/guidance/services/{ada.service.organisation_id}/"
    assert signed_in(ada.user).get(page("adviser", ada.pk)).headers["Location"] == "/to-do/"
    assert signed_in(amina).get(page("adviser", ada.pk)).status_code == 404


def test_a_proof_of_somebody_else_is_not_found(signed_in, ada, new_one, lena) -> None:
    assert signed_in(lena).get(page("proof", new_one.pk, proof_of(ada).pk)).status_code == 404


def test_a_proof_that_ends_while_another_goes_on_is_not_marked(ada) -> None:
    short = ProofFactory(adviser=ada, dbs=True, until=date(2026, 12, 24))
    standing = queries.standing(ada, TODAY)
    assert not standing.is_last(short)
    assert not standing.is_ending
    assert queries.standing(ada, date(2028, 8, 1)).is_last(proof_of_until(ada, date(2028, 8, 31)))


def proof_of_until(adviser: Adviser, until: date) -> Proof:
    return adviser.proofs.get(until=until)


@pytest.mark.parametrize("proofs", [1, 30])
def test_the_page_asks_as_little_whatever_was_sent(signed_in, ada, lena, proofs, django_assert_max_num_queries) -> None:
    for _ in range(proofs):
        ProofFactory(adviser=ada, register=True, decided_by=lena)
    client = signed_in(lena)
    client.get(page("adviser", ada.pk))
    with django_assert_max_num_queries(11):
        client.get(page("adviser", ada.pk))


@pytest.mark.parametrize("number", [1, 30])
def test_standings_of_a_service_cost_two_questions(service, lena, number, django_assert_num_queries) -> None:
    for one in range(number):
        able_adviser(service.organisation, f"a{one}@advisers.example", f"Name {one:02}")
    with django_assert_num_queries(2):
        found = queries.standings(service, TODAY)
        said = [(str(one.adviser.user), one.says, len(one.waiting)) for one in found]
    assert said == [(f"Name {one:02}", "People can be booked until 31 August 2028.", 0) for one in range(number)]


def test_who_sees_what_they_proved_is_said_as_it_is(ada, signed_in) -> None:
    address = f"/guidance/register/{ada.pk}/"
    client = signed_in(ada.user)
    shown = " ".join(client.get(address).content.decode().split())
    assert "Schools see until when" not in shown
    assert "If you choose to be on the public pages, the highest level and the name of a professional register" in shown
    assert (
        b"The level of your qualification and the name of a professional register stand there too."
        in client.get(f"{address}details/").content
    )
    type(ada).objects.update(is_public=True)
    assert "The public page shows your highest level" in " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize("typed", ["http://video.example/ada", "video.example", "javascript:alert(1)", "https://x"])
def test_video_room_is_an_encrypted_address(signed_in, ada, typed) -> None:
    answer = signed_in(ada.user).post(page("adviser-details", ada.pk), {"video_room": typed})

    assert "Enter an address that begins with https://" in answer.text
    ada.refresh_from_db()
    assert ada.video_room == ""


def test_video_room_is_the_advisers_own(signed_in, ada, lena) -> None:
    address = page("adviser-details", ada.pk)
    signed_in(ada.user).post(address, {"video_room": "https://video.example/ada"})
    signed_in(lena).post(address, {"video_room": "https://video.example/lena"})

    ada.refresh_from_db()
    assert ada.video_room == "https://video.example/ada"
    own = actions.Details([], [], [], [], video_room="https://video.example/lena")
    with pytest.raises(Refused):
        actions.describe(adviser_id=ada.pk, details=own, by=lena)
