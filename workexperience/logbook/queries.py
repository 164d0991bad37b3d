"""Reads of the days of a placement: what happened on them, and whether they are over."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from workexperience.logbook import rules
from workexperience.logbook.rules import Held, Outcome, Was
from workexperience.models import Application, Day


def held(application: Application) -> list[Held]:
    """Its days, the first first. One query, none where they are there already."""
    return [_held(day) for day in application.days.all()]


def _held(day: Day) -> Held:
    return Held(day.day, day.ends_at, day.hours, day.is_online, day.mark)


@dataclass(frozen=True)
class Attended:
    """What somebody was there for, in person and online: dates and hours."""

    in_person: Outcome | None
    online: Outcome | None

    @property
    def hours(self) -> Decimal:
        """Of both."""
        return sum((part.hours for part in (self.in_person, self.online) if part), Decimal(0))


def attended(application: Application) -> Attended:
    """The days and hours that they attended; None where there were none of a kind."""
    days = held(application)
    parts = [rules.outcome([day for day in days if day.is_online == online]) for online in (False, True)]
    in_person, online = (part if part and part.was == Was.ATTENDED else None for part in parts)
    return Attended(in_person, online)


def are_over(application: Application, *, now: datetime) -> bool:
    """Whether the last of its days has ended."""
    return rules.are_over(held(application), now=timezone.localtime(now))
