"""Keeping a time, booking it, moving and cancelling a meeting.

Each holds the learner, then every row of the person whose time it takes, and asks again whether that is free: of two who
want one time the second waits and is told. The database would refuse them too (`guidance.models.Meeting`). Everybody holds
in one order, so that nobody waits in a ring: learner (or account), adviser, meeting, place, block. Whoever gives a time
back holds no adviser for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from guidance.advisers.holding import hold_person
from guidance.blocks import ledger
from guidance.booking import finding, letters, queries, reasons, yeses
from guidance.booking.queries import AROUND, around
from guidance.booking.rules import AT_THAT_TIME, HELD_FOR, MOST_AHEAD
from guidance.booking.ways import Way, is_adult, ways
from guidance.models import Adviser, BookedAs, Channel, Hold, Meeting, Place
from guidance.times import queries as times
from guidance.times.clocks import london_day
from guidance.times.free import Time
from guidance.times.stored import Asker

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are read for one another
TAKEN = "Somebody else has just taken this time, or it is no longer free. Choose another one."
TOO_MANY = f"You have {MOST_AHEAD} meetings booked. Go to one of them, or cancel one, before you book another."
BEGUN = "This meeting has begun or is over, so it cannot be changed."
CANCELLED = "This meeting is cancelled. Book another one."
GONE = "This record or meeting is not here any more."
Booked = Callable[[Meeting, Any, datetime], None]
Freed = Callable[[int], None]
_after_booking: list[Booked] = []
_after_freeing: list[Freed] = []


def on_booking(tell: Booked) -> Booked:
    """Call this with the meeting, who booked it and the time, in the transaction of the booking; its learner is held."""
    _after_booking.append(tell)
    return tell


def on_freeing(tell: Freed) -> Freed:
    """Call this with the service, in the transaction in which a time of it becomes free: work itself goes after the commit."""
    _after_freeing.append(tell)
    return tell


@dataclass(frozen=True)
class Chosen:
    """A time that somebody chose, and how they want to meet."""

    adviser_id: int
    start: datetime
    channel: str


@dataclass(frozen=True)
class Answers:
    """What somebody says for a meeting. `phone`: where to ring them. Words and help are by choice."""

    topic: str
    words: str = ""
    helps: str = ""
    shares_what_helps: bool = False
    phone: str = ""
    language: str = ""


@transaction.atomic
def hold(*, chosen: Chosen, learner: Learner | None, by: Any, now: datetime, is_child: bool | None = None) -> Hold:
    """Keep a time for this person while they answer. Their earlier one is free again.

    The same time again is kept until when it was kept before: nobody keeps one for ever by pressing again.

    `is_child` is said for somebody who has no record yet and whose age is known.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one hold a person: their second press waits here
    hold_person(chosen.adviser_id)
    if is_child is None:
        is_child = not is_adult(learner, today=timezone.localdate(now))
    asker = Asker(user_id=by.pk, is_child=is_child)
    adviser, time, _way = _free(chosen, ways(learner, now=now), asker, now)
    during = DateTimeTZRange(time.start, time.end)
    until = _kept_until(by, chosen, now) or now + HELD_FOR
    Hold.objects.filter(user=by).delete()
    Hold.objects.filter(adviser=adviser, during__overlap=during, expires_at__lte=now).delete()
    facts = {"during": during, "channel": chosen.channel, "place_id": _place(chosen, time)}
    return Hold.objects.create(adviser=adviser, user=by, expires_at=until, **facts)


@transaction.atomic
def book(
    *,
    learner: Learner,
    chosen: Chosen,
    answers: Answers,
    booked_as: BookedAs,
    by: Any,
    now: datetime,
    wait_id: int | None = None,
    institution_id: int | None = None,
) -> Meeting:
    """Book the time. The same again is the same meeting. Refused with the sentence that the page shows.

    `wait_id`: the time was offered to this wait and is kept for it. `institution_id`: only on behalf of this school.
    """
    learner = _held(learner.pk)
    mine = queries.to_come(learner_id=learner.pk, now=now)
    if same := _same(mine, chosen):
        return same
    hold_person(chosen.adviser_id)
    own = [one for one in mine if one.booked_as == BookedAs.LEARNER]
    if booked_as == BookedAs.LEARNER and len(own) >= MOST_AHEAD:
        raise Refused(TOO_MANY)
    through = [one for one in ways(learner, now=now) if institution_id in (None, one.institution_id)]
    adult = is_adult(learner, today=timezone.localdate(now))
    adviser, time, way = _free(chosen, through, Asker(by.pk, wait_id, is_child=not adult), now)
    _refuse(learner, chosen, way, time, mine)
    meeting = Meeting(
        adviser=adviser,
        learner=learner,
        during=DateTimeTZRange(time.start, time.end),
        channel=chosen.channel,
        place_id=_place(chosen, time),
        institution_id=way.institution_id,
        reference=get_random_string(8, LETTERS),
        booked_as=booked_as,
        created_by=by,
        created_at=now,
        **vars(answers),
    )
    _save(meeting)
    if way.block_id is not None:
        ledger.follow(meeting, way.block_id, now=now)
    _used(adviser, by, wait_id)
    reasons.begin(meeting, now=now)
    letters.booked(meeting, by=by, now=now)
    for tell in _after_booking:
        tell(meeting, by, now)
    return meeting


@transaction.atomic
def move(*, meeting_id: int, chosen: Chosen, by: Any, now: datetime, even_begun: bool = False) -> Meeting:
    """Give a meeting another time, way, or adviser; its reference stays. The same again changes nothing.

    `by` is None for whoever has only the letter's link. The old time is free at once. `even_begun`: its adviser says
    afterwards that it was not held then; that can be said as long as nobody has said what became of it.
    """
    meeting = held_meeting(meeting_id, chosen.adviser_id)
    if _is_it(meeting, chosen):
        return meeting
    _refuse_over(meeting, now, even_begun=even_begun)
    learner, before = meeting.learner, meeting.adviser
    asker = Asker(by.pk if by else None, None, meeting.pk, is_child=not is_adult(learner, today=london_day(now)))
    through = ways(learner, now=now, moving=meeting.pk)
    adviser, time, way = _free(chosen, through, asker, now)
    way = _stays(meeting, through, adviser, chosen) or way
    others = [one for one in queries.to_come(learner_id=learner.pk, now=now) if one.pk != meeting.pk]
    _refuse(learner, chosen, way, time, others)
    reasons.end(meeting, by=by, now=now)
    meeting.adviser, meeting.during = adviser, DateTimeTZRange(time.start, time.end)
    meeting.channel, meeting.place_id = chosen.channel, _place(chosen, time)
    meeting.institution_id = way.institution_id
    meeting.moves += 1
    _save(meeting)
    ledger.follow(meeting, way.block_id, now=now)
    if by:
        _used(adviser, by)
    reasons.begin(meeting, now=now)
    letters.moved(meeting, before=before, by=by, now=now)
    _freed(before)
    return meeting


@transaction.atomic
def cancel(*, meeting_id: int, because: str, by: Any, now: datetime) -> Meeting:
    """Cancel a meeting; its time is free at once. Repeating changes nothing. `by` is None for who has the letter's link."""
    meeting = held_meeting(meeting_id)
    if meeting.cancelled_at:
        return meeting
    _refuse_over(meeting, now)
    meeting.cancelled_by, meeting.cancelled_at, meeting.cancelled_because = by, now, because[:300]
    meeting.save(update_fields=["cancelled_by", "cancelled_at", "cancelled_because"])
    reasons.end(meeting, by=by, now=now)
    letters.cancelled(meeting, by=by, now=now)
    _freed(meeting.adviser)
    return meeting


def look(*, chosen: Chosen, learner: Learner | None, by: Any, now: datetime) -> Hold:
    """What `hold` would keep for them, not kept: nothing is written. Refused when it is not free."""
    asker = Asker(user_id=by.pk, is_child=not is_adult(learner, today=timezone.localdate(now)))
    adviser, time, _way = _found(chosen, ways(learner, now=now), asker, now)
    during = DateTimeTZRange(time.start, time.end)
    return Hold(adviser=adviser, user=by, during=during, channel=chosen.channel, place_id=_place(chosen, time))


def _kept_until(by: Any, chosen: Chosen, now: datetime) -> datetime | None:
    """Until when this time is kept for them already, in whichever way they want to meet."""
    same = Hold.objects.filter(user=by, adviser=chosen.adviser_id, during__startswith=chosen.start, expires_at__gt=now)
    return same.values_list("expires_at", flat=True).first()


def _freed(adviser: Adviser) -> None:
    for tell in _after_freeing:
        tell(adviser.service_id)


def _held(learner_id: int) -> Learner:
    """The learner, held to the end of the transaction: whoever presses twice, or on two pages, waits here.

    Refused when the record was erased, or joined into another one, while we waited.
    """
    found = Learner.objects.select_related("account").select_for_update(of=("self",), no_key=True)
    learner = found.filter(pk=learner_id, joined_into=None).first()
    if learner is None:
        raise Refused(GONE)
    return learner


def held_meeting(meeting_id: int, adviser_id: int | None = None) -> Meeting:
    """A meeting to the end of the transaction, its learner held first, as whoever books does; between them the adviser whose time it is to take."""
    learner_id = Meeting.objects.filter(pk=meeting_id).values_list("learner", flat=True).first()
    if learner_id is None:
        raise Refused(GONE)
    _held(learner_id)
    if adviser_id is not None:
        hold_person(adviser_id)
    mine = Meeting.objects.select_for_update(of=("self",)).select_related(*AROUND)
    meeting = mine.filter(pk=meeting_id, learner=learner_id).first()
    if meeting is None:
        raise Refused(GONE)
    return meeting


def _same(mine: list[Meeting], chosen: Chosen) -> Meeting | None:
    """The meeting that this press made before. In another way it is another wish: a meeting is moved for that."""
    there = (one for one in mine if (one.adviser_id, one.during.lower) == (chosen.adviser_id, chosen.start))
    same = next(there, None)
    if same and same.channel != chosen.channel:
        raise Refused(AT_THAT_TIME)
    return same and around(Meeting.objects.all()).get(pk=same.pk)


def _stays(meeting: Meeting, through: list[Way], adviser: Adviser, chosen: Chosen) -> Way | None:
    """The way that a moved meeting keeps where it can: its own block, else its own school. No other school pays for it."""
    day, block_id = london_day(chosen.start), ledger.drawn_by(meeting)
    same = [one for one in through if one.institution_id == meeting.institution_id]
    own = [one for one in same if one.block_id is not None and one.block_id == block_id]
    return finding.way_to(own, adviser, day, chosen.channel) or finding.way_to(same, adviser, day, chosen.channel)


def _is_it(meeting: Meeting, chosen: Chosen) -> bool:
    now_it_is = Chosen(meeting.adviser_id, meeting.during.lower, meeting.channel)
    return meeting.cancelled_at is None and now_it_is == chosen


def _free(chosen: Chosen, through: list[Way], asker: Asker, now: datetime) -> tuple[Adviser, Time, Way]:
    """The time as it is free now, its adviser, and by which way; Refused when it is not. Its place is held."""
    free = _found(chosen, through, asker, now)
    if chosen.channel == Channel.FACE and not _open_place(free[1].place_id):
        raise Refused(TAKEN)
    return free


def _found(chosen: Chosen, through: list[Way], asker: Asker, now: datetime) -> tuple[Adviser, Time, Way]:
    """The same without holding anything."""
    found = finding.whom_exactly(through, chosen.adviser_id)
    way = finding.way_to(through, found, london_day(chosen.start), chosen.channel) if found else None
    time = times.of_one_at_work(found, chosen.start, now, asker) if found and way else None
    if found is None or way is None or time is None or chosen.channel not in time.channels:
        raise Refused(TAKEN)
    return found, time, way


def _open_place(place_id: int | None) -> bool:
    """Whether people are still met there; the place is held, so that nobody closes it meanwhile."""
    if place_id is None:
        return False
    held = Place.objects.select_for_update(no_key=True).filter(pk=place_id, closed_at=None)
    return held.first() is not None


def _place(chosen: Chosen, time: Time) -> int | None:
    return time.place_id if chosen.channel == Channel.FACE else None


def _refuse(learner: Learner, chosen: Chosen, way: Way, time: Time, mine: list[Meeting]) -> None:
    """Whose yes is missing, and whether the learner is elsewhere then."""
    if why_not := yeses.why_not(learner, way.institution_id, chosen.channel, on=london_day(time.start)):
        raise Refused(why_not)
    if any(one.during.lower < time.end and time.start < one.during.upper for one in mine):
        raise Refused(AT_THAT_TIME)


def _refuse_over(meeting: Meeting, now: datetime, *, even_begun: bool = False) -> None:
    if meeting.cancelled_at:
        raise Refused(CANCELLED)
    if meeting.outcome or (meeting.during.lower <= now and not even_begun):
        raise Refused(BEGUN)


def _save(meeting: Meeting) -> None:
    """The database has the last word on two at one time. Each action is rolled back whole, to where its caller began it."""
    try:
        meeting.save()
    except IntegrityError as problem:
        if "guidance_meeting_" not in str(problem):
            raise
        raise Refused(TAKEN) from problem


def _used(adviser: Adviser, by: Any, wait_id: int | None = None) -> None:
    """What was kept for a meeting that is booked now is kept no more."""
    kept = Q(user=by, adviser=adviser)
    Hold.objects.filter(kept | Q(wait=wait_id) if wait_id else kept).delete()
