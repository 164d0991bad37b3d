"""An employer's offers, and the one question of what anybody else may see."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from workexperience.checks.queries import checked
from workexperience.models import ENDS, Application, ApplicationState, Employer, Mode, Offer, OfferState, Session
from workexperience.offers import rules
from workexperience.offers.plan import Days, Plan, Problem


def of(employer: Employer) -> QuerySet[Offer]:
    """Everything that an employer offers, drafts and closed ones too, the newest first."""
    return Offer.objects.filter(employer=employer).order_by("-created_at", "-pk")


def last_place(employer: Employer) -> dict[str, str]:
    """Where the employer's newest offer with an address is, else where the employer is: what nobody should type twice."""
    newest = of(employer).exclude(address="").first()
    if newest:
        return {"address": newest.address, "town": newest.town, "postcode": newest.postcode}
    return {"town": employer.organisation.town, "postcode": employer.organisation.postcode}


def known_point(employer_id: int, postcode: str) -> dict[str, Any]:
    """The point of a postcode at which this employer offers something already, as columns; empty when there is none."""
    there = Offer.objects.filter(employer=employer_id, postcode=postcode, easting__isnull=False)
    return dict(there.values("easting", "northing").first() or {})


STATES = {
    OfferState.OPEN: Q(opened_at__isnull=False, closed_at=None),
    OfferState.DRAFT: Q(opened_at=None),
    OfferState.CLOSED: Q(closed_at__isnull=False),
}


def in_state(employer: Employer, state: str) -> QuerySet[Offer]:
    """An employer's offers that are open, drafts, or closed; the same states as `Offer.state`."""
    return of(employer).filter(STATES[OfferState(state)])


def counted(employer: Employer) -> dict[str, int]:
    """How many offers are in each state, in one query."""
    counts = {state.value: Count("pk", filter=where) for state, where in STATES.items()}
    return Offer.objects.filter(employer=employer).aggregate(**counts)


def listed(on: date) -> QuerySet[Offer]:
    """The offers that young people may see on a day; lists, pages, letters and applications ask only this.

    Opened and not closed, of an employer with a check that holds, not past the last day to apply, and with a free place on
    days that begin after this one, as nobody can ask for days that have begun; of a blended offer on days of both sorts. `listing.index` says the same for the listing's rows.
    """
    to_come = Session.objects.filter(offer=OuterRef("pk"), first_day__gt=on, taken__lt=F("places"))
    return Offer.objects.filter(
        Q(closes_on=None) | Q(closes_on__gte=on),
        Exists(to_come),
        ~Q(mode=Mode.BLENDED) | (Exists(to_come.filter(is_online=True)) & Exists(to_come.filter(is_online=False))),
        opened_at__isnull=False,
        closed_at=None,
        employer__in=checked(on),
    )


def days_of(session: Session) -> Days:
    """A stored session as the rules see it."""
    return Days(
        first_day=session.first_day,
        last_day=session.last_day,
        weekdays=tuple(session.weekdays),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        break_minutes=session.break_minutes,
        is_online=session.is_online,
        places=session.places,
    )


TEXTS = ("title", "doing", "learning", "address", "postcode")


# What somebody agreed to who has applied, and what school and parent agreed to: it stays as it was.
AGREED = frozenset(
    {"kind", "mode", "address", "town", "postcode", "doing", "banned_tasks", "year_groups", "youngest", "oldest"}
)
SOME_APPLIED = (
    "Somebody has applied. What young people do, who it is for and where it is stay as they are, because a school or a "
    "parent may have agreed to them. Close this offer and offer it again instead."
)


def some_come(offer: Offer) -> bool:
    """Whether somebody has applied whose days are not over: then the answers in `AGREED` do not change any more."""
    over = [*ENDS, ApplicationState.FEEDBACK, ApplicationState.REFLECTION]
    return offer.pk is not None and Application.objects.filter(offer=offer).exclude(state__in=over).exists()


def plan_of(offer: Offer, sessions: Iterable[Days]) -> Plan:
    """An offer as the rules see it, with these days."""
    texts = {name for name in TEXTS if getattr(offer, name)}
    texts |= {"sector"} if offer.sector_id else set()
    texts |= {"point"} if offer.easting is not None else set()
    return Plan(
        kind=offer.kind,
        mode=offer.mode,
        label=offer.label,
        year_groups=tuple(offer.year_groups),
        youngest=offer.youngest,
        oldest=offer.oldest,
        has_supervisor=bool(offer.supervisor_name and offer.supervisor_phone),
        supervisor_phone=offer.supervisor_phone,
        sessions=tuple(sessions),
        closes_on=offer.closes_on,
        texts=frozenset(texts),
    )


def problems_of(offer: Offer, *, on: date) -> list[Problem]:
    """What stops a stored offer from being open on a day."""
    return rules.problems(plan_of(offer, map(days_of, offer.sessions.all())), on)
