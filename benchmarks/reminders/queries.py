"""Who is asked to report, who has not yet, whom a reminder of an institution goes to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from benchmarks.models import NotExpected, Reminder, ReminderStage
from benchmarks.queries import NOT_YET, with_return_state
from benchmarks.reminders.rules import LAST_FULL_WEEK, Stage, due_stage
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year
from frontdoor.organisations.calendar.queries import Calendars
from frontdoor.organisations.models import Contact, Membership, Organisation, Role, Scope
from frontdoor.organisations.queries import open_institutions

# Who in an institution is reminded; its teachers, who only read, are not.
REMINDED_ROLES = (Role.LEADER, Role.HEAD)


def asked() -> QuerySet[Organisation]:
    """The open institutions that reminders concern: in scope, or with a scope that is not known."""
    return open_institutions().filter(scope__in=[Scope.IN, Scope.NOT_KNOWN])


def not_yet_reported(year: str, on: date) -> QuerySet[Organisation]:
    """Those of them that have not yet reported for the year and, on that day, are expected to."""
    return with_return_state(asked(), year, on=on).filter(Q(return_state__in=NOT_YET))


def with_reach(institutions: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The institutions, each with `reachable`: a careers leader, a head or a contact address is known."""
    return institutions.annotate(
        reachable=Exists(_members().filter(organisation=OuterRef("pk")))
        | Exists(Contact.objects.filter(organisation=OuterRef("pk")))
    )


def _members() -> QuerySet[Membership]:
    return Membership.objects.filter(ended_at=None, role__in=REMINDED_ROLES, user__is_active=True)


@dataclass(frozen=True)
class Recipient:
    """Where one reminder goes. `ref` names the person or contact without an address; members have `joined`."""

    ref: str
    email: str
    name: str
    joined: bool


def recipients(institutions: Iterable[int]) -> dict[int, list[Recipient]]:
    """Whom a reminder goes to, by institution, in two queries: its careers leaders and heads, else its contacts."""
    ids = list(institutions)
    found: dict[int, dict[str, Recipient]] = defaultdict(dict)
    members = _members().filter(organisation__in=ids).annotate(email=F("user__email"), name=F("user__full_name"))
    for institution, user, email, name in members.values_list("organisation", "user", "email", "name"):
        found[institution][email.lower()] = Recipient(f"u{user}", email, name, joined=True)
    contacts = Contact.objects.filter(organisation__in=set(ids) - found.keys())
    for institution, contact, email in contacts.values_list("organisation", "pk", "email"):
        found[institution][email.lower()] = Recipient(f"c{contact}", email, "", joined=False)
    return {institution: list(theirs.values()) for institution, theirs in found.items()}


@dataclass(frozen=True)
class Due:
    """A stage and the institutions that it is due for; those without an address are among them."""

    stage: ReminderStage
    institutions: QuerySet[Organisation]

    @property
    def reachable(self) -> QuerySet[Organisation]:
        """Those that a letter can go to."""
        return self.institutions.filter(Q(reachable=True))

    @property
    def without_contact(self) -> QuerySet[Organisation]:
        """Those whose hub must first find an address."""
        return self.institutions.filter(Q(reachable=False))


def due(on: date) -> Iterator[Due]:
    """What the yearly schedule sends on a day: due, not yet reported, and without that reminder.

    A missed day or week is thereby made up for, and a second run finds nothing.
    """
    year = academic_year(on)
    stages = {row.key: row for row in ReminderStage.objects.filter(active=True, month__isnull=False)}
    for key, councils in _councils_by_stage(stages.values(), on).items():
        had_it = Reminder.objects.filter(organisation=OuterRef("pk"), year=year, stage=stages[key])
        here = Q(council__in=councils - {None}) | (Q(council=None) if None in councils else Q())
        yield Due(stages[key], with_reach(not_yet_reported(year, on).filter(here, ~Exists(had_it))))


def _councils_by_stage(stages: Iterable[ReminderStage], on: date) -> dict[str, set[int | None]]:
    rules = [as_rule(stage) for stage in stages]
    calendars = Calendars()
    by_stage: dict[str, set[int | None]] = defaultdict(set)
    for council in asked().order_by().values_list("council", flat=True).distinct():
        if stage := due_stage(rules, on, calendars.of(council)):
            by_stage[stage.key].add(council)
    return by_stage


def as_rule(stage: ReminderStage) -> Stage:
    """The stored stage as the pure rule takes it. Only for stages that have a month."""
    return Stage(
        key=stage.key,
        month=stage.month or 0,
        week=stage.week or LAST_FULL_WEEK,
        until=(stage.until_month or 0, stage.until_day or 0),
    )


def by_hand(institutions: Iterable[int], *, now: datetime) -> Due:
    """Which of these institutions a hub may remind by hand now: not yet reported, and not reminded so a short while ago.

    Refused when reminders by hand are switched off.
    """
    today = timezone.localdate(now)
    stage = ReminderStage.objects.filter(active=True, month__isnull=True).first()
    if stage is None:
        raise Refused("Reminders by hand are switched off for now.")
    lately = Reminder.objects.filter(
        organisation=OuterRef("pk"), stage=stage, created_at__gt=now - timedelta(days=stage.rest_days)
    )
    waiting = not_yet_reported(academic_year(today), today).filter(~Exists(lately), pk__in=list(institutions))
    return Due(stage, with_reach(waiting))


def not_expected_now(institution: Organisation, *, today: date) -> NotExpected | None:
    """Who said that this institution is not expected to report, why and until when; None when it is expected to."""
    return NotExpected.objects.on(today).filter(organisation=institution).select_related("created_by").first()
