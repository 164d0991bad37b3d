"""Reads of this room that more than one page, letter or room uses."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from benchmarks.models import ElsewhereReport, NotExpected, Return, SigningChoice, State
from frontdoor.ground.years import first_day, last_day
from frontdoor.organisations.models import Organisation, Succession
from frontdoor.organisations.queries import exists_in_line, line_of

# The states of an institution's return in a year, in the words of pages and of `/compliance/?state=`.
RETURN_STATES = {
    "not-started": "Not started",
    "draft": "Draft",
    "with-head": "With the head",
    "submitted": "Submitted",
    "elsewhere": "Reported elsewhere",
    "not-expected": "Not expected this year",
}
REPORTED = frozenset({"submitted", "elsewhere"})
NOT_YET = frozenset({"not-started", "draft", "with-head"})  # not yet reported, and expected to


def with_return_state(
    institutions: QuerySet[Organisation], year: str, *, on: date | None = None
) -> QuerySet[Organisation]:
    """The institutions, each with `return_state`, one of RETURN_STATES, worked out inside the same query.

    What has been reported, by it or by an institution before it, comes first: a correction begun after a submission leaves the institution "submitted". Then
    "not expected", although a draft may be there: it is asked of the day `on` (today unless said), brought inside the
    academic year.
    """
    day = min(max(on or timezone.localdate(), first_day(year)), last_day(year))

    def has(state: State) -> Exists:
        return Exists(Return.objects.filter(organisation=OuterRef("pk"), year=year, state=state))

    submitted = Return.objects.filter(year=year, state=State.SUBMITTED)
    elsewhere = ElsewhereReport.objects.filter(year=year, withdrawn_at=None)
    excused = NotExpected.objects.on(day).filter(organisation=OuterRef("pk"))
    return institutions.annotate(
        return_state=Case(
            When(exists_in_line(submitted), then=Value("submitted")),
            When(exists_in_line(elsewhere), then=Value("elsewhere")),
            When(Exists(excused), then=Value("not-expected")),
            When(has(State.WITH_HEAD), then=Value("with-head")),
            When(has(State.DRAFT), then=Value("draft")),
            default=Value("not-started"),
            output_field=CharField(),
        )
    )


def return_state(institution: Organisation, year: str) -> str:
    """The state of one institution's return, as lists give it."""
    found: Any = with_return_state(Organisation.objects.filter(pk=institution.pk), year).get()
    return str(found.return_state)


def returns_of(institution: Organisation) -> QuerySet[Return]:
    """Every return of the institution and of those before it, newest first."""
    found = Return.objects.filter(organisation__in=line_of(institution)).select_related("organisation")
    return found.order_by("-year", "-submitted_at", "-number")


def submitted_returns(institution: Organisation) -> QuerySet[Return]:
    """The institution's submitted returns, newest first, with their frozen results."""
    return returns_of(institution).filter(state=State.SUBMITTED).select_related("frozen")


def latest_submitted(institution: Organisation, year: str) -> Return | None:
    """The return that counts for the year: the one submitted last."""
    return submitted_returns(institution).filter(year=year).first()


def open_return(institution: Organisation, year: str) -> Return | None:
    """The year's one return that may still change, a draft or with the head. `alone`: `leader_submits_alone`.

    One query, with the line of its organisation: what the pages of a draft ask next.
    """
    alone = Exists(SigningChoice.objects.filter(organisation=OuterRef("organisation"), leader_alone=True))
    found = Return.objects.filter(organisation=institution, year=year).exclude(state=State.SUBMITTED)
    before = ArraySubquery(Succession.objects.filter(new=OuterRef("organisation")).values("old"))
    current: Any = found.select_related("organisation").annotate(alone=alone, before=before).first()
    if current:
        current.organisation.line = [current.organisation_id, *current.before]
    return current


def next_number(institution: Organisation, year: str) -> int:
    """The number of the year's next return: after its own, and after those that institutions before it submitted.

    A draft that stayed behind at one of those, as after a merger, does not count: the first return stays number 1.
    """
    counts = Q(organisation=institution) | Q(state=State.SUBMITTED)
    return (returns_of(institution).filter(counts, year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def elsewhere_reports(institution: Organisation) -> QuerySet[ElsewhereReport]:
    """The live reports made with other tools by the institution and by those before it."""
    return ElsewhereReport.objects.filter(organisation__in=line_of(institution), withdrawn_at=None)


def elsewhere_report(institution: Organisation, year: str) -> ElsewhereReport | None:
    """The year's live "we reported elsewhere"."""
    return elsewhere_reports(institution).filter(year=year).first()


def leader_submits_alone(institution: Organisation) -> bool:
    """Whether the institution chose that its careers leader submits without the head's signature."""
    return SigningChoice.objects.filter(organisation=institution, leader_alone=True).exists()
