"""What became of one attempt to send, read from the error it ended in. Pure: knows no Django and no database."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
KEPT = 300  # characters of an error


@dataclass(frozen=True)
class Outcome:
    """`state` is a letter's next state; `error` is for staff and may hold an address, `code` is for the log and may not."""

    state: str
    error: str = ""
    code: str = ""


def outcome(error: Exception | None, *, begun: bool) -> Outcome:
    """The letter's next state: sent, refused for good, queued to be tried again, or not sure.

    `begun` says whether the content had begun to go. Not sure only where the server may have taken the letter without
    saying so; then it is never sent again by itself. A fault that is ours and not the letter's (no connection, a bad
    password, our sender refused) is tried again until the letter expires.
    """
    if error is None:
        return Outcome("sent")
    code = _code(error)
    if not isinstance(error, OSError) and not begun:  # every SMTPException is an OSError
        return Outcome("refused", "This letter could not be put into an email.", code)
    if begun and not isinstance(error, smtplib.SMTPResponseException):
        return Outcome("not-sure", "The connection was lost before the mail server answered.", code)
    return Outcome("refused" if _is_final(error) else "queued", _in_words(error), code)


def _is_final(error: Exception) -> bool:
    """The server will never take this letter: it refused the address or the content, not us and not for now."""
    about_the_letter = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
    if isinstance(error, about_the_letter):
        return _code(error).startswith("5")
    return isinstance(error, smtplib.SMTPNotSupportedError)


def wait(attempts: int) -> timedelta:
    """How long to wait after so many attempts (1 or more): a minute, two, four, and so on up to an hour."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)


def _code(error: Exception) -> str:
    """The server's code, or the kind of error: never its words, which may hold an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return str(max(code for code, _ in error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__


def _in_words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = [f"{code} {_decoded(words)}" for code, words in error.recipients.values()]
        return "; ".join(said)[:KEPT]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"[:KEPT]
    return f"The mail server could not be reached ({type(error).__name__})."[:KEPT]


def _decoded(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.replace("\x00", "").split())
