"""Whom a school can ask, what it has asked, and what waits for an employer. The pages and the actions ask the same here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Coalesce

from frontdoor.careers.models import Category
from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.access import Can, organisations_for, roles_with
from frontdoor.organisations.models import Membership, NameKey, Near, Organisation, PointField, Role
from frontdoor.organisations.places.grid import MILE
from workexperience.approaches import rules
from workexperience.checks.queries import checked
from workexperience.models import Approach, ApproachState, Employer

SIMILAR = 5
NOT_NOW = "This employer cannot be asked at the moment."
TAKEN_BACK = "The school has taken this request back."
NOT_CHECKED = "You can say yes once your organisation has been checked."
ANSWERED = "This request has been answered already."


@dataclass(frozen=True)
class Row:
    """An employer as a school sees it. `miles` is None where one of the two has no place on the map.

    `ours` is what the school has asked it in this term; `why_not` is why it cannot ask now, empty when it can.
    """

    employer: Employer
    miles: float | None
    in_council: bool
    ours: Approach | None
    why_not: str


def reachable(on: date) -> QuerySet[Employer]:
    """The employers that a school can ask: with a check that holds, and with somebody there to answer."""
    people = Membership.objects.filter(
        organisation=OuterRef("pk"), ended_at=None, user__is_active=True, role__in=roles_with(Can.MANAGE_OFFERS)
    )
    return checked(on).filter(Exists(people))


def near(institution: Organisation, *, on: date) -> QuerySet[Employer]:
    """The employers that the institution can be shown, nearest first; those without a place last.

    With `metres`, `in_council`, `taken` (how many have asked in this term) and `ours` (what the institution has).
    """
    return _as_seen(reachable(on), institution, on=on)


def seen_by(institution: Organisation, *, on: date) -> QuerySet[Employer]:
    """As `near`, with those too that the institution has asked before: their answers stay to be read."""
    asked = Exists(Approach.objects.filter(employer=OuterRef("pk"), institution=institution))
    can_be = Q(pk__in=reachable(on).values("pk"))
    return _as_seen(Employer.objects.filter(can_be | asked), institution, on=on)


def _as_seen(found: QuerySet[Employer], institution: Organisation, *, on: date) -> QuerySet[Employer]:
    term = rules.term_of(on)
    away = Near(F("organisation__point"), Value(institution.point, output_field=PointField()))
    same = Q(organisation__council=institution.council_id) & Q(organisation__council__isnull=False)
    ours = Approach.objects.filter(institution=institution, term=term)
    return (
        found.select_related("organisation", "sector")
        .prefetch_related(Prefetch("approaches", ours, to_attr="ours"))
        .annotate(metres=away, in_council=ExpressionWrapper(same, BooleanField()), taken=taken(term))
        .order_by(F("metres").asc(nulls_last=True), "-in_council", "organisation__name", "pk")
    )


def taken(term: str) -> Coalesce:
    """How many requests an employer has had in a term, withdrawn ones too."""
    those = Approach.objects.filter(employer=OuterRef("pk"), term=term).order_by().values("employer")
    return Coalesce(Subquery(those.annotate(number=Count("pk")).values("number")), 0)


def named(found: QuerySet[Employer], *, sector: Category | None, name: str) -> QuerySet[Employer]:
    """Those of a sector, and with these words in their name."""
    if sector:
        found = found.filter(sector=sector)
    return found.filter(organisation__name_key__contains=NameKey(Value(name))) if name else found


def similar(employer: Employer, institution: Organisation, *, on: date) -> list[Row]:
    """Up to five others of the same sector, nearest first, that this institution can ask now."""
    asked = Approach.objects.filter(employer=OuterRef("pk"), institution=institution, term=rules.term_of(on))
    open_ones = Q(approaches_a_term=None) | Q(approaches_a_term__gt=F("taken"))
    others = near(institution, on=on).exclude(pk=employer.pk).filter(open_ones, ~Exists(asked))
    if employer.sector_id:
        others = others.filter(sector=employer.sector_id)
    return rows(others.prefetch_related(None)[:SIMILAR], on=on)  # nothing has been asked of these


def rows(employers: Any, *, on: date) -> list[Row]:
    """Employers of `near` or `seen_by` as a page shows them."""
    return [_row(one, on) for one in employers]


def _row(employer: Any, on: date) -> Row:
    ours = next(iter(getattr(employer, "ours", ())), None)
    miles = None if employer.metres is None else employer.metres / MILE
    return Row(employer, miles, employer.in_council, ours, why_not(employer, ours, employer.taken, on=on))


def why_not(employer: Employer, ours: Approach | None, taken: int, *, on: date) -> str:
    """Why a school cannot ask this employer now, as a sentence; empty when it can. It is asked of a reachable one."""
    name, term = employer.organisation.name, rules.term_of(on)
    if ours is None:
        return rules.why_full(name, employer.approaches_a_term, taken, term)
    asked = f"Your school or college asked {name} on {day_in_words(ours.created_at)}"
    again = f"It can ask again from {rules.opens_again(term)}."
    return f"{asked} and took it back. {again}" if ours.withdrawn_at else f"{asked}. {again}"


def made_by(institution: Organisation) -> QuerySet[Approach]:
    """What an institution has asked, the newest first."""
    found = institution.approaches_made.select_related("employer__organisation", "created_by", "answered_by")
    return found.order_by("-created_at", "-pk")


def made_to(employer: Employer) -> QuerySet[Approach]:
    """What an employer was asked: what waits first, then the rest, the newest first."""
    found = employer.approaches.select_related("institution", "created_by", "answered_by")
    waits = ExpressionWrapper(Q(answered_at=None, withdrawn_at=None), BooleanField())
    return found.annotate(waits=waits).order_by("-waits", "-created_at", "-pk")


def waiting_at(user: Any) -> list[tuple[Organisation, int]]:
    """The employers of a person where requests wait for an answer, with how many."""
    waits = Q(approaches__answered_at=None, approaches__withdrawn_at=None, approaches__isnull=False)
    places = Employer.objects.filter(pk__in=organisations_for(user, Can.MANAGE_OFFERS).values("pk"))
    found = places.annotate(waiting=Count("approaches", filter=waits)).filter(waiting__gt=0)
    return [
        (one.organisation, one.waiting) for one in found.select_related("organisation").order_by("organisation__name")
    ]


def why_no_answer(approach: Approach) -> str:
    """Why a request cannot be answered, as a sentence; empty when it can."""
    return {ApproachState.WAITING: "", ApproachState.WITHDRAWN: TAKEN_BACK}.get(approach.state, ANSWERED)


def why_not_shown(approach: Approach, *, is_checked: bool) -> str:
    """Why an employer does not read a school's words, as a sentence; empty when it does."""
    if approach.state == ApproachState.WITHDRAWN:
        return "The school took this back, so its words are not shown."
    return "" if is_checked else "You can read this once your organisation has been checked."


def role_of(approach: Approach) -> str:
    """In which role whoever asked works at the school now; empty when they do not any more."""
    live = approach.created_by.memberships.filter(organisation=approach.institution_id, ended_at=None)
    held = [Role(role) for role in live.values_list("role", flat=True)]
    best = next((role for role in (Role.HEAD, Role.LEADER) if role in held), None)
    return best.label if best else ""
