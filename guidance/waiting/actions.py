"""Joining the waiting list and leaving it; saying yes or no to a time that is offered.

Each holds the learner first, then the wait, then the adviser's person, as whoever books does. What happens by itself stands
in `sweep`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from frontdoor.ground.often import asked_often
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year, first_day
from frontdoor.record.models import ActivityKind, Attendance, Learner, Participation
from frontdoor.record.queries import year_begun
from guidance.booking import actions as booking
from guidance.booking import finding, yeses
from guidance.booking.actions import Answers, Chosen
from guidance.booking.finding import Slot, Wanted
from guidance.booking.letters import reach
from guidance.booking.queries import coming
from guidance.booking.rules import MOST_AHEAD, missing_yes
from guidance.booking.ways import Way, is_adult, ways
from guidance.models import BookedAs, Hold, Meeting, Service, Wait, WaitEnd
from guidance.times.clocks import london_day
from guidance.times.stored import Asker
from guidance.waiting import letters, queries, rules

NOBODY = "Nobody gives guidance to you here yet. Ask your careers leader who you can talk to."
NO_ADDRESS = "We have no email address for them, so no time can be offered. Book a meeting with them instead."
FREE_NOW = "There is a free time soon that suits what you want. Book it, and you need not wait."
GONE = "This record or wait is not here any more."
OVER = "This time is not kept for you any more."
ANOTHER = "Another meeting was booked, so you do not wait any more. This time is not kept for you."


@transaction.atomic
def join(
    *, learner: Learner, channels: Sequence[str], answers: Answers, booked_as: BookedAs, by: Any, now: datetime
) -> Wait:
    """Put somebody on the waiting list: by when they get a time is promised, and by whom. Whoever waits already stays as is.

    Refused where somebody's yes is missing, and while a time that suits is free by the day that would be promised.
    """
    learner = _held_learner(learner.pk)
    if already := queries.live_of(learner):
        return already
    today, through = timezone.localdate(now), ways(learner, now=now)
    way = owner(through, Wanted(language=answers.language, channels=tuple(channels)), today=today)
    if way is None:
        raise Refused(NOBODY)
    agreed = _agreed(learner, way, channels, by=by, now=now)
    asker = Asker(user_id=by.pk, is_child=not is_adult(learner, today=today))
    first = free_now(through, asker, coming(learner.meetings.all(), now), agreed, answers.language, now=now)
    if in_time(first, now=now):
        raise Refused(FREE_NOW)
    made = Wait.objects.create(
        learner=learner,
        service_id=way.service_id,
        institution_id=way.institution_id,
        channels=list(channels),
        band=band_of(learner, way.institution_id, today=today),
        promised_by=queries.promise(today),
        ready_at=now,
        booked_as=booked_as,
        created_by=by,
        created_at=now,
        **vars(answers),
    )
    letters.joined(made, now=now)
    return made


def owner(through: Sequence[Way], wanted: Wanted, *, today: date) -> Way | None:
    """Who owns the promise: own staff before other suppliers, these before the services for adults; None when there is nobody.

    Before all of it whoever has an adviser at work who can be what is wanted: nobody else could keep the promise.
    """
    able = set(finding.whom(through, wanted).values_list("service", flat=True)) if through else set()
    places = dict(Service.objects.filter(pk__in={way.service_id for way in through}).values_list("pk", "organisation"))

    def order(way: Way) -> tuple[bool, bool, bool, bool, date, int]:
        is_own = places[way.service_id] == way.institution_id
        return (
            way.service_id not in able,
            way.institution_id is None,
            not way.includes(today),
            not is_own,
            way.first_day,
            way.service_id,
        )

    return min(through, key=order, default=None)


def free_now(
    through: Sequence[Way],
    asker: Asker,
    meetings: Iterable[Meeting],
    channels: Sequence[str],
    language: str,
    *,
    now: datetime,
) -> Slot | None:
    """The next time that they could book right now, as they want to meet and not while they meet somebody."""
    wanted = Wanted(channels=tuple(channels), language=language)
    busy = [(one.during.lower, one.during.upper) for one in meetings]
    return next(iter(finding.slots(through, wanted, asker, now, most=1, besides=busy)), None)


def in_time(first: Slot | None, *, now: datetime) -> bool:
    """Whether the first free time is so near that nobody needs to wait: pages and the action ask here."""
    promised = queries.promise(timezone.localdate(now))
    return rules.is_in_time(london_day(first.time.start) if first else None, promised)


def band_of(learner: Learner, institution_id: int | None, *, today: date) -> int:
    """The band: by the roll's year group, and by what the record says of meetings with an adviser in this phase."""
    here = learner.enrolments.filter(institution=institution_id, ended_on=None) if institution_id else None
    enrolment = here.select_related("institution").order_by("sort", "pk").first() if here is not None else None
    year_group = enrolment.year_group if enrolment else None
    year = year_begun(enrolment.institution, today=today) if enrolment else academic_year(today)
    since = rules.phase_began(year_group, first_day(year))
    met = Participation.objects.filter(
        learner=learner,
        attendance=Attendance.ATTENDED,
        activity__kind=ActivityKind.GUIDANCE,
        activity__one_to_one=True,
    )
    return rules.band(year_group, has_met=since is not None and met.filter(activity__day__gte=since).exists())


@transaction.atomic
def withdraw(*, wait_id: int, by: Any, now: datetime) -> Wait:
    """They do not want to wait any more; what was on offer is free at once. Repeating changes nothing."""
    wait = held(wait_id)
    return wait if wait.ended_at else end(wait, WaitEnd.WITHDRAWN, by=by, now=now)


@transaction.atomic
def accept(*, wait_id: int, number: int, by: Any, now: datetime, time: str = "") -> Meeting:
    """Book the time that is offered, and end the wait. Repeating is the same meeting.

    `number`: which offer is answered. `time`: which time the page showed (`queries.time_key`), because an offer that is given
    back leaves its number to the next one. `by` is None for whoever has only the letter's link: then it is booked as if by
    whoever put them on the list. Refused when it is kept no more, when the wait ended with another meeting, or when the time is
    not free after all (`give_back` says what then).
    """
    wait = held(wait_id)
    if wait.meeting and queries.is_of_offer(wait, letters.offered_before(wait, number), time):
        return wait.meeting
    if wait.meeting:
        raise Refused(ANOTHER)
    offer = _answered(wait, number, now, time)
    if offer is None:
        raise Refused(OVER)
    answers = Answers(wait.topic, wait.words, wait.helps, wait.shares_what_helps, wait.phone, wait.language)
    return booking.book(
        learner=wait.learner,
        chosen=Chosen(offer.adviser_id, offer.during.lower, offer.channel),
        answers=answers,
        booked_as=BookedAs(wait.booked_as),
        by=by or wait.created_by,
        now=now,
        wait_id=wait.pk,
    )


@transaction.atomic
def decline(*, wait_id: int, number: int, by: Any, now: datetime, time: str = "") -> Wait:
    """Say no to the time. Once: back of the line, with a new promise. Twice: the wait ends. Repeating changes nothing."""
    wait = held(wait_id)
    if _answered(wait, number, now, time) is None:
        return wait
    if wait.offers >= rules.MOST_OFFERS:
        return end(wait, WaitEnd.WITHDRAWN, by=by, now=now)
    Hold.objects.filter(wait=wait).delete()
    return back_of_the_line(wait, now)


@transaction.atomic
def give_back(*, wait_id: int, number: int, now: datetime) -> Wait:
    """The time that was offered is not free after all, which is not their fault: the offer never was, and they are next."""
    wait = held(wait_id)
    if _answered(wait, number, now) is None:
        return wait
    Hold.objects.filter(wait=wait).delete()
    wait.offers, wait.ready_at = wait.offers - 1, wait.created_at
    wait.save(update_fields=["offers", "ready_at"])
    return wait


def back_of_the_line(wait: Wait, moment: datetime) -> Wait:
    """A new place from this moment on, and with it a new promise."""
    wait.ready_at, wait.promised_by = moment, queries.promise(london_day(moment))
    wait.save(update_fields=["ready_at", "promised_by"])
    return wait


def end(wait: Wait, how: WaitEnd, *, by: Any, now: datetime, meeting: Meeting | None = None) -> Wait:
    """End a wait that is held. Whoever did not end it themself gets a letter."""
    wait.end, wait.ended_by, wait.ended_at, wait.meeting = how, by, now, meeting
    wait.save(update_fields=["end", "ended_by", "ended_at", "meeting"])
    Hold.objects.filter(wait=wait).delete()
    if how in (WaitEnd.LEFT, WaitEnd.NO_ANSWER):
        letters.ended(wait, now=now)
    return wait


@booking.on_booking
def end_with(meeting: Meeting, by: Any, now: datetime) -> None:
    """Whoever has a meeting with the service waits for it no more, in whichever way it was booked. One query for who does not."""
    there = _waits_of(learner_id=meeting.learner_id, service_id=meeting.adviser.service_id)
    # Nobody else begins one meanwhile, because the learner is held.
    for wait in queries.live().filter(pk__in=there).select_for_update(of=("self",), no_key=True) if there else ():
        end(wait, WaitEnd.BOOKED, by=by, now=now, meeting=meeting)


@asked_often
def _waits_of(*, learner_id: int, service_id: int) -> QuerySet[Wait, int]:
    return queries.live().filter(learner=learner_id, service=service_id).values_list("pk", flat=True)


def held(wait_id: int) -> Wait:
    """A wait with all around it; its learner is held before. Refused when the record was erased, or joined into another."""
    learner_id = Wait.objects.filter(pk=wait_id).values_list("learner", flat=True).first()
    if learner_id is None:
        raise Refused(GONE)
    _held_learner(learner_id)
    found = Wait.objects.select_for_update(of=("self",), no_key=True)
    around = found.select_related(*queries.AROUND, "created_by", "meeting")
    wait = around.filter(pk=wait_id, learner=learner_id).first()
    if wait is None:
        raise Refused(GONE)
    return wait


def _answered(wait: Wait, number: int, now: datetime, time: str = "") -> Hold | None:
    """What is on offer, if it is this offer, and of this time where one is said."""
    offer = queries.offer_of(wait, now=now) if wait.offers == number and not wait.ended_at else None
    is_it = offer is not None and time in ("", queries.time_key(offer.adviser_id, offer.during.lower))
    return offer if is_it else None


def _held_learner(learner_id: int) -> Learner:
    found = Learner.objects.select_related("account").select_for_update(of=("self",), no_key=True)
    learner = found.filter(pk=learner_id, joined_into=None).first()
    if learner is None:
        raise Refused(GONE)
    return learner


def _agreed(learner: Learner, way: Way, channels: Sequence[str], *, by: Any, now: datetime) -> list[str]:
    """Those ways of meeting for which nobody's yes is missing today. One is enough to wait; the others may be agreed to yet."""
    said = yeses.yeses(learner, way.institution_id, on=timezone.localdate(now))
    missing = {one: missing_yes(one, said) for one in channels}
    if all(missing.values()):
        raise Refused(next(iter(missing.values())))
    if not reach(learner, way.institution_id):
        raise Refused(NO_ADDRESS)
    own = coming(learner.meetings.filter(booked_as=BookedAs.LEARNER), now)
    if by.pk == learner.account_id and own.count() >= MOST_AHEAD:
        raise Refused(booking.TOO_MANY)
    return [one for one in channels if not missing[one]]
