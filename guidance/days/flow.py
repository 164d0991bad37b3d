"""Booking for somebody else, whoever does it: whose times are offered, the time that is kept, the booking.

The same rules as for a learner who books (`guidance.booking.actions`); the sentences are for staff.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.carers.rules import years_old
from frontdoor.record.models import Learner
from guidance.booking import actions, finding, letters, yeses
from guidance.booking.actions import TAKEN, Answers, Chosen
from guidance.booking.finding import Slot, Wanted
from guidance.booking.rules import Yeses, for_staff, missing_yes, why_not_again
from guidance.booking.ways import ADULT, Way, is_adult, ways
from guidance.days.actions import book_again, booked_ahead
from guidance.models import Adviser, BookedAs, Channel, Hold, Meeting, Service
from guidance.times.clocks import london_day
from guidance.times.free import HORIZON
from guidance.times.stored import Asker

A_PAGE = 15  # times


@dataclass(frozen=True)
class Errand:
    """Somebody books for a learner. `adviser_ids`: only with these; `institution_id`: only on behalf of this school.

    `learner` is None for somebody who has no record yet, whose birth date is `born`. `meeting_id` is being moved.
    """

    by: Any
    now: datetime
    booked_as: BookedAs
    learner: Learner | None
    through: tuple[Way, ...]
    adviser_ids: frozenset[int] = frozenset()
    institution_id: int | None = None
    meeting_id: int | None = None
    is_child: bool = True
    born: date | None = None

    @property
    def asker(self) -> Asker:
        """For whom free times are asked."""
        return Asker(self.by.pk, None, self.meeting_id, is_child=self.is_child)

    @cached_property
    def offered(self) -> list[str]:
        """The ways in which the advisers who can be booked here meet people at all."""
        return finding.can_be(self.through)

    @cached_property
    def yeses(self) -> list[Yeses]:
        """Who has said yes until today, for each school on whose behalf they can meet; empty where nobody's age is known."""
        learner = self.learner or (Learner(date_of_birth=self.born) if self.born else None)
        on = timezone.localdate(self.now)
        schools = sorted({way.institution_id for way in self.through}, key=str)
        return [yeses.yeses(learner, one, on=on) for one in schools] if learner else []


def by_adviser(
    learner: Learner, mine: Iterable[Adviser], *, by: Any, now: datetime, moving: Meeting | None = None
) -> Errand:
    """An adviser books with themself, or moves a meeting of their own."""
    listed = list(mine)
    services = {one.service_id for one in listed}
    of_all = ways(learner, now=now, moving=moving.pk if moving else None)
    through = tuple(way for way in of_all if way.service_id in services)
    return Errand(
        by, now, BookedAs.ADVISER, learner, through,
        adviser_ids=frozenset(one.pk for one in listed),
        meeting_id=moving.pk if moving else None,
        is_child=_is_child(learner, now),
    )  # fmt: skip


def by_school(learner: Learner, institution_id: int, *, by: Any, now: datetime) -> Errand:
    """Staff of a school book with whoever gives guidance to the learner's year group there."""
    through = tuple(way for way in ways(learner, now=now) if way.institution_id == institution_id)
    return Errand(
        by, now, BookedAs.STAFF, learner, through, institution_id=institution_id, is_child=_is_child(learner, now)
    )


def by_service(service: Service, *, born: date, by: Any, now: datetime) -> Errand:
    """Staff of the adult service book for somebody who phones or walks in."""
    today = timezone.localdate(now)
    way = Way(service.pk, None, today, today + HORIZON)
    return Errand(by, now, BookedAs.STAFF, None, (way,), is_child=years_old(born, today) < ADULT, born=born)


def _is_child(learner: Learner, now: datetime) -> bool:
    return not is_adult(learner, today=timezone.localdate(now))


def slots(errand: Errand, after: datetime | None = None) -> list[Slot]:
    """The next free times, each start once; more than a page by one when there are later ones."""
    wanted = [Wanted(adviser_id=pk) for pk in sorted(errand.adviser_ids)] or [Wanted()]
    found: dict[datetime, Slot] = {}
    for one in wanted:
        for slot in finding.slots(errand.through, one, errand.asker, errand.now, after=after, most=A_PAGE + 1):
            found.setdefault(slot.time.start, slot)
    return [found[start] for start in sorted(found)][: A_PAGE + 1]


def days(found: Iterable[Slot]) -> list[tuple[date, list[Slot]]]:
    """Times day by day in England."""
    return [(day, list(rows)) for day, rows in groupby(found, key=lambda slot: london_day(slot.time.start))]


def channels(errand: Errand) -> list[str]:
    """The ways of meeting that are offered and for which no yes is missing."""
    return [one for one in errand.offered if not missing(errand, one)]


def why_not(errand: Errand) -> str:
    """Why nothing can be booked: the adviser has booked already, or a yes is missing for every way; else empty."""
    if errand.booked_as == BookedAs.ADVISER and errand.meeting_id is None and errand.learner:
        ahead = booked_ahead(errand.learner, by=errand.by, now=errand.now).count()
        if why := why_not_again(ahead):
            return why
    return "" if channels(errand) else next((why for one in Channel.values if (why := missing(errand, one))), "")


def no_video(errand: Errand) -> str:
    """Whose yes is missing where only video is left out for it, as a sentence to staff; else empty."""
    is_offered = Channel.VIDEO in errand.offered
    return missing(errand, Channel.VIDEO) if is_offered and channels(errand) else ""


def missing(errand: Errand, channel: str) -> str:
    """Whose yes is missing to meet in this way today, as a sentence to staff; empty when nothing is."""
    sentences = [missing_yes(channel, said) for said in errand.yeses]
    return "" if not sentences or "" in sentences else for_staff(sentences[0])


def chosen(key: str, channel: str) -> Chosen | None:
    """A time as a form sends it back (`Slot.key`); None for every other text."""
    adviser, _, moment = key.partition("-")
    if not (adviser.isascii() and adviser.isdigit() and moment.isascii() and moment.isdigit()) or len(key) > 30:
        return None
    try:
        return Chosen(int(adviser), datetime.fromtimestamp(int(moment), UTC), channel)
    except (OverflowError, ValueError, OSError):
        return None


def keep(errand: Errand, wanted: Chosen) -> Hold:
    """Keep the time while the answers are checked."""
    _refuse_others(errand, wanted)
    try:
        return actions.hold(
            chosen=wanted, learner=errand.learner, by=errand.by, now=errand.now, is_child=errand.is_child
        )
    except Refused as refusal:
        raise Refused(for_staff(str(refusal))) from refusal


def book(errand: Errand, wanted: Chosen, answers: Answers) -> Meeting:
    """Book it for the learner. The same again is the same meeting."""
    _refuse_others(errand, wanted)
    assert errand.learner is not None  # noqa: S101 whoever is not known yet is made known first
    try:
        if errand.booked_as == BookedAs.ADVISER:
            return book_again(learner=errand.learner, chosen=wanted, answers=answers, by=errand.by, now=errand.now)
        return actions.book(
            learner=errand.learner,
            chosen=wanted,
            answers=answers,
            booked_as=errand.booked_as,
            by=errand.by,
            now=errand.now,
            institution_id=errand.institution_id,
        )
    except Refused as refusal:
        raise Refused(for_staff(str(refusal))) from refusal


def move(errand: Errand, wanted: Chosen) -> Meeting:
    """Give the meeting that is being moved another time: its adviser may, until they have said what became of it."""
    _refuse_others(errand, wanted)
    assert errand.meeting_id is not None  # noqa: S101
    try:
        return actions.move(meeting_id=errand.meeting_id, chosen=wanted, by=errand.by, now=errand.now, even_begun=True)
    except Refused as refusal:
        raise Refused(for_staff(str(refusal))) from refusal


def _refuse_others(errand: Errand, wanted: Chosen) -> None:
    """An adviser books their own times only."""
    if errand.adviser_ids and wanted.adviser_id not in errand.adviser_ids:
        raise Refused(TAKEN)


def has_address(meeting: Meeting) -> bool:
    """Whether there is an address for the letters about a meeting, made already or not."""
    return meeting.learner_id is not None and bool(letters.address_of(meeting))


def as_meeting(errand: Errand, kept: Hold, answers: Answers) -> Meeting:
    """The meeting as it would be, not stored: what the page shows before the last press."""
    way = finding.way_to(errand.through, kept.adviser, london_day(kept.during.lower))
    return Meeting(
        adviser=kept.adviser,
        learner=errand.learner,
        during=kept.during,
        channel=kept.channel,
        place=kept.place if kept.channel == Channel.FACE else None,
        institution_id=way.institution_id if way else None,
        booked_as=errand.booked_as,
        **vars(answers),
    )
