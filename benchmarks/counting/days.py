"""How hours at a workplace become days: a rule that the framework's file holds, and plain arithmetic. No Django.

In person and online are kept apart. A date is never more than the rule's most (one day), whatever happened on it: hours in
person come first, and online ones fill what is left. Sums are exact, so that no order of the records changes them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

# What an online experience may be asked for, with the words of the rule; `rules.NEEDED` finds it in a record.
NEEDS = {"task": "a task", "live-contact": "live contact", "feedback": "the employer’s feedback"}


@dataclass(frozen=True, slots=True)
class DaysRule:
    """Hours a day, the most days that one date can be, and what an online part needs (keys of `NEEDS`) to count.

    `online_may_replace` says whether online days reach what is asked for, or are only shown beside those in person.
    """

    hours_a_day: int
    most_a_date: int
    online_needs: tuple[str, ...]
    online_may_replace: bool
    source: str

    @property
    def words(self) -> str:
        """The rule as people read it."""
        most = "one day" if self.most_a_date == 1 else f"{self.most_a_date} days"
        needs = [NEEDS[one] for one in self.online_needs]
        asked = f" with {', '.join(needs[:-1])}{' and ' if needs[:-1] else ''}{needs[-1]}" if needs else ""
        towards = "" if self.online_may_replace else " It adds to the days in person and does not replace them."
        return (
            f"Attended hours at workplaces, divided by {self.hours_a_day}: at most {most} for each date, in person and "
            f"online apart. Online counts only{asked}.{towards}"
        )


@dataclass(frozen=True, slots=True)
class Time:
    """Hours on these dates, shared evenly between them. With `why_not`, a sentence, they add nothing."""

    dates: tuple[date, ...]
    hours: Decimal
    is_online: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Days in person and online, whether there was anything online, and why some of what happened adds nothing."""

    in_person: Fraction = Fraction(0)
    online: Fraction = Fraction(0)
    has_online: bool = False
    why_not: tuple[str, ...] = field(default=())

    @property
    def words(self) -> str:
        """`5.0 in person + 1.0 online`, and without anything online `5.0 in person`. Never rounded up."""
        said = f"{_one_place(self.in_person)} in person"
        return f"{said} + {_one_place(self.online)} online" if self.has_online else said

    @property
    def why(self) -> str:
        """Why something adds nothing, as sentences; empty where all of it counts."""
        return " ".join(self.why_not)

    def towards(self, rule: DaysRule) -> float:
        """The days that reach what is asked for."""
        return float(self.in_person + self.online if rule.online_may_replace else self.in_person)


def days_of(times: Iterable[Time], rule: DaysRule, *, until: date) -> Days:
    """What the times come to. Dates after `until` add nothing yet."""
    hours: dict[bool, dict[date, Fraction]] = {False: defaultdict(Fraction), True: defaultdict(Fraction)}
    has_online, why_not = False, set()
    for one in times:
        has_online = has_online or one.is_online
        if one.why_not:
            why_not.add(one.why_not)
            continue
        share = _share(one.hours, len(one.dates))
        for day in one.dates:
            if day <= until:
                hours[one.is_online][day] += share
    most = Fraction(rule.hours_a_day * rule.most_a_date)
    in_person = {day: min(there, most) for day, there in hours[False].items()}
    online = (min(there, most - in_person.get(day, 0)) for day, there in hours[True].items())
    return Days(
        sum(in_person.values(), Fraction(0)) / rule.hours_a_day,
        sum(online, Fraction(0)) / rule.hours_a_day,
        has_online,
        tuple(sorted(why_not)),
    )


@lru_cache(maxsize=4_096)
def _share(hours: Decimal, dates: int) -> Fraction:
    """Few different hours on few different numbers of dates: worked out once each."""
    return Fraction(hours) / dates


def _one_place(days: Fraction) -> str:
    """Cut off and not rounded: 4.96 days are not shown as the 5.0 that they do not reach."""
    tenths = int(days * 10)
    return f"{tenths // 10}.{tenths % 10}"
