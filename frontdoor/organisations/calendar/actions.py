"""Loading bank holidays and term dates."""

from contextlib import suppress
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower

from frontdoor.ground.refused import Refused
from frontdoor.ground.years import first_day
from frontdoor.organisations.calendar import shipped
from frontdoor.organisations.models import BankHoliday, Kind, Organisation, TermDates

COLUMNS = [
    "local_authority_area",
    "academic_year",
    "term",
    "pupils_start",
    "pupils_end",
    "half_term_start",
    "half_term_end",
]


def load_bank_holidays() -> None:
    """Add the shipped bank holidays that are not there yet; a day that staff entered or renamed stays as it is."""
    BankHoliday.objects.bulk_create(
        [
            BankHoliday(day=date.fromisoformat(row["date"]), title=row["title"])
            for row in shipped.rows(shipped.BANK_HOLIDAYS)
        ],
        ignore_conflicts=True,
    )


class Councils:
    """Councils found by the name or three-digit code that a file uses."""

    def __init__(self) -> None:
        councils = Organisation.objects.filter(kind=Kind.COUNCIL).annotate(lower=Lower("name"))
        self._by_word: dict[str, int] = {}
        for pk, name, code in councils.values_list("pk", "lower", "la_code"):
            for word in (name, name.removesuffix(" council"), name.removesuffix(" county council"), code.lower()):
                self._by_word.setdefault(word, pk)

    def find(self, word: str) -> int:
        """The council's id. Refused when there is none."""
        found = self._by_word.get(word.strip().lower())
        if found is None:
            raise Refused(f"There is no council called “{word.strip()}” in the register.")
        return found


def save_term(row: dict[str, str], *, councils: Councils) -> str:
    """Store one row of a term dates file: `created`, `updated` or `unchanged`. Refused with a sentence when it is wrong.

    The row has the cells of COLUMNS; those of the half term may be empty.
    """
    term = _read(row, councils)
    with transaction.atomic():
        old = TermDates.objects.filter(council_id=term.council_id, year=term.year, term=term.term).first()
        if old and _dates(old) == _dates(term):
            return "unchanged"
        kept = old or term
        kept.first_day, kept.last_day, kept.half_term_first_day, kept.half_term_last_day = _dates(term)
        try:
            kept.full_clean(validate_unique=False)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from None
        kept.save()
    return "updated" if old else "created"


def load_shipped_terms() -> None:
    """Add the shipped terms of the councils that are in the register; a term that staff entered stays as it is."""
    councils = Councils()
    terms = []
    for row in shipped.rows(shipped.TERM_DATES):
        with suppress(Refused):
            terms.append(_read(row, councils))
    TermDates.objects.bulk_create(terms, ignore_conflicts=True)


def _read(row: dict[str, str], councils: Councils) -> TermDates:
    return TermDates(
        council_id=councils.find(row["local_authority_area"]),
        year=_year(row["academic_year"].strip()),
        term=row["term"].strip().lower(),
        first_day=_day(row["pupils_start"]),
        last_day=_day(row["pupils_end"]),
        half_term_first_day=_day(row["half_term_start"]) if row["half_term_start"].strip() else None,
        half_term_last_day=_day(row["half_term_end"]) if row["half_term_end"].strip() else None,
    )


def _year(text: str) -> str:
    try:
        first_day(text)
    except ValueError:
        raise Refused(f"“{text}” is not a school year such as 2026-27.") from None
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"“{text.strip()}” is not a date such as 2026-09-03.") from None


def _dates(term: TermDates) -> tuple[date, date, date | None, date | None]:
    return term.first_day, term.last_day, term.half_term_first_day, term.half_term_last_day
