"""Who looks for a meeting, what the advisers behind their ways offer, and on which days nobody's yes is missing."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from frontdoor.record.carers.queries import age_of
from frontdoor.record.carers.rules import DECIDES, KNOWS
from frontdoor.record.models import Learner
from frontdoor.record.queries import own_learner
from guidance.booking import finding, yeses
from guidance.booking.queries import coming
from guidance.booking.rules import MOST_AHEAD, later_than
from guidance.booking.ways import Way, is_adult, ways
from guidance.models import BookedAs, Channel, Language, Meeting, ParentalYes, Specialism
from guidance.times.clocks import ONE_DAY
from guidance.times.stored import Asker


@dataclass(frozen=True)
class Visitor:
    """Somebody on the way to a meeting. `learner` is None for whoever has no record, or is not signed in."""

    learner: Learner | None
    through: list[Way]
    asker: Asker
    coming: list[Meeting]


@dataclass(frozen=True)
class Offered:
    """What the advisers behind somebody's ways offer, in the order in which it is shown."""

    channels: list[str]
    languages: list[str]
    specialisms: list[str]


def visitor(user: Any, *, now: datetime) -> Visitor:
    """Whoever is signed in, or anybody."""
    learner = own_learner(user)
    asker = Asker(user_id=user.pk, is_child=not is_adult(learner, today=timezone.localdate(now)))
    ahead = list(coming(learner.meetings.all(), now)) if learner else []
    return Visitor(learner, ways(learner, now=now), asker, ahead)


def offered(through: list[Way]) -> Offered:
    """One query."""
    rows = finding.whom(through, finding.Wanted()).values_list("channels", "languages", "specialisms")
    channels, languages, specialisms = (set[str](), set[str](), set[str]())
    for meets, speaks, knows in rows if through else ():
        channels |= set(meets or Channel.values)
        languages |= set(speaks)
        specialisms |= set(knows)
    return Offered(
        [one for one in Channel.values if one in channels],
        [one for one in Language.values if one in languages],
        [one for one in Specialism.values if one in specialisms],
    )


def is_full(seeker: Visitor) -> bool:
    """Whether they have booked so many meetings themself that they can book no more."""
    return sum(one.booked_as == BookedAs.LEARNER for one in seeker.coming) >= MOST_AHEAD


def is_known(learner: Learner | None) -> bool:
    """Whether anything says how old they are. Who has no record, or one without a birth date or year group, is asked."""
    age = age_of(learner) if learner else None
    return age is not None and (age.born is not None or age.year_group is not None)


def agreed(seeker: Visitor, channel: str) -> tuple[list[Way], str]:
    """The ways on the days on which nobody's yes is missing; and the sentence when that leaves none.

    Of whom nothing is known the question comes later, with the birth date.
    """
    learner = seeker.learner
    if learner is None or not is_known(learner):
        return seeker.through, ""
    turns, left, said = _turns(learner), [], ""
    for way in seeker.through:
        for part in _parts(way, turns):
            why_not = yeses.why_not(learner, part.institution_id, channel, on=part.first_day)
            if not why_not:
                left.append(part)
            said = said or why_not
    return left, "" if left else said


def later_only(seeker: Visitor, left: list[Way], channel: str) -> str:
    """That a birthday is awaited, as a sentence, where nobody's yes is missing from it on and somebody's is before; else empty."""
    born = seeker.learner.date_of_birth if seeker.learner else None
    first = min((way.first_day for way in left), default=None)
    if born is None or first is None or min(way.first_day for way in seeker.through) >= first:
        return ""
    years = next((one for one in (KNOWS, DECIDES) if _birthday(born, one) == first), None)
    return later_than(years, channel) if years else ""


def _turns(learner: Learner) -> list[date]:
    """The days on which an answer may change: birthdays, and where what a parent or carer said begins or is over."""
    turns: set[date] = set()
    if born := learner.date_of_birth:
        turns |= {_birthday(born, years) for years in (KNOWS, DECIDES)}
    said = ParentalYes.objects.filter(Q(learner=learner, ended_at=None))
    for said_on, until in said.values_list("said_on", "until"):
        turns |= {said_on, until + ONE_DAY}
    return sorted(turns)


def _birthday(born: date, years: int) -> date:
    """As `carers.rules.years_old` has it: who is born on 29 February has it on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _parts(way: Way, turns: list[date]) -> list[Way]:
    """A way, cut where an answer may change."""
    starts = [way.first_day, *(day for day in turns if way.first_day < day <= way.last_day)]
    ends = [*(day - ONE_DAY for day in starts[1:]), way.last_day]
    return [replace(way, first_day=first, last_day=last) for first, last in zip(starts, ends, strict=True)]
