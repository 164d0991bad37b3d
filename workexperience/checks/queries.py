"""Who is checked, on which day: the one question that lists, pages, actions and importers ask."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from frontdoor.ground.running_out import STAGES
from frontdoor.organisations.joining import queries as joining
from frontdoor.organisations.models import Membership, Role
from workexperience.checks.rules import Stand
from workexperience.employers import queries as employers
from workexperience.models import COUNTS, Check, CheckState, Employer

SOON = timedelta(days=max(STAGES))


def holding(on: date) -> Q:
    """The checks that hold on a day: accepted, not withdrawn, not replaced by a newer one, insured.

    At most one of an employer. For days to come it says which of today's will hold.
    """
    return COUNTS & Q(insured_until__gte=on)


def checked(on: date) -> QuerySet[Employer]:
    """The employers with a check that holds on a day: only theirs may reach a young person on that day."""
    return Employer.objects.filter(Exists(Check.objects.filter(holding(on), employer=OuterRef("pk"))))


def current(employer: Employer, *, on: date) -> Check | None:
    """The check that holds on a day; None when none holds."""
    return employer.checks.filter(holding(on)).first()


@dataclass(frozen=True)
class Standing:
    """An employer's checks on a day: the one that holds, the one that waits, and the one that was answered last."""

    on: date
    holds: Check | None
    waiting: Check | None
    latest: Check | None

    @property
    def stand(self) -> Stand:
        """One word for all. One that holds comes first: what happens to a renewal changes nothing yet."""
        if self.holds:
            return Stand.CHECKED
        if self.waiting:
            return Stand.WAITING
        if self.latest is None:
            return Stand.NONE
        return Stand(self.latest.state(self.on).value)

    @property
    def days_left(self) -> int | None:
        """Days until the last day that is checked; None when nothing holds."""
        return (self.holds.insured_until - self.on).days if self.holds else None

    @property
    def is_ending(self) -> bool:
        """Whether it holds, and for 60 days or less."""
        return self.days_left is not None and self.days_left <= SOON.days

    @property
    def sent_back(self) -> Check | None:
        """What somebody wants changed, until another check is sent."""
        found = self.latest
        return found if found and not self.waiting and found.state(self.on) == CheckState.SENT_BACK else None


def standing(employer: Employer, *, on: date) -> Standing:
    """Where an employer stands on a day."""
    return _stand(list(_told().filter(employer=employer)), on)


def standings(found: QuerySet[Employer], *, on: date) -> list[tuple[Employer, Standing]]:
    """Where each of these stands on a day, in one question."""
    return [(one, _stand(list(one.checks.all()), on)) for one in found.prefetch_related(Prefetch("checks", _told()))]


def _told() -> QuerySet[Check]:
    return Check.objects.select_related("decided_by", "ended_by").order_by("pk")


def _stand(rows: list[Check], on: date) -> Standing:
    answered = [row for row in rows if row.decided_at]
    return Standing(
        on=on,
        holds=next((row for row in rows if row.state(on) == CheckState.ACCEPTED), None),
        waiting=next((row for row in rows if row.decided_at is None), None),
        latest=answered[-1] if answered else None,
    )


def last_sent(employer: Employer) -> Check | None:
    """What the employer told last: a renewal begins with it."""
    return employer.checks.order_by("pk").last()


def deciders(employer: Employer) -> list[Membership]:
    """Who is asked to decide: the people of the hub, the department's where it has none; nobody who is or was of the employer itself."""
    own = set(employer.organisation.memberships.values_list("user_id", flat=True))
    asked = joining.deciders(employer.organisation).filter(user__is_active=True).exclude(user__in=own)
    return list(asked) or list(_department().exclude(user__in=own))


def decides(employer: Employer) -> str:
    """With whom a check of this employer waits, by name."""
    asked = deciders(employer)
    return asked[0].organisation.label if asked else "the department"


def seen_by(user: Any) -> QuerySet[Check]:
    """The checks that this person may decide about, with all that a page says of them."""
    found = Check.objects.filter(employer__in=employers.overseen(user))
    return found.select_related("employer__organisation__council__hub", "created_by", "decided_by", "ended_by")


def waiting(user: Any) -> QuerySet[Check]:
    """Those that wait, the longest first, each with `at_hub`: whether its hub has somebody, else the department is asked."""
    return seen_by(user).filter(decided_at=None).annotate(at_hub=Exists(of_hub())).order_by("created_at", "pk")


def waiting_with(user: Any) -> QuerySet[Check]:
    """Those of them that wait for this very person: for the department only where no hub has somebody; none of their own."""
    mine = Exists(of_hub().filter(user=user))
    return waiting(user).filter(mine | Q(at_hub=False)).exclude(Exists(employers.ever_of(OuterRef("employer"), user)))


def of_hub(employer: str = "employer") -> QuerySet[Membership]:
    """Who at the hub of a row's employer may decide about it: not whoever is or was of that employer (`actions.why_not`).

    For `Exists` in a query of rows whose employer is found by the path `employer`.
    """
    hub = OuterRef(f"{employer}__organisation__council__hub")
    live = Membership.objects.filter(organisation=hub, role=Role.HUB, ended_at=None, user__is_active=True)
    return live.exclude(Exists(employers.ever_of(OuterRef(OuterRef(employer)), OuterRef("user"))))


def last_accepted(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Of each employer the one accepted last, unless it was withdrawn, whether or not it has run out."""
    return checks.filter(COUNTS)


def holding_now(user: Any, on: date) -> QuerySet[Check]:
    """The checks that hold, the next to run out first."""
    return last_accepted(seen_by(user)).filter(insured_until__gte=on).order_by("insured_until", "pk")


def running_out(user: Any, on: date) -> QuerySet[Check]:
    """Those of them that hold for 60 days or less."""
    return holding_now(user, on).filter(insured_until__lte=on + SOON)


def over(user: Any, on: date) -> QuerySet[Check]:
    """The last check of each employer that is checked no more, the latest first: withdrawn or run out."""
    later = Check.objects.filter(employer=OuterRef("employer"), accepted=True, pk__gt=OuterRef("pk"))
    gone = seen_by(user).filter(~Exists(later), accepted=True).exclude(employer__in=checked(on))
    return gone.order_by(F("ended_at").desc(nulls_last=True), "-insured_until", "-pk")


def same_number(employer: Employer) -> QuerySet[Employer]:
    """Other employers that say they have this number, each with `withdrawn_at`, when a check of it was withdrawn last."""
    if not employer.number:
        return Employer.objects.none()
    others = Employer.objects.filter(number_kind=employer.number_kind, number=employer.number).exclude(pk=employer.pk)
    told = others.annotate(withdrawn_at=Max("checks__ended_at"))
    return told.select_related("organisation").order_by("organisation__name", "pk")


def _department() -> QuerySet[Membership]:
    live = Membership.objects.filter(role=Role.DEPARTMENT, ended_at=None, user__is_active=True)
    return live.select_related("user", "organisation")
