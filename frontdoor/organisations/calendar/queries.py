"""The calendars of councils, read from what is stored."""

from collections import defaultdict

from frontdoor.organisations.calendar.working_days import Calendar, Span, Term
from frontdoor.organisations.models import BankHoliday, TermDates


class Calendars:
    """Every council's calendar, in two queries. `of(None)`, or a council without term dates, keeps the usual holidays."""

    def __init__(self) -> None:
        terms: dict[int, list[Term]] = defaultdict(list)
        for row in TermDates.objects.all():
            terms[row.council_id].append(_term(row))
        bank_holidays = frozenset(BankHoliday.objects.values_list("day", flat=True))
        self._known = {council: Calendar(bank_holidays, tuple(theirs)) for council, theirs in terms.items()}
        self._unknown = Calendar(bank_holidays)

    def of(self, council_id: int | None) -> Calendar:
        """The calendar of one council."""
        return self._known.get(council_id, self._unknown) if council_id else self._unknown


def _term(row: TermDates) -> Term:
    half_term = None
    if row.half_term_first_day and row.half_term_last_day:
        half_term = Span(row.half_term_first_day, row.half_term_last_day)
    return Term(Span(row.first_day, row.last_day), half_term)
