"""What is stored about the time of advisers, read at once for any number of them, and as the rules of free times see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet, Value

from frontdoor.ground.calendars import LONDON
from frontdoor.ground.often import asked_often
from frontdoor.organisations.calendar.queries import Calendars
from guidance.advisers import queries as advisers_queries
from guidance.models import Adviser, Change, Channel, Hold, Meeting, Weekly
from guidance.times import free
from guidance.times.clocks import ONE_DAY, monday_of

SETTINGS = ("minutes", "buffer", "most_a_day", "most_a_week", "notice")
SIX_DAYS = 6 * ONE_DAY
Row = tuple[int, DateTimeTZRange, str]  # adviser, when, reference


@dataclass(frozen=True)
class Booked:
    """A booked meeting: when it is, what people quote, and nothing about with whom."""

    adviser_id: int
    user_id: int
    start: datetime
    end: datetime
    reference: str


@dataclass(frozen=True)
class Asker:
    """For whom free times are asked: what they hold or move is in nobody's way; a child is met by who may meet children."""

    user_id: int | None = None
    wait_id: int | None = None
    meeting_id: int | None = None
    is_child: bool = False


ANYBODY = Asker()


class Stored:
    """Eight queries at most: whose rows, hours, changes, meetings, holds, what advisers are able to do, bank holidays, terms.

    Hours and changes are all that are not over on `first_day`. Meetings are those of the persons, whatever the service they
    hold them for, in the weeks of `first_day` to `last_day`.
    """

    def __init__(
        self, advisers: Sequence[Adviser], first_day: date, last_day: date, now: datetime, asker: Asker = ANYBODY
    ) -> None:
        self.calendars = Calendars()
        theirs = [one.pk for one in advisers]
        self.weekly = _by_adviser(_weekly(adviser_ids=theirs, first_day=first_day))
        self.changes = _by_adviser(_changes(adviser_ids=theirs, first_day=first_day))
        self.booked: dict[int, list[Booked]] = defaultdict(list)
        self.held: dict[int, list[Booked]] = defaultdict(list)
        whose = dict(_rows_of(user_ids=list({one.user_id for one in advisers})))
        when = {"adviser_ids": list(whose), **_around(first_day, last_day)}
        for one in _booked(whose, _meetings(**when, besides=asker.meeting_id)):
            self.booked[one.user_id].append(one)
        for one in _booked(whose, _held_by_others(**when, now=now, user=asker.user_id, wait=asker.wait_id)):
            self.held[one.user_id].append(one)
        self.seen = advisers_queries.seen_of(advisers, for_child=asker.is_child)

    def plan(self, adviser: Adviser) -> free.Plan:
        """Everything that decides the adviser's free times."""
        changes = self.changes.get(adviser.pk, [])
        return free.Plan(
            weekly=tuple(
                weekly_rule(row, self.calendars, ways)
                for row in self.weekly.get(adviser.pk, [])
                if (ways := _ways(row, adviser))
            ),
            extra=tuple(_extra(row, adviser) for row in changes if not row.is_away and _ways(row, adviser)),
            away=tuple(_away(row) for row in changes if row.is_away),
            taken=tuple(
                free.Taken(one.start, one.end, counts=one.adviser_id == adviser.pk)
                for rows in (self.booked, self.held)
                for one in rows.get(adviser.user_id, [])
            ),
            settings=free.Settings(**{name: getattr(adviser, name) for name in SETTINGS}),
            bank_holidays=self.calendars.of(None).bank_holidays,
            seen=tuple(self.seen.get(adviser.pk, [])),
        )

    def outside(self, adviser: Adviser, now: datetime) -> list[Booked]:
        """The adviser's coming meetings that lie in no hours any more: the hours went, the meetings stayed."""
        plan = self.plan(adviser)
        coming = [one for one in self.booked.get(adviser.user_id, []) if one.start > now]
        return [one for one in coming if one.adviser_id == adviser.pk and not free.holds(plan, one.start, one.end)]


def weekly_rule(row: Weekly, calendars: Calendars, ways: tuple[str, ...]) -> free.Weekly:
    """Weekly hours as the rules of free times see them, with these ways of meeting."""
    calendar = calendars.of(row.terms_of_id) if row.terms_of_id else None
    when = (row.weekday, row.starts_at, row.ends_at)
    return free.Weekly(*when, ways, _place(row, ways), row.first_day, row.last_day, calendar)


def not_over(day: date) -> Q:
    """Weekly hours that are held on a day or later."""
    return Q(last_day=None) | Q(last_day__gte=day)


def moments(first_day: date, last_day: date) -> DateTimeTZRange:
    """From the first moment of a day to the last of another one, in England."""
    return DateTimeTZRange(*(datetime.combine(day, time(), LONDON) for day in (first_day, last_day + ONE_DAY)))


def _by_adviser(rows: Iterable) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[row.adviser_id].append(row)
    return found


def _around(first_day: date, last_day: date) -> dict[str, datetime]:
    """From when to when meetings begin that matter here: the weeks of these days, because a week has a limit.

    And a day more on each side, because of the breaks, and because nobody is met for longer than a day.
    """
    around = moments(monday_of(first_day) - ONE_DAY, monday_of(last_day) + SIX_DAYS + ONE_DAY)
    return {"since": around.lower, "before": around.upper}


@asked_often
def _weekly(*, adviser_ids: list[int], first_day: date) -> QuerySet[Weekly]:
    found = Weekly.objects.filter(not_over(first_day), adviser__in=adviser_ids).select_related("place")
    return found.order_by("weekday", "starts_at", "first_day", "pk")


@asked_often
def _changes(*, adviser_ids: list[int], first_day: date) -> QuerySet[Change]:
    found = Change.objects.filter(adviser__in=adviser_ids, last_day__gte=first_day).select_related("place")
    return found.order_by("first_day", "starts_at", "pk")


@asked_often
def _rows_of(*, user_ids: list[int]) -> QuerySet[Adviser, tuple[int, int]]:
    """Every row of these persons, whatever the service, and whose it is."""
    return Adviser.objects.filter(user__in=user_ids).order_by("pk").values_list("pk", "user")


@asked_often
def _meetings(
    *, adviser_ids: list[int], since: datetime, before: datetime, besides: int | None
) -> QuerySet[Meeting, Row]:
    """By adviser and by when they begin, as the index has them. A join, or a range, reads everybody's of these weeks."""
    live = Meeting.objects.filter(cancelled_at=None, adviser__in=adviser_ids)
    live = live.filter(during__startswith__gte=since, during__startswith__lt=before)
    live = live.exclude(pk=besides) if besides else live
    return live.order_by("during").values_list("adviser", "during", "reference")


@asked_often
def _held_by_others(
    *, adviser_ids: list[int], since: datetime, before: datetime, now: datetime, user: int | None, wait: int | None
) -> QuerySet[Hold, Row]:
    """The same of what is kept for anybody else."""
    live = Hold.objects.filter(expires_at__gt=now, adviser__in=adviser_ids)
    live = live.filter(during__startswith__gte=since, during__startswith__lt=before)
    live = live.exclude(user=user) if user else live
    live = live.exclude(wait=wait) if wait else live
    return live.order_by("during").values_list("adviser", "during", Value(""))


def _booked(whose: dict[int, int], rows: Iterable[Row]) -> Iterable[Booked]:
    for adviser, during, reference in rows:
        yield Booked(adviser, whose[adviser], during.lower, during.upper, reference)


def _ways(row: Weekly | Change, adviser: Adviser) -> tuple[str, ...]:
    """How people can be met in these hours today: not in a place that is closed, nor in a way that the adviser gave up."""
    closed = row.place is not None and row.place.closed_at is not None
    given_up = set(Channel.values) - set(adviser.channels) if adviser.channels else set()
    lost = given_up | ({Channel.FACE} if closed else set())
    return tuple(one for one in Channel.values if one in row.channels and one not in lost)


def _place(row: Weekly | Change, ways: tuple[str, ...]) -> int | None:
    return row.place_id if Channel.FACE in ways else None


def _extra(row: Change, adviser: Adviser) -> free.Extra:
    assert row.starts_at is not None  # noqa: S101 the database keeps it so
    assert row.ends_at is not None  # noqa: S101
    ways = _ways(row, adviser)
    return free.Extra(row.first_day, row.starts_at, row.ends_at, ways, _place(row, ways))


def _away(row: Change) -> free.Away:
    return free.Away(row.first_day, row.last_day, row.starts_at, row.ends_at)
