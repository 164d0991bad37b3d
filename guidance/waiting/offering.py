"""Free times of a service are offered to whoever waits for it, down the line. One person, one offer, one transaction."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils import timezone

from frontdoor.ground.refused import Refused
from guidance.advisers.holding import hold_person
from guidance.booking import yeses
from guidance.booking.finding import way_to, within
from guidance.booking.letters import reach
from guidance.booking.queries import coming
from guidance.booking.rules import missing_yes
from guidance.booking.ways import Way, is_adult
from guidance.models import Adviser, Channel, Hold, Wait, WaitEnd
from guidance.times import queries as times
from guidance.times.clocks import london_day
from guidance.times.free import Time
from guidance.times.stored import Asker
from guidance.waiting import actions, expiring, letters, queries, rules
from guidance.waiting.times import FreeTimes, Wants

log = logging.getLogger(__name__)
MOST_TRIES = 3  # when somebody else was quicker
Offered = tuple[Adviser, Time]


class _TakenMeanwhileError(Exception):
    """Somebody else has taken the time since it was looked up."""


def offer(service_id: int, now: datetime) -> tuple[int, int]:
    """Go down the line while anything is free: how many times were offered, and for how many people it failed.

    Whoever cannot use what is free costs no query; everybody else a constant number of them.
    """
    free, made, stuck = FreeTimes(service_id, now), 0, 0
    nothing: set[tuple[Wants, date | None]] = set()
    for wait in list(queries.line(service_id, now=now)):
        wants, until = _wants(wait, wait.channels, now), _until(wait, now)
        if (wants, until) in nothing or free.first(wants, until=until) is None:
            nothing.add((wants, until))
            continue
        try:
            free, offered = offer_to(wait.pk, free, now)
            made += offered
        except Refused:  # the record was erased or joined meanwhile: the next run sees what is left
            continue
        except Exception as error:  # noqa: BLE001 whatever it is, the others must not wait for it
            log.error("Nothing could be offered to wait %s: %s", wait.pk, type(error).__name__)  # noqa: TRY400 no traceback: it quotes
            stuck += 1
    return made, stuck


def offer_to(wait_id: int, free: FreeTimes, now: datetime) -> tuple[FreeTimes, bool]:
    """Offer one person their earliest time; what is free afterwards, and whether there was one."""
    for _ in range(MOST_TRIES):
        try:
            with transaction.atomic():
                found = _offer(wait_id, free, now)
        except _TakenMeanwhileError:  # look again, without the locks: two who wait for each other would for ever
            free = FreeTimes(free.service_id, now)
            continue
        if found:
            free.take(*found)
        return free, found is not None
    return free, False


def _offer(wait_id: int, free: FreeTimes, now: datetime) -> Offered | None:
    """The time that is kept for them now. None when nothing suits, or when it is not their turn any more."""
    wait = actions.held(wait_id)
    if not queries.in_line(now).filter(pk=wait.pk).exists():
        return None
    through = expiring.ways_to(wait, now)
    if not through:
        if not expiring.is_used_up(wait, now):
            actions.end(wait, WaitEnd.LEFT, by=None, now=now)
        return None
    found = _found(wait, through, free, now)
    way = way_to(through, found[0], london_day(found[1].start)) if found else None
    if found is None or way is None:
        return None
    wait.institution_id = way.institution_id
    bought = within(found[1], through, found[0], london_day(found[1].start))
    if channel := _channel(wait, bought):
        _keep(wait, *found, channel, now)
        return found
    return None


def _found(wait: Wait, through: list[Way], free: FreeTimes, now: datetime) -> Offered | None:
    """The earliest time to which there is a way, that they were not offered before, and at which they meet nobody else."""
    if not reach(wait.learner, wait.institution_id):
        return None
    busy = [one.during for one in coming(wait.learner.meetings.all(), now)]
    before = letters.offered_before(wait)

    def fits(adviser: Adviser, time: Time) -> bool:
        day = london_day(time.start)
        return (
            way_to(through, adviser, day) is not None
            and bool(within(time, through, adviser, day).channels)
            and queries.time_key(adviser.pk, time.start) not in before
            and not any(time.start < one.upper and one.lower < time.end for one in busy)
        )

    channels = _agreed(wait, london_day(now))
    return free.first(_wants(wait, channels, now), fits, until=_until(wait, now)) if channels else None


def _agreed(wait: Wait, day: date) -> list[str]:
    """The ways in which they want to meet and for which nobody's yes is missing on a day."""
    said = yeses.yeses(wait.learner, wait.institution_id, on=day)
    return [one for one in wait.channels if not missing_yes(one, said)]


def _channel(wait: Wait, time: Time) -> str:
    """How they meet then; empty where somebody's yes, which stands today, will be over by then."""
    agreed = _agreed(wait, london_day(time.start))
    return next((one for one in Channel.values if one in agreed and one in time.channels), "")


def _keep(wait: Wait, adviser: Adviser, time: Time, channel: str, now: datetime) -> None:
    """Keep it, count it, and write the letter. After the day until which it is kept their place in the line is a new one."""
    hold_person(adviser.pk)
    asker = Asker(wait_id=wait.pk, is_child=not is_adult(wait.learner, today=timezone.localdate(now)))
    if times.free_at(adviser, time.start, now, asker) != time:
        raise _TakenMeanwhileError
    during = DateTimeTZRange(time.start, time.end)
    over = Q(wait=wait) | Q(adviser=adviser, during__overlap=during, expires_at__lte=now)
    Hold.objects.filter(over).delete()
    until = rules.kept_until(now, time.start, timedelta(hours=adviser.notice))
    place_id = time.place_id if channel == Channel.FACE else None
    facts = {"during": during, "channel": channel, "place_id": place_id, "expires_at": until}
    hold = Hold.objects.create(adviser=adviser, wait=wait, **facts)
    wait.offers, wait.ready_at = wait.offers + 1, until
    wait.save(update_fields=["offers", "ready_at", "institution"])
    letters.offered(wait, hold, now=now)


def _until(wait: Wait, now: datetime) -> date | None:
    return rules.offered_until(wait.promised_by, timezone.localdate(now))


def _wants(wait: Wait, channels: Iterable[str], now: datetime) -> Wants:
    child = not is_adult(wait.learner, today=timezone.localdate(now))
    return Wants(frozenset(channels), wait.language, child)
