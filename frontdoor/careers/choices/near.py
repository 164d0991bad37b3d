"""Places to learn near a place: a search that ends in one of a few named ways, each with its own page."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import Page, Paginator

from frontdoor.organisations.models import Organisation, Point
from frontdoor.organisations.places.grid import MILE
from frontdoor.organisations.places.queries import Answer, Whereabouts, locate
from frontdoor.organisations.register.after16 import Setting, nearest, setting_name, website

NEAR = 10  # miles: what a learner can travel each day
WIDER = 40  # miles: looked at when there is nothing near, and said
A_PAGE = 10


class Outcome(StrEnum):
    """How a search ends; each has a template of its own in `templates/careers/choices/near/`."""

    RESULTS = "results"
    NONE_NEAR = "none_near"
    OUTSIDE_ENGLAND = "outside_england"
    NOT_KNOWN = "not_known"
    WHICH = "which"


NOT_FOUND = {
    Whereabouts.OUTSIDE_ENGLAND: Outcome.OUTSIDE_ENGLAND,
    Whereabouts.NOT_KNOWN: Outcome.NOT_KNOWN,
    Whereabouts.SEVERAL: Outcome.WHICH,
}


@dataclass(frozen=True)
class Place:
    """One place to learn, as its line says it."""

    school: Organisation
    kind: str
    miles: float
    ages: str
    website: str


@dataclass(frozen=True)
class Found:
    """The end of a search: what was looked up, within how many miles, and a page of places, nearest first."""

    outcome: Outcome
    answer: Answer
    within: int = NEAR
    page: Page[Organisation] | None = None

    @property
    def places(self) -> list[Place]:
        """The lines of this page."""
        return [_place(school) for school in self.page.object_list] if self.page else []


def search(where: str, setting: Setting | None = None, page: str = "1") -> Found:
    """Places near a postcode, an outcode or a town; within `NEAR` miles, else within `WIDER`. At most five queries."""
    answer = locate(where)
    if answer.point is None:
        return Found(NOT_FOUND[answer.outcome], answer)
    if (shown := _page(answer.point, NEAR, setting, page)).paginator.count:
        return Found(Outcome.RESULTS, answer, NEAR, shown)
    return Found(Outcome.NONE_NEAR, answer, WIDER, _page(answer.point, WIDER, setting, page))


def _page(point: Point, miles: int, setting: Setting | None, page: str) -> Page[Organisation]:
    schools = nearest(point, miles * MILE, setting).select_related("council")
    return Paginator(schools, A_PAGE).get_page(page)


def _place(school: Organisation) -> Place:
    miles = school.metres / MILE  # type: ignore[attr-defined]  # annotated by the query
    return Place(school, setting_name(school), miles, ages(school.age_low, school.age_high), website(school))


def ages(low: int | None, high: int | None) -> str:
    """`11 to 18`; with one end known `from 16` or `to 18`; empty when the register does not say. Colleges take adults."""
    if high and high >= 25:
        return f"{low} and over" if low else ""
    if low and high:
        return f"{low} to {high}"
    return f"from {low}" if low else f"to {high}" if high else ""
