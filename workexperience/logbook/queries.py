"""Reads of the days of a placement: what happened on them, and whether they are over."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from frontdoor.record.activities.words import hours_in_words
from frontdoor.record.models import Learner
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

    @property
    def words(self) -> str:
        """`30 hours in person and 5 hours online`."""
        parts = [(self.in_person, "in person"), (self.online, "online")]
        return " and ".join(f"{hours_in_words(part.hours)} {how}" for part, how in parts if part)

    @property
    def dates(self) -> list[date]:
        """Every date on which they were there, in order."""
        return sorted({day for part in (self.in_person, self.online) if part for day in part.dates})


def attended(application: Application) -> Attended:
    """The days and hours that they attended; None where there were none of a kind."""
    days = held(application)
    parts = [rules.outcome([day for day in days if day.is_online == online]) for online in (False, True)]
    in_person, online = (part if part and part.was == Was.ATTENDED else None for part in parts)
    return Attended(in_person, online)


def are_over(application: Application, *, now: datetime) -> bool:
    """Whether the last of its days has ended."""
    return rules.are_over(held(application), now=timezone.localtime(now))


def own(learner: Learner) -> QuerySet[Application]:
    """A learner's applications with all that their pages show: the offer, the employer, the school, the days."""
    around = ("learner", "institution", "offer__employer__organisation")
    return Application.objects.filter(learner=learner).select_related(*around).prefetch_related("days")


def why_no_log(day: Day, *, now: datetime) -> str:
    """Why the log book takes no words about this day; empty when it does."""
    return rules.why_no_log(day.application.state, day.day, today=timezone.localdate(now))


def why_no_reflection(application: Application, *, now: datetime) -> str:
    """Why a reflection cannot be written; empty when it can."""
    return rules.why_no_reflection(application.state, held(application), now=timezone.localtime(now))
