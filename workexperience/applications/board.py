"""What a school sees of its learners' applications: how many in each state, and a page of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import ids_at
from frontdoor.record.models import Carer, Enrolment
from workexperience.applications import deciding, queries, undelivered, words
from workexperience.consents import queries as consents
from workexperience.models import ENDS, Application, ApplicationState

S = ApplicationState
LIVE = [state for state in S if state not in ENDS]
OVER, PAPER = "over", "paper"


@dataclass(frozen=True)
class Row:
    """One line of the board. `trouble` is what keeps an answer from coming: a letter that did not arrive, a link that ran out."""

    application: Application
    days: list[str]
    who: str
    trouble: str


def at(institution: Organisation, *, today: date) -> QuerySet[Any]:
    """The applications through this institution of those whom it may see today, each with `year_group`."""
    here = Enrolment.objects.filter(learner=OuterRef("learner"), institution=institution, ended_on=None)
    found = Application.objects.filter(institution=institution, learner__in=ids_at(institution, today=today))
    return found.annotate(year_group=Subquery(here.values("year_group")[:1]))


def counted(found: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """State, its words and how many are in it, in their order; all that are over as one. One query."""
    numbers = dict(found.order_by().values_list("state").annotate(number=Count("pk")).values_list("state", "number"))
    rows = [(state.value, state.label, numbers.get(state.value, 0)) for state in LIVE]
    return [*[row for row in rows if row[2]], (OVER, "Over", sum(numbers.get(state, 0) for state in ENDS))]


def years(found: QuerySet[Any]) -> list[int | None]:
    """The year groups of those who have asked, in order."""
    return list(found.order_by("year_group").values_list("year_group", flat=True).distinct())


def narrowed(found: QuerySet[Any], *, state: str, year: str) -> QuerySet[Any]:
    """Those in one state (`over`: in any end; empty: none that is over) and of one year group; the longest wait first."""
    found = found.filter(state__in=ENDS) if state == OVER else found.exclude(state__in=ENDS)
    if state and state != OVER:
        found = found.filter(state=state)
    if year.isascii() and year.isdigit() and len(year) < 3:
        found = found.filter(year_group=int(year))
    order = Case(*[When(state=one, then=Value(at)) for at, one in enumerate(LIVE)], output_field=IntegerField())
    by = [F("ended_at").desc()] if state == OVER else [order, "state_since"]
    return found.select_related("learner", *queries.AROUND).order_by(*by, "pk")


def rows(page: Iterable[Application], *, now: datetime) -> list[Row]:
    """A page of them as rows, in two queries more however many there are."""
    found = [*page]
    troubles = trouble(found, now=now)
    return [
        Row(
            one,
            [words.when(part)[0] for part in words.parts(one)],
            words.holder_at_a_glance(one),
            troubles.get(one.pk, ""),
        )
        for one in found
    ]


def trouble(found: Collection[Application], *, now: datetime) -> dict[int, str]:
    """What keeps an answer from coming, by application, as the board and an application's page say it. Two queries."""
    asked = [*consents.open_ones().filter(application__in=[one.pk for one in found if one.state in consents.ASKED_IN])]
    letters = Letter.objects.filter(
        undelivered.asked_about(found) | Q(key__in=[consents.letter_key(one) for one in asked])
    )
    states = [*letters.order_by("pk").values_list("key", "state")]
    return undelivered.trouble(found, states) | consents.trouble(asked, now=now, states=states)


def contact_given_last(institution: Organisation) -> dict[str, str]:
    """Whom the institution named last as reachable: what nobody should type twice."""
    approved = Application.objects.filter(institution=institution, approved_at__isnull=False)
    newest = approved.order_by("-approved_at").first()
    return {name: getattr(newest, name, "") for name in ("contact_name", "contact_phone")}


@dataclass(frozen=True)
class ToAgree:
    """One that staff want to agree to with others: why it cannot be, or whom they can ask (value and words)."""

    application: Application
    days: list[str]
    why_not: str
    asks: list[tuple[str, str]]

    @property
    def box(self) -> str:
        """The name of its box."""
        return f"ask-{self.application.pk}"


def to_agree(found: Iterable[Application], *, now: datetime) -> list[ToAgree]:
    """What can be agreed to of these, with whom to ask where a parent or carer has to agree."""
    page = [*found]
    taken = queries.agreed_to({one.learner_id for one in page})
    carers = consents.carers_by(page)
    today = timezone.localdate(now)
    return [
        ToAgree(
            one,
            [words.when(part)[0] for part in words.parts(one)],
            deciding.why_not(one, now=now, others=taken.get(one.learner_id, [])),
            whom_to_ask(carers.get(one.pk, [])) if consents.needed(one.learner, today=today) else [],
        )
        for one in page
    ]


def whom_to_ask(carers: Iterable[Carer]) -> list[tuple[str, str]]:
    """The parents and carers who can be asked, and paper."""
    named = [(str(one.pk), f"{one.name}, {one.email}" if one.name else one.email) for one in carers]
    return [*named, (PAPER, "On paper: I ask, and record the answer here")]
