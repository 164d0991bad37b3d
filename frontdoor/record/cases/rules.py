"""By when a question about data is answered. Pure."""

import calendar
from datetime import date


def answer_by(asked_on: date) -> date:
    """One calendar month later: the same day of the next month, or its last day where it has no such day.

    UK GDPR article 12(3), as the Information Commissioner counts it.
    """
    year, month = (asked_on.year + 1, 1) if asked_on.month == 12 else (asked_on.year, asked_on.month + 1)
    return date(year, month, min(asked_on.day, calendar.monthrange(year, month)[1]))
