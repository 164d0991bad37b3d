"""What an attempt's error means for the letter."""

import smtplib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.letters.outcomes import outcome, wait

ADDRESS = "amina@school.example"
RECIPIENT_GONE = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 <amina@school.example> unknown")})
RECIPIENT_BUSY = smtplib.SMTPRecipientsRefused({ADDRESS: (451, b"try later")})
LOST = smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.mark.parametrize(
    ("error", "begun", "state"),
    [
        (None, True, "sent"),
        (RECIPIENT_GONE, False, "refused"),
        (RECIPIENT_BUSY, False, "queued"),
        (smtplib.SMTPDataError(554, b"spam"), True, "refused"),
        (smtplib.SMTPDataError(452, b"full"), True, "queued"),
        (smtplib.SMTPSenderRefused(550, b"no", "letters@frontdoor.example"), False, "queued"),
        (smtplib.SMTPAuthenticationError(535, b"no"), False, "queued"),
        (smtplib.SMTPConnectError(554, b"no"), False, "queued"),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), False, "refused"),
        (ConnectionRefusedError(), False, "queued"),
        (TimeoutError(), False, "queued"),
        (LOST, False, "queued"),
        (LOST, True, "not-sure"),
        (TimeoutError(), True, "not-sure"),
        (RuntimeError("odd"), True, "not-sure"),
        (ValueError("newline in a header"), False, "refused"),
    ],
)
def test_outcome_of_each_error(error, begun, state):
    assert outcome(error, begun=begun).state == state


def test_code_for_the_log_never_holds_an_address():
    ended = outcome(RECIPIENT_GONE, begun=False)
    assert ended.code == "550"
    assert ADDRESS in ended.error
    assert outcome(ValueError(ADDRESS), begun=False).code == "ValueError"


@given(st.integers(min_value=1, max_value=10_000))
def test_wait_grows_and_stops_at_an_hour(attempts):
    assert timedelta(minutes=1) <= wait(attempts) <= wait(attempts + 1) <= timedelta(hours=1)
