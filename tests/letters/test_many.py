"""Many letters at once keep the promise of one."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from frontdoor.letters import sending, tasks, wanted
from frontdoor.letters.actions import queue
from frontdoor.letters.many import TOGETHER, Draft, queue_many
from frontdoor.letters.models import Letter, State
from tests.letters.test_queue import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def drafts(count: int, first: int = 0) -> list[Draft]:
    return [
        Draft("test-note", f"many:{n}", f"person{n}@school.example", {"name": f"Person {n}"})
        for n in range(first, first + count)
    ]


def test_many_letters_are_like_those_made_one_by_one():
    queue("test-note", key="one", to="person0@school.example", context={"name": "Person 0"}, now=NOW)
    assert queue_many(drafts(1), now=NOW) == 1

    one, other = Letter.objects.order_by("pk").values(
        "kind", "to", "subject", "text", "html", "state", "expires_at", "next_at"
    )
    assert one == other


def test_many_letters_made_before_are_not_made_again():
    assert queue_many(drafts(3), now=NOW) == 3
    assert queue_many(drafts(5), now=NOW + timedelta(minutes=1)) == 2
    assert Letter.objects.filter(state=State.QUEUED).count() == 5


@pytest.mark.parametrize("count", [1, 3, 300])
def test_many_letters_cost_the_same_queries(count, django_assert_num_queries):
    with django_assert_num_queries(3):
        queue_many(drafts(count), now=NOW)


def test_many_letters_are_handed_to_the_workers_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        queue_many(drafts(TOGETHER + 1), now=NOW)
    made = list(Letter.objects.order_by("pk").values_list("pk", flat=True))
    assert [one.args[1:] for one in callbacks] == [tuple(made[:TOGETHER]), tuple(made[TOGETHER:])]


def test_letters_of_one_message_all_go():
    letters = [make(key=f"together:{n}") for n in range(3)]
    tasks.send(*(letter.pk for letter in letters))
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}


def test_letter_no_longer_wanted_is_put_aside_instead_of_going(monkeypatch):
    monkeypatch.setattr(wanted, "_checks", {})
    wanted.wanted_while("test-")(lambda letter, _now: letter.to != "gone@school.example")
    gone = make(key="gone", to="gone@school.example")
    here = make(key="here")

    assert sending.send(letter_id=gone.pk, now=NOW) == State.NOT_NEEDED
    assert sending.send(letter_id=here.pk, now=NOW) == State.SENT
    assert [email.to for email in mail.outbox] == [["amina@school.example"]]
