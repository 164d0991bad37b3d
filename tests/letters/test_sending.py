"""One attempt: claimed, sent, recorded; and what staff see when it was not."""

import logging
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from frontdoor.letters import sending
from frontdoor.letters.models import Letter, State
from tests.letters.test_queue import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


class Failing(EmailBackend):
    """A mail server that answers with `error`, before or after the content began to go."""

    error: Exception
    begun = False

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def failing(settings, monkeypatch):
    """`failing(error, begun=False)`: from now on the mail server answers so."""

    def fail(error, *, begun=False):
        settings.EMAIL_BACKEND = f"{__name__}.Failing"
        monkeypatch.setattr(Failing, "error", error, raising=False)
        monkeypatch.setattr(Failing, "begun", begun)

    return fail


def test_letter_is_sent_as_text_and_html_with_a_message_id_of_its_key():
    letter = make()
    assert sending.send(letter_id=letter.pk, now=NOW) == State.SENT
    [email] = mail.outbox
    assert email.to == ["amina@school.example"]
    assert email.body == letter.text
    assert email.alternatives[0].content == letter.html
    assert email.message()["Message-ID"] == sending.message_id("note:1") != sending.message_id("note:2")
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.SENT, 1)
    assert letter.sent_at >= letter.claimed_at == NOW


@pytest.mark.parametrize("state", [state for state in State if state != State.QUEUED])
def test_letter_that_does_not_wait_is_left_alone(state):
    letter = make()
    Letter.objects.update(state=state, claimed_at=NOW, sent_at=NOW)
    assert sending.send(letter_id=letter.pk, now=NOW) is None
    assert mail.outbox == []


def test_letter_too_late_is_not_sent():
    letter = make(keep_for=timedelta(minutes=5))
    assert sending.send(letter_id=letter.pk, now=NOW + timedelta(minutes=5)) is None
    assert mail.outbox == []


def test_refused_address_keeps_the_servers_words_on_the_letter_and_out_of_the_log(failing, caplog):
    letter = make()
    failing(smtplib.SMTPRecipientsRefused({letter.to: (550, b"<amina@school.example> unknown")}))
    with caplog.at_level(logging.DEBUG):
        assert sending.send(letter_id=letter.pk, now=NOW) == State.REFUSED
    letter.refresh_from_db()
    assert letter.error == "550 <amina@school.example> unknown"
    assert caplog.records[-1].fields["code"] == "550"
    logged = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert letter.to not in logged
    assert "Amina" not in logged
    assert "Hello" not in logged


def test_server_that_is_away_means_later_with_growing_waits(failing):
    letter = make()
    failing(ConnectionRefusedError())
    waits = []
    for _ in range(3):
        sending.send(letter_id=letter.pk, now=NOW)
        letter.refresh_from_db()
        waits.append(round((letter.next_at - timezone.now()).total_seconds() / 60))
    assert letter.state == State.QUEUED
    assert waits == [1, 2, 4]


def test_connection_lost_after_content_began_is_not_sure(failing):
    letter = make()
    failing(smtplib.SMTPServerDisconnected("gone"), begun=True)
    assert sending.send(letter_id=letter.pk, now=NOW) == State.NOT_SURE


def test_letter_that_cannot_be_written_as_an_email_is_set_aside():
    bad, good = make(key="bad"), make(key="good")
    Letter.objects.filter(pk=bad.pk).update(subject="Two\nlines")
    states = [sending.send(letter_id=letter.pk, now=NOW) for letter in (bad, good)]
    assert states == [State.REFUSED, State.SENT]
    bad.refresh_from_db()
    assert bad.error == "This letter could not be put into an email."


def test_slow_senders_late_answer_beats_the_sweep_but_not_a_person():
    letter = make()
    claimed = sending.claim(letter_id=letter.pk, now=NOW)
    Letter.objects.update(state=State.NOT_SURE)
    assert sending._record(claimed, sending.Outcome("sent"), now=NOW) == State.SENT
    Letter.objects.update(state=State.SENDING, attempts=2)  # a person said "send again", another worker has it
    assert sending._record(claimed, sending.Outcome("refused"), now=NOW) is None
    letter.refresh_from_db()
    assert letter.state == State.SENDING


@pytest.mark.django_db(transaction=True)
def test_claim_inside_a_transaction_is_refused():
    letter = make()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        sending.claim(letter_id=letter.pk, now=NOW)
