"""Rolls as files, for tests. Everybody in them is made up: council 999 is no council."""

import csv
import io

from frontdoor.record.roll.upn import check_letter

HEADER = ["UPN", "Legal Surname", "Legal Forename", "DOB", "Year Group", "Reg Group"]


def upn(number: int, *, temporary: bool = False) -> str:
    """A UPN that no school gives, with the right check letter."""
    rest = f"9990001{number:04d}A" if temporary else f"9990001{number:05d}"
    return check_letter(rest) + rest


def row(number: int, **facts: str) -> list[str]:
    """A pupil's row under HEADER; `facts` replace cells by header."""
    cells = dict(
        zip(
            HEADER, [upn(number), f"Inventedson{number}", f"Given{number}", "04/03/2011", "Year 11", "11A"], strict=True
        )
    )
    return [*(cells | facts).values()]


def roll_file(*rows: list[str], header: list[str] | None = None) -> bytes:
    """A CSV file."""
    written = io.StringIO()
    csv.writer(written).writerows([header or HEADER, *rows])
    return written.getvalue().encode()
