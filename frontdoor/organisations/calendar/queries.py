"""The calendars of councils, read from what is stored."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from frontdoor.ground.often import asked_often
from frontdoor.organisations.calendar.working_days import Calendar, Span, Term
from frontdoor.organisations.models import BankHoliday, TermDates


class Calendars:
    """Every council's calendar. `of(None)`, or a council without term dates, keeps the usual holidays.

    One query, and a second one for all councils when the first of them is asked for.
    """

    def __init__(self) -> None:
        self._bank_holidays = frozenset(_bank_holidays())
        self._unknown = Calendar(self._bank_holidays)

    @cached_property
    def _known(self) -> dict[int, Calendar]:
        terms: dict[int, list[Term]] = defaultdict(list)
        for row in TermDates.objects.all():
            terms[row.council_id].append(_term(row))
        return {council: Calendar(self._bank_holidays, tuple(theirs)) for council, theirs in terms.items()}

    def of(self, council_id: int | None) -> Calendar:
        """The calendar of one council."""
        return self._known.get(council_id, self._unknown) if council_id else self._unknown


@asked_often
def _bank_holidays() -> QuerySet[BankHoliday, date]:
    return BankHoliday.objects.values_list("day", flat=True)


def _term(row: TermDates) -> Term:
    half_term = None
    if row.half_term_first_day and row.half_term_last_day:
        half_term = Span(row.half_term_first_day, row.half_term_last_day)
    return Term(Span(row.first_day, row.last_day), half_term)
