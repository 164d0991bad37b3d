"""What an employer can be called, and by which number it can be looked up. Plain rules on plain text."""

import re
import unicodedata

COMPANY = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}R|[A-Z]{2}[0-9]{4}RS|R[0-9]{7}")
NAME_LENGTH = 100
LINK = re.compile(r"://|\bwww\.|[^\W_][.\u3002\uff61][^\W\d_]{2,}")  # what mail programs make a link of
NOT_A_NAME = (
    "Name of the employer must not have a website address in it. "
    "Enter the name as it is registered, with a space after each full stop"
)
CHARITY = re.compile(r"[1-9][0-9]{5,7}")
NOT_A_COMPANY = (
    "Company number must be 8 numbers, or 2 letters and 6 numbers, like 01234567 or OC123456. "
    "A society’s is like RS001234 or IP12345R. "
    "If it has 7 numbers, put a 0 in front"
)
NOT_A_CHARITY = "Charity number must be 6, 7 or 8 numbers, like 1123456"


def tidy(kind: str, typed: str) -> str:
    """The number as it is kept: capitals, without spaces; a charity's without zeros in front, so that it is one number.

    `kind` is `company` or `charity`. Tidying again changes nothing.
    """
    text = "".join(typed.split()).upper()
    return text.lstrip("0") if kind == "charity" else text


def problem_with_name(name: str) -> str:
    """What is wrong with a name, as a sentence; empty when it can be one.

    Names stand in letters to people who do not know the employer (an invitation), so none can lead them anywhere.
    """
    if len(name) > NAME_LENGTH:
        return f"Name of the employer must be {NAME_LENGTH} characters or fewer"
    return NOT_A_NAME if LINK.search(unicodedata.normalize("NFKC", name).lower()) else ""


def problem(kind: str, number: str) -> str:
    """What is wrong with a tidy number, as a sentence to show; empty when it can be one."""
    if kind == "charity":
        return "" if CHARITY.fullmatch(number) else NOT_A_CHARITY
    return "" if COMPANY.fullmatch(number) else NOT_A_COMPANY
