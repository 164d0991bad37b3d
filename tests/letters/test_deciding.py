"""What a person decides about a letter that may not have arrived."""

from datetime import timedelta

import pytest
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.letters import queries
from frontdoor.letters.actions import decide
from frontdoor.letters.models import Decision, Letter, State
from tests.letters.test_queue import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
AGAIN, ARRIVED, DEALT_WITH = Decision.What.AGAIN, Decision.What.ARRIVED, Decision.What.DEALT_WITH


@pytest.fixture
def letter(here):
    made = make(organisation_id=here.pk, now=NOW)
    Letter.objects.update(state=State.NOT_SURE, claimed_at=NOW, attempts=1, error="cut off")
    return made


def told(letter, what, by, now=NOW):
    decide(letter_id=letter.pk, what=what, by=by, now=now)
    letter.refresh_from_db()


def test_send_again_makes_a_new_attempt_and_records_who_and_when(letter, hugo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as published:
        told(letter, AGAIN, hugo)
    assert letter.state == State.QUEUED
    assert len(published) == 1
    decision = Decision.objects.get()
    assert (decision.what, decision.by, decision.at) == (AGAIN, hugo, NOW)


def test_it_arrived_calls_it_sent_when_it_was_tried(letter, hugo):
    told(letter, ARRIVED, hugo)
    assert (letter.state, letter.sent_at, letter.error) == (State.SENT, NOW, "")
    assert not queries.in_doubt().exists()


def test_dealt_with_takes_a_refused_letter_off_the_list(letter, hugo):
    Letter.objects.update(state=State.REFUSED)
    told(letter, DEALT_WITH, hugo)
    assert letter.state == State.REFUSED
    assert not queries.in_doubt().exists()


@pytest.mark.parametrize("what", Decision.What)
def test_same_decision_twice_is_one_decision(letter, hugo, what):
    told(letter, what, hugo)
    told(letter, what, hugo)
    assert Decision.objects.count() == 1


def test_second_person_is_told_that_it_was_decided(letter, hugo, dee):
    told(letter, ARRIVED, hugo)
    with pytest.raises(Refused, match="Somebody has already decided"):
        told(letter, AGAIN, dee)
    assert letter.state == State.SENT


def test_letter_past_its_use_is_not_sent_again(letter, hugo):
    with pytest.raises(Refused, match="too old to send again"):
        told(letter, AGAIN, hugo, now=letter.expires_at)
    assert AGAIN not in queries.open_decisions(letter, now=letter.expires_at)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.NOT_SURE, [AGAIN, ARRIVED, DEALT_WITH]),
        (State.REFUSED, [AGAIN, DEALT_WITH]),
        (State.EXPIRED, [DEALT_WITH]),
        (State.SENT, []),
        (State.QUEUED, []),
        (State.SENDING, []),
        (State.NOT_NEEDED, []),
    ],
)
def test_what_is_offered_for_each_state(letter, state, offered):
    letter.state = state
    assert queries.open_decisions(letter, now=NOW) == offered


def test_expired_code_to_one_person_is_nobodys_task(letter):
    make(key="code:1", now=NOW - timedelta(days=8))
    Letter.objects.update(state=State.EXPIRED)
    assert [found.key for found in queries.in_doubt()] == [letter.key]
