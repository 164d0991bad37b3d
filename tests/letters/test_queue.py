"""Making a letter: exactly once, with its cause."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter, State

NOW = timezone.now()


def make(key="note:1", kind="test-note", **changes):
    facts = {"to": "amina@school.example", "context": {"school": "Here", "name": "Amina"}, "now": NOW} | changes
    return queue(kind, key=key, **facts)


@pytest.mark.django_db
def test_letter_waits_with_its_words_and_its_end():
    letter = make(keep_for=timedelta(hours=1))
    assert (letter.state, letter.subject, letter.to) == (State.QUEUED, "A note for Here", "amina@school.example")
    assert letter.expires_at == NOW + timedelta(hours=1)
    assert "Hello Amina" in letter.text
    assert "Hello Amina" in letter.html


@pytest.mark.django_db
def test_second_letter_of_one_fact_is_not_made():
    first = make()
    assert make(context={"school": "Other", "name": "Other"}) is None
    assert [letter.pk for letter in Letter.objects.all()] == [first.pk]


@pytest.mark.django_db
def test_letter_goes_away_with_its_cause():
    with transaction.atomic():
        make()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_task_is_published_only_at_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        make()
        make()
    assert len(callbacks) == 1
