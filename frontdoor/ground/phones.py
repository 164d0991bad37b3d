"""Phone numbers as people write them. Pure: no Django."""

import re

PATTERN = r"^(?=(?:[^0-9]*[0-9]){10,13}[^0-9]*$)[0-9 +()-]+$"
LIKE = "01632 960 001 or 07700 900 982"


def is_phone(text: str) -> bool:
    """Whether it can be a phone number: 10 to 13 digits, with spaces, brackets, hyphens and a plus at most."""
    return re.search(PATTERN, text) is not None
