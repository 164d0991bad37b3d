"""Pure rules about contacts and numbers."""

import re
import secrets
from datetime import date, timedelta

CHECK_EVERY = timedelta(days=365)
CHECK_HELPLINES_EVERY = timedelta(days=182)
PASSED_ON_ONCE = timedelta(minutes=10)  # a second press in this time is the same concern
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"  # none that looks or sounds like another, and none that makes a word
# Digits with the signs that people write between them, and an extension. Short numbers (999) are helplines', not a school's.
PHONE = re.compile(r"\+?[\d ()-]{10,24}(\s*(ext|extension|x)\.?\s*\d{1,6})?", re.IGNORECASE)
FEWEST, MOST = 10, 15  # digits of a whole number, without its extension (ITU-T E.164 allows 15)


def is_check_due(reviewed_on: date, *, today: date) -> bool:
    """Whether somebody must look again: the details were last called right a year ago or longer."""
    return reviewed_on + CHECK_EVERY <= today


def is_phone(text: str) -> bool:
    """Whether it can be a whole telephone number, an extension allowed."""
    return bool(PHONE.fullmatch(text)) and FEWEST <= len(tel(text).lstrip("+")) <= MOST


def tel(text: str) -> str:
    """A number as a `tel:` link takes it: digits, and a plus in front. An extension is left for the person to ask for."""
    whole = re.split(r"[a-z]", text.lower(), maxsplit=1)[0]
    digits = re.sub(r"\D", "", whole.replace("(0)", "") if whole.strip().startswith("+") else whole)
    return f"+{digits}" if whole.strip().startswith("+") else digits


def make_reference() -> str:
    """A reference to say on the phone, such as `C-7F3K-9Q2M`. It is made by chance: it tells nothing of a concern."""
    first, second = ("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(2))
    return f"C-{first}-{second}"
