"""By which number an employer can be looked up. Plain rules on plain text."""

import re

COMPANY = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}")
CHARITY = re.compile(r"[1-9][0-9]{5,7}")
NOT_A_COMPANY = (
    "Company number must be 8 numbers, or 2 letters and 6 numbers, like 01234567 or OC123456. "
    "If it has 7 numbers, put a 0 in front"
)
NOT_A_CHARITY = "Charity number must be 6, 7 or 8 numbers, like 1123456"


def tidy(kind: str, typed: str) -> str:
    """The number as it is kept: capitals, without spaces; a charity's without zeros in front, so that it is one number.

    `kind` is `company` or `charity`. Tidying again changes nothing.
    """
    text = "".join(typed.split()).upper()
    return text.lstrip("0") if kind == "charity" else text


def problem(kind: str, number: str) -> str:
    """What is wrong with a tidy number, as a sentence to show; empty when it can be one."""
    if kind == "charity":
        return "" if CHARITY.fullmatch(number) else NOT_A_CHARITY
    return "" if COMPANY.fullmatch(number) else NOT_A_COMPANY
