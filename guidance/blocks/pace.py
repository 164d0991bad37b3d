"""Who is due for a meeting by month beside the sessions that there are. Pure: no Django.

Whoever still needs a meeting is spread evenly over the months until it is due, so that nobody waits for the last one. Bought
sessions are spread over the months in which they can be used; what one month leaves of them goes to the next, until their
block ends. Free times of other services pass with their month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

YEAR = 12


@dataclass(frozen=True)
class Month:
    """One month: how many are due, those carried over among them, the sessions that there are, and how many are short."""

    first_day: date
    due: int
    carried: int
    free: int
    bought: int

    @property
    def name(self) -> str:
        """`November 2026`."""
        return f"{self.first_day:%B %Y}"

    @property
    def sessions(self) -> int:
        """All that can be booked."""
        return self.free + self.bought

    @property
    def short(self) -> int:
        """Those for whom there is no session by the end of the month."""
        return max(0, self.due + self.carried - self.sessions)


def months(first: date, last: date) -> list[date]:
    """The first days of the months from one day to another."""
    begin, end = first.year * YEAR + first.month - 1, last.year * YEAR + last.month - 1
    return [date(number // YEAR, number % YEAR + 1, 1) for number in range(begin, end + 1)]


def spread(number: int, over: Sequence[date]) -> dict[date, int]:
    """A number in whole parts over months, as even as can be; what is over goes to the earlier ones."""
    if not over:
        return {}
    each, rest = divmod(number, len(over))
    return {month: each + (place < rest) for place, month in enumerate(over)}


def added(parts: Iterable[Mapping[date, int]]) -> dict[date, int]:
    """Several of these together."""
    found: dict[date, int] = {}
    for part in parts:
        for month, number in part.items():
            found[month] = found.get(month, 0) + number
    return found


def by_month(
    over: Sequence[date], due: Mapping[date, int], free: Mapping[date, int], bought: Iterable[Mapping[date, int]]
) -> list[Month]:
    """Month by month: whoever found no session is carried on, and so are bought sessions that nobody needed.

    `bought`: each block by the months in which it can be used. What ends first is used first, and is gone after its last.
    """
    blocks = sorted((one for one in bought if one), key=max)
    rows: list[Month] = []
    carried, kept = 0, [0] * len(blocks)
    for month in over:
        kept = [left + one.get(month, 0) if month <= max(one) else 0 for left, one in zip(kept, blocks, strict=True)]
        row = Month(month, due.get(month, 0), carried, free.get(month, 0), sum(kept))
        kept = _left(kept, max(0, row.due + row.carried - row.free))
        carried = row.short
        rows.append(row)
    return rows


def _left(of_each: Sequence[int], needed: int) -> list[int]:
    """What is left of each when so many are used, from the first on."""
    left: list[int] = []
    for number in of_each:
        used = min(number, needed)
        needed -= used
        left.append(number - used)
    return left
