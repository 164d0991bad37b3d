"""Who is due for a meeting by month beside the sessions that there are. Pure: no Django.

Whoever still needs a meeting is spread evenly over the months until it is due, so that nobody waits for the last one. Bought
sessions are spread over the months in which they can be used; what one month leaves of them goes to the next. Free times of
other services pass with their month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

YEAR = 12


@dataclass(frozen=True)
class Month:
    """One month: how many become due, how many are carried over, the sessions that there are for them, and who is short."""

    first_day: date
    due: int
    carried: int
    free: int
    bought: int
    short: int

    @property
    def name(self) -> str:
        """`November 2026`."""
        return f"{self.first_day:%B %Y}"


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


@dataclass(frozen=True)
class Pool:
    """Sessions by month for these year groups. `keeps`: what one month does not need goes to the next, up to its last one."""

    years: frozenset[int]
    months: Mapping[date, int]
    keeps: bool = False

    @property
    def last(self) -> date:
        """The first day of the last month in which its sessions can be used."""
        return max(self.months, default=date.min)


def by_month(over: Sequence[date], due: Mapping[int, Mapping[date, int]], pools: Sequence[Pool]) -> list[Month]:
    """Month by month, `due` by year group. Whoever found no session is carried on, and so are bought sessions not needed.

    Only sessions for a year group that is due count. Those for the fewest of these year groups are used first, free times
    before bought ones, and of these what ends first: so the two years with a decision (11 and 13) find all that there is.
    """
    mine = [one for one in pools if one.years & due.keys()]
    mine.sort(key=lambda one: (len(one.years & due.keys()), one.keeps, one.last))
    rows: list[Month] = []
    waiting = dict.fromkeys(due, 0)
    kept = [0] * len(mine)
    for month in over:
        there = [number + one.months.get(month, 0) for number, one in zip(kept, mine, strict=True)]
        new = {year: parts.get(month, 0) for year, parts in due.items()}
        free, bought = (
            sum(n for n, one in zip(there, mine, strict=True) if one.keeps == keeps) for keeps in (False, True)
        )
        carried = sum(waiting.values())
        waiting = {year: waiting[year] + new[year] for year in due}
        left = [_serve(waiting, one.years, number) for one, number in zip(mine, there, strict=True)]
        kept = [n if one.keeps and month < one.last else 0 for n, one in zip(left, mine, strict=True)]
        rows.append(Month(month, sum(new.values()), carried, free, bought, sum(waiting.values())))
    return rows


def _serve(waiting: dict[int, int], years: frozenset[int], sessions: int) -> int:
    """Take whoever waits of these years off the list; what is left of the sessions."""
    for year in sorted(years & waiting.keys()):
        served = min(sessions, waiting[year])
        waiting[year] -= served
        sessions -= served
    return sessions
