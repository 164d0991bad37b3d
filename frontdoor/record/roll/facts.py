"""One cell of a roll to one fact. Each raises `Odd` with a whole sentence when the cell holds something else."""

import re
import unicodedata
from datetime import date, datetime, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})")
WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -](\d{2,4})")
SERIAL = re.compile(r"\d{5}(\.0+)?")  # how Excel keeps a day: 1 January 1900 is 1 (with 1900 taken for a leap year)
EXCEL_BEGINS = date(1899, 12, 30)
YEAR = re.compile(r"(?:(?:national )?curriculum )?(?:nc )?(?:year|yr|y)?\.? ?(?:group )?0?(\d{1,2})")
LAST_YEAR = 14
ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[A-Za-z0-9-]{2,}")
LONGEST_ADDRESS = 254
YES, NO = {"y", "yes", "true", "t", "1", "x"}, {"", "n", "no", "false", "f", "0", "none", "-"}
PLANS, SUPPORT, NO_SEN = {"e", "ehcp", "ehc", "s"}, {"k", "sen support"}, {"", "n", "no", "none", "-", "no sen"}


class Odd(Exception):
    """A cell that holds something else. The message is a whole sentence for the person who gave the file."""


def name(text: str, *, what: str, needed: bool = True, longest: int = 100) -> str:
    """A name with single spaces."""
    found = " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())
    if needed and not any(one.isalpha() for one in found):
        raise Odd(f"The {what} is missing.")
    if len(found) > longest:
        raise Odd(f"The {what} has more than {longest} letters.")
    return found


def day(text: str, *, what: str) -> date | None:
    """A day as schools write it: 31/12/2010, 2010-12-31, 31-Dec-2010, or as Excel counts it."""
    plain = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", "", text.strip())
    if not plain:
        return None
    try:
        return _day(plain)
    except (ValueError, OverflowError):
        raise Odd(f"The {what} is not a date. Write it like 31/12/2010.") from None


def _day(text: str) -> date:
    if SERIAL.fullmatch(text):
        return EXCEL_BEGINS + timedelta(days=int(float(text)))
    if found := NUMBERS.fullmatch(text):
        first, month, last = found.groups()
        if len(first) == 4:
            return datetime.strptime(f"{first}-{month}-{last}", "%Y-%m-%d").date()  # noqa: DTZ007 a day, no moment
        return date(_century(last), int(month), int(first))
    if found := WORDS.fullmatch(text):
        return date(_century(found[3]), MONTHS.index(found[2].lower()[:3]) + 1, int(found[1]))
    raise ValueError(text)


def _century(text: str) -> int:
    """Two figures are this century's unless that is yet to come."""
    if len(text) == 2:
        return 2000 + int(text) if int(text) <= 40 else 1900 + int(text)
    if len(text) != 4:
        raise ValueError(text)
    return int(text)


def birthday(text: str, *, today: date) -> date | None:
    """A birth date of somebody between 2 and 110 years old."""
    found = day(text, what="date of birth")
    if found and found > today:
        raise Odd("The date of birth is in the future.")
    if found and not 2 <= today.year - found.year <= 110:
        raise Odd(f"The date of birth makes the pupil {today.year - found.year} years old.")
    return found


def year_group(text: str) -> int | None:
    """0 for Reception, up to 14."""
    plain = " ".join(text.lower().split())
    if not plain:
        return None
    if plain in {"r", "rec", "reception", "year r", "yr r", "yearr", "yr"}:
        return 0
    found = YEAR.fullmatch(plain)
    if not found or int(found[1]) > LAST_YEAR:
        raise Odd("The year group is not one from Reception to Year 14. Write it like 11 or Year 11.")
    return int(found[1])


def address(text: str, *, what: str) -> str:
    """An email address in small letters; empty for none."""
    found = text.strip().lower()
    if found and (not ADDRESS.fullmatch(found) or len(found) > LONGEST_ADDRESS or not found.isascii()):
        raise Odd(f"The {what} is not an email address.")
    return found


def addresses(*texts: str) -> frozenset[str]:
    """The parents' addresses of a row: several may stand in one cell."""
    parts = [part for text in texts for part in re.split(r"[;,\s]+", text) if part]
    return frozenset(address(part, what="parent’s address") for part in parts)


def marked(text: str, *, what: str) -> bool:
    """Yes or no."""
    plain = text.strip().lower()
    if plain in YES or plain in NO:
        return plain in YES
    raise Odd(f"The column “{what}” must say yes or no.")


def sen(text: str) -> dict[str, bool]:
    """SEN support and EHC plan, from a status (the school census's codes N, K and E, or words)."""
    plain = text.strip().lower()
    plan = plain in PLANS or "plan" in plain
    support = plain in SUPPORT or (plain in YES and not plan) or ("support" in plain and not plan)
    if not plan and not support and plain not in NO_SEN and not plain.startswith("n -"):
        raise Odd("The SEN status must be N, K or E.")
    return {"sen-support": support, "ehc-plan": plan}


def key(*names: str) -> str:
    """Names as they are compared: small letters, no accents, spaces or signs."""
    plain = unicodedata.normalize("NFKD", " ".join(names).casefold())
    return "".join(one for one in plain if one.isalnum())
