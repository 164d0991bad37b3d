"""Who has reported and who has not yet: the one query behind the list, its counts, its CSV and "remind these"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateTimeField, OuterRef, Q, QuerySet, Subquery

from benchmarks.models import Reminder
from benchmarks.queries import NOT_YET, REPORTED, RETURN_STATES, with_return_state
from benchmarks.reminders.queries import with_reach
from frontdoor.ground.years import academic_year
from frontdoor.organisations.access import Can, institutions_overseen, organisations_for
from frontdoor.organisations.models import Form, Kind, Organisation, Scope
from frontdoor.organisations.queries import open_institutions

# Groups of states that the filter offers beside the single ones.
STATE_GROUPS = {"not-yet": NOT_YET, "reported": REPORTED}
STATES = {
    "not-yet": "Not yet reported",
    "reported": "Reported",
    "not-expected": RETURN_STATES["not-expected"],
    "not-started": "Not yet reported: not started",
    "draft": "Not yet reported: draft",
    "with-head": "Not yet reported: with the head",
    "submitted": "Reported: return made here",
    "elsewhere": "Reported: with another tool",
}


def institutions_of(user: Any) -> QuerySet[Organisation]:
    """The open institutions that the person oversees: a hub's councils', or all of them."""
    return open_institutions().filter(pk__in=institutions_overseen(user, Can.SEE_COVERAGE).values("pk"))


def asker(user: Any) -> str:
    """In whose name the person reminds: their hub, or the department."""
    mine = organisations_for(user, Can.REMIND).order_by("pk").first()
    return mine.label if mine else ""


@dataclass(frozen=True)
class Filters:
    """What a person chose: an area (`region:London`, `hub:12`, `council:860`), a form of return, a state, words."""

    area: str = ""
    type: str = ""
    state: str = ""
    words: str = ""


def covered(user: Any, filters: Filters, *, today: date) -> QuerySet[Organisation]:
    """The institutions in scope that match, each with the state of this year's return; the state is not yet filtered."""
    rows = institutions_of(user).filter(_in_area(filters.area), scope=Scope.IN)
    if filters.type:
        rows = rows.filter(form=filters.type)
    if filters.words.isascii() and filters.words.isdigit():
        rows = rows.filter(urn=int(filters.words[:9]))
    elif filters.words:
        rows = rows.filter(Q(name__icontains=filters.words) | Q(town__icontains=filters.words))
    return with_return_state(rows, academic_year(today), on=today)


def in_state(rows: QuerySet[Organisation], state: str) -> QuerySet[Organisation]:
    """Those whose return is in the state, or in one of a group of states."""
    if not state:
        return rows
    return rows.filter(Q(return_state__in=STATE_GROUPS.get(state, [state])))


def counts(rows: QuerySet[Organisation]) -> dict[str, int]:
    """How many are in each state, and in all (`""`), in one query over the very rows of the list."""
    found = dict(rows.order_by().values_list("return_state").annotate(n=Count("pk")))  # type: ignore[misc]
    each = {state: found.get(state, 0) for state in RETURN_STATES}
    groups = {group: sum(each[state] for state in states) for group, states in STATE_GROUPS.items()}
    return {"": sum(each.values()), **groups, **each}


def listed(rows: QuerySet[Organisation], *, today: date) -> QuerySet[Organisation]:
    """The rows as the list shows them: by name, with council, whether anybody can be reached, and the last reminder."""
    last = Reminder.objects.filter(organisation=OuterRef("pk"), year=academic_year(today)).order_by("-created_at")
    reminded_at = Subquery(last.values("created_at")[:1], output_field=DateTimeField())
    return with_reach(rows).annotate(reminded_at=reminded_at).select_related("council").order_by("name", "urn")


def without_contact(user: Any, *, today: date) -> QuerySet[Organisation]:
    """Institutions that have not yet reported and that no letter can reach."""
    rows = in_state(covered(user, Filters(), today=today), "not-yet")
    return with_reach(rows).filter(Q(reachable=False))


def scope_not_known(user: Any) -> QuerySet[Organisation]:
    """Institutions of which the register does not say enough to know whether they are asked for a return."""
    return institutions_of(user).filter(scope=Scope.NOT_KNOWN)


def _in_area(area: str) -> Q:
    kind, _, value = area.partition(":")
    match kind:
        case "region":
            return Q(region=value)
        case "hub":
            return Q(council__hub=value)
        case "council":
            return Q(council__la_code=value)
    return Q()


def areas(user: Any) -> list[tuple[str, str]]:
    """The areas that the person may choose from: for the department regions, hubs and councils; for a hub its councils."""
    councils = Organisation.objects.filter(kind=Kind.COUNCIL).order_by("name")
    mine = organisations_for(user, Can.SEE_COVERAGE)
    if not any(each.kind == Kind.DEPARTMENT for each in mine):
        return _councils(councils.filter(hub__in=mine))
    regions = Organisation.objects.filter(kind=Kind.INSTITUTION).exclude(region="").order_by("region")
    hubs = Organisation.objects.filter(kind=Kind.HUB).order_by("name")
    return [
        *((f"region:{name}", f"Region: {name}") for name in regions.values_list("region", flat=True).distinct()),
        *((f"hub:{pk}", f"Hub: {name}") for pk, name in hubs.values_list("pk", "name")),
        *_councils(councils, "Council: "),
    ]


def _councils(councils: QuerySet[Organisation], before: str = "") -> list[tuple[str, str]]:
    return [(f"council:{code}", f"{before}{name}") for code, name in councils.values_list("la_code", "name")]


def types() -> Iterable[tuple[str, str]]:
    """The kinds of institution, by the form of return that they fill in."""
    return Form.choices
