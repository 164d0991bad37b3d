"""How a text is searched for somebody's name: as whole words, in any case, however many spaces are between them."""

import re


def pattern(name: str) -> str:
    """For PostgreSQL's `~*`. A word edge on both sides, and a hyphen is none: "Ann Lee" is not in "Joann Lees" or "Mary-Ann Lee"."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w)(?<!\w-){words}(?!-?\w)"
