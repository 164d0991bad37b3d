"""To the head, back, signed: each way in and each way that is refused."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.models import HeadLink, State
from benchmarks.queries import return_state
from benchmarks.results.freezing import checksum
from benchmarks.signing import actions, links
from frontdoor.ground.refused import Refused
from frontdoor.letters import sending
from frontdoor.letters.actions import decide
from frontdoor.letters.models import Decision, Letter
from tests.benchmarks.factories import YEAR, ReturnFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 16, tzinfo=UTC)
HEAD = "head@herefield.example"


@pytest.fixture
def draft(here, amina):
    return ReturnFactory(organisation=here, created_by=amina)


@pytest.fixture
def with_head(draft, amina):
    return actions.send_to_head(return_id=draft.pk, email=HEAD, by=amina, now=NOW)


def key_in_letter(to: str = HEAD) -> str:
    """The key of the newest letter to the head."""
    letter = Letter.objects.filter(kind="return-to-head", to=to).latest("pk")
    (address,) = [word for word in letter.text.split() if "/benchmarks/sign/" in word]
    return parse_qs(urlsplit(address).query)["key"][0]


def test_send_to_head_makes_one_letter_however_often_pressed(with_head, amina):
    actions.send_to_head(return_id=with_head.pk, email=HEAD, by=amina, now=NOW)
    assert with_head.state == State.WITH_HEAD
    assert Letter.objects.filter(kind="return-to-head").count() == 1


def test_letter_says_that_it_must_not_be_forwarded_and_link_is_kept_as_a_hash(with_head):
    letter = Letter.objects.get(kind="return-to-head")
    key = key_in_letter()
    assert "do not forward" in letter.text
    assert not HeadLink.objects.filter(key_hash=key).exists()
    assert links.find(key).of_return == with_head


def test_signing_in_person_submits_and_freezes(with_head, hana):
    signed = actions.sign(return_id=with_head.pk, name="Hana Novak", role="Headteacher", by=hana, now=NOW)
    frozen = signed.frozen
    assert return_state(signed.organisation, YEAR) == "submitted"
    assert frozen.sha256 == checksum(
        facts=signed.facts, answers=frozen.answers, result=frozen.result, evidence=frozen.evidence
    )


def test_receipts_go_to_leader_head_and_the_linked_address_once(with_head, amina, hana):
    for _ in range(2):
        actions.sign(return_id=with_head.pk, name="Hana Novak", role="Headteacher", by=hana, now=NOW)
    to = Letter.objects.filter(kind="return-submitted").values_list("to", flat=True)
    assert sorted(to) == sorted([amina.email, hana.email, HEAD])


def test_signing_by_link_works_once(with_head):
    key = key_in_letter()
    signed = actions.sign_by_link(key=key, name="H Novak", role="Head", now=NOW)
    assert (signed.state, signed.submitted_by) == (State.SUBMITTED, None)
    assert actions.sign_by_link(key=key, name="H Novak", role="Head", now=NOW) == signed
    with pytest.raises(Refused, match="signed by H Novak on 21 November 2026"):
        actions.sign_by_link(key=key, name="Somebody Else", role="Head", now=NOW)


def test_link_expires_after_14_days(with_head):
    with pytest.raises(Refused, match="expired"):
        actions.sign_by_link(key=key_in_letter(), name="H", role="Head", now=NOW + timedelta(days=14))
    with_head.refresh_from_db()
    assert with_head.state == State.WITH_HEAD


def test_link_of_a_removed_leader_signs_nothing(with_head, amina, hana):
    amina.memberships.update(ended_at=NOW, ended_by=hana)
    with pytest.raises(Refused, match="no longer works on this return"):
        actions.sign_by_link(key=key_in_letter(), name="H", role="Head", now=NOW)
    with_head.refresh_from_db()
    assert with_head.state == State.WITH_HEAD


def test_link_replaced_before_the_signature_does_not_tell_who_signed(with_head, amina, hana):
    old = key_in_letter()
    actions.send_again(return_id=with_head.pk, email="new@herefield.example", by=amina, now=NOW)
    later = NOW + timedelta(hours=1)
    actions.sign(return_id=with_head.pk, name="Hana Novak", role="Headteacher", by=hana, now=later)
    assert "replaced" in links.problem(links.find(old), later)
    newest = links.find(key_in_letter("new@herefield.example"))
    assert "signed by Hana Novak" in links.problem(newest, later)
    assert "expired" in links.problem(newest, NOW + timedelta(days=15))


def test_deleted_draft_is_not_sent(draft, amina):
    gone = draft.pk
    draft.delete()
    with pytest.raises(Refused, match="This draft was deleted"):
        actions.send_to_head(return_id=gone, email=HEAD, by=amina, now=NOW)


def test_unknown_link_is_refused():
    with pytest.raises(Refused, match="does not work"):
        actions.sign_by_link(key="no such key", name="H", role="Head", now=NOW)


def test_link_is_for_its_own_return_only(with_head, elsewhere, cora):
    other = ReturnFactory(organisation=elsewhere, created_by=cora)
    actions.send_to_head(return_id=other.pk, email="head@elsewhere.example", by=cora, now=NOW)
    actions.sign_by_link(key=key_in_letter(), name="H", role="Head", now=NOW)
    other.refresh_from_db()
    assert other.state == State.WITH_HEAD


def test_new_letter_replaces_the_earlier_link(with_head, amina):
    old = key_in_letter()
    actions.send_again(return_id=with_head.pk, email="new@herefield.example", by=amina, now=NOW)
    with pytest.raises(Refused, match="replaced"):
        actions.sign_by_link(key=old, name="H", role="Head", now=NOW)
    assert actions.sign_by_link(key=key_in_letter("new@herefield.example"), name="H", role="Head", now=NOW)


def test_second_letter_to_the_same_address_waits_five_minutes(with_head, amina):
    with pytest.raises(Refused, match="5 minutes"):
        actions.send_again(return_id=with_head.pk, email=HEAD, by=amina, now=NOW + timedelta(minutes=4))
    actions.send_again(return_id=with_head.pk, email=HEAD, by=amina, now=NOW + timedelta(minutes=6))
    assert Letter.objects.filter(kind="return-to-head").count() == 2


def test_take_back_makes_a_draft_again_and_stops_the_link(with_head):
    key = key_in_letter()
    actions.take_back(return_id=with_head.pk, now=NOW)
    with pytest.raises(Refused, match="Nothing has changed"):
        actions.sign_by_link(key=key, name="H", role="Head", now=NOW)
    with_head.refresh_from_db()
    assert with_head.state == State.DRAFT


def test_send_back_tells_the_leader_with_the_note(with_head, amina):
    found = actions.send_back_by_link(key=key_in_letter(), name="H Novak", note="Check Year 11.", now=NOW)
    letter = Letter.objects.get(kind="return-sent-back")
    assert (found.state, found.sent_back_name) == (State.DRAFT, "H Novak")
    assert letter.to == amina.email
    assert "Check Year 11." in letter.text


def test_sent_back_return_can_be_sent_again_with_a_new_link(with_head, amina, hana):
    actions.send_back(return_id=with_head.pk, note="Look again.", by=hana, now=NOW)
    found = actions.send_to_head(return_id=with_head.pk, email=HEAD, by=amina, now=NOW + timedelta(hours=1))
    assert (found.state, found.sent_back_note) == (State.WITH_HEAD, "")
    assert HeadLink.objects.filter(used_at=None, replaced_at=None).count() == 1


def test_head_cannot_sign_a_draft(draft, hana):
    with pytest.raises(Refused, match="not been sent"):
        actions.sign(return_id=draft.pk, name="Hana", role="Head", by=hana, now=NOW)


def test_leader_alone_is_refused_unless_the_institution_chose_so(draft, amina):
    with pytest.raises(Refused, match="head's signature"):
        actions.submit_alone(return_id=draft.pk, name="Amina", role="Careers leader", by=amina, now=NOW)


def test_leader_alone_submits_and_the_receipt_says_so(draft, here, amina, hana):
    actions.choose_who_signs(organisation=here, leader_alone=True, by=hana, now=NOW)
    found = actions.submit_alone(return_id=draft.pk, name="Amina", role="Careers leader", by=amina, now=NOW)
    assert found.signed_by_leader
    assert "No head signed" in Letter.objects.filter(kind="return-submitted").first().text


def test_leader_alone_cannot_submit_over_a_head_who_is_reading(with_head, here, amina):
    actions.choose_who_signs(organisation=here, leader_alone=True, by=amina, now=NOW)
    with pytest.raises(Refused, match="Take it back"):
        actions.submit_alone(return_id=with_head.pk, name="Amina", role="Careers leader", by=amina, now=NOW)
    with_head.refresh_from_db()
    assert with_head.state == State.WITH_HEAD


def test_every_head_is_told_who_changed_who_signs(here, amina, hana):
    for alone in (True, True, False):
        actions.choose_who_signs(organisation=here, leader_alone=alone, by=amina, now=NOW + timedelta(hours=1 - alone))
    told = Letter.objects.filter(kind="return-who-signs").order_by("pk")
    assert [letter.to for letter in told] == [hana.email] * 2
    assert "Amina Yusuf has changed who submits" in told[0].text
    assert "careers leader submits it alone" in told[0].text
    assert "the head signs it" in told[1].text


def test_choice_that_changes_nothing_tells_nobody(here, amina, hana):
    actions.choose_who_signs(organisation=here, leader_alone=False, by=amina, now=NOW)
    assert not Letter.objects.exists()


def test_letters_are_not_for_people_who_left(with_head, amina, hana):
    amina.memberships.update(ended_at=NOW, ended_by=hana)
    actions.sign(return_id=with_head.pk, name="Hana", role="Head", by=hana, now=NOW)
    assert not Letter.objects.filter(to=amina.email).exists()


def test_letter_to_the_head_is_not_wanted_once_the_return_is_taken_back(with_head):
    from frontdoor.letters.wanted import is_wanted  # noqa: PLC0415

    letter = Letter.objects.get(kind="return-to-head")
    assert is_wanted(letter, now=NOW)
    actions.take_back(return_id=with_head.pk, now=NOW)
    assert not is_wanted(letter, now=NOW)


@pytest.mark.parametrize("demo", [True, False])
def test_letter_to_the_head_is_emptied_once_sent_except_in_demo(demo, with_head, settings):
    settings.DEMO = demo
    letter = Letter.objects.get(kind="return-to-head")
    key = key_in_letter()
    assert sending.send(letter_id=letter.pk, now=NOW) == "sent"
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert (key in letter.text, key in letter.html) == (demo, demo)


def test_letter_to_the_head_that_did_arrive_is_emptied_too(with_head, hugo, settings):
    settings.DEMO = False
    letter = Letter.objects.get(kind="return-to-head")
    Letter.objects.update(state="not-sure", claimed_at=NOW)
    decide(letter_id=letter.pk, what=Decision.What.ARRIVED, by=hugo, now=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html) == ("sent", "", "")
