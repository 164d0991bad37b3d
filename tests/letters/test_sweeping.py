"""The sweep: nothing waits unseen, nothing is sent twice by itself, nothing is kept for ever."""

from datetime import timedelta

import pytest

from frontdoor.letters import sweeping
from frontdoor.letters.models import Letter, State
from tests.letters.test_queue import NOW, make

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Taken(list):
    """Stands for the broker: keeps what was published, as the task's `apply_async` would."""

    name = "send"

    def apply_async(self, args, producer):
        self.append(args[0])


def sweep(now, send=None):
    return sweeping.sweep(now=now, send=Taken() if send is None else send)


def test_waiting_letter_is_published_once_it_was_not_picked_up():
    letter, taken = make(), Taken()
    assert sweep(NOW + MINUTE / 2, taken)["published"] == 0
    assert sweep(NOW + MINUTE, taken)["published"] == 1
    assert sweep(NOW + 2 * MINUTE, taken)["published"] == 0
    assert taken == [letter.pk]


def test_letter_stuck_in_sending_is_not_sure_and_never_published():
    make()
    Letter.objects.update(state=State.SENDING, claimed_at=NOW, attempts=1)
    assert sweep(NOW + 9 * MINUTE)["not_sure"] == 0
    assert sweep(NOW + 10 * MINUTE) == {"expired": 0, "not_sure": 1, "published": 0}
    assert Letter.objects.get().state == State.NOT_SURE


def test_letter_past_its_use_expires():
    make(keep_for=5 * MINUTE)
    assert sweep(NOW + 5 * MINUTE) == {"expired": 1, "not_sure": 0, "published": 0}
    assert Letter.objects.get().state == State.EXPIRED


def test_second_sweep_is_silent():
    make(keep_for=5 * MINUTE)
    sweep(NOW + 5 * MINUTE)
    assert sweep(NOW + 5 * MINUTE) == {"expired": 0, "not_sure": 0, "published": 0}


def test_words_and_addresses_of_old_letters_are_deleted_and_their_keys_stay(here):
    make(organisation_id=here.pk)
    Letter.objects.update(state=State.SENT, sent_at=NOW)
    assert sweeping.empty_old(now=NOW + timedelta(days=89)) == 0
    assert sweeping.empty_old(now=NOW + timedelta(days=90)) == 1
    assert sweeping.empty_old(now=NOW + timedelta(days=91)) == 0
    letter = Letter.objects.get()
    assert not any(getattr(letter, name) for name in Letter.PERSONAL)
    assert make() is None


def test_words_to_one_person_are_deleted_after_a_week():
    make()
    Letter.objects.update(state=State.NOT_SURE, claimed_at=NOW)
    assert sweeping.empty_old(now=NOW + timedelta(days=6)) == 0
    assert sweeping.empty_old(now=NOW + timedelta(days=7)) == 1


def test_letter_still_waiting_keeps_its_words():
    make()
    assert sweeping.empty_old(now=NOW + timedelta(days=400)) == 0
