"""The unique pupil number: 13 characters, the first a check letter over the other twelve.

DfE, "Unique pupil numbers (UPNs): a guide for schools and local authorities", the section on its make-up: each of the
twelve is multiplied by its place (2 to 13), the sum divided by 23, and the remainder gives the letter. Twelve digits; a
temporary number ends in a letter, which counts by its place among the letters. I, O and S are not used.
"""

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SHAPE = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")


def clean(text: str) -> str:
    """As it is kept: capitals, no spaces."""
    return "".join(text.split()).upper()


def check_letter(rest: str) -> str:
    """The letter that belongs before these twelve characters."""
    values = [int(one) if one.isdigit() else LETTERS.index(one) for one in rest]
    return LETTERS[sum(place * value for place, value in enumerate(values, start=2)) % len(LETTERS)]


def is_temporary(upn: str) -> bool:
    """Whether a school gave it until the lasting one is known."""
    return upn[-1:].isalpha()


def problem(upn: str) -> str:
    """Why this is no UPN, in a sentence; empty when it is one."""
    if not SHAPE.fullmatch(upn):
        return "The UPN must be a letter and 12 numbers (a temporary one ends in a letter)."
    if check_letter(upn[1:]) != upn[0]:
        return "The UPN has a slip in it: its first letter does not fit the numbers. Copy it again."
    return ""
