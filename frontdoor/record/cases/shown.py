"""Questions and corrections on the pages of learners, in their export, and among an institution's pages."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.cases import queries
from frontdoor.record.models import Learner
from frontdoor.record.shown import Page, Place, Table

COLUMNS = [
    ("asked_at", "When"), ("school", "Asked"), ("kind", "What"), ("about", "About"), ("words", "Your words"),
    ("outcome", "Outcome"), ("answer", "Answer"), ("answered_at", "Answered"),
]  # fmt: skip


def own_pages(learner: Learner) -> Iterator[Page]:  # noqa: ARG001 every learner has it
    """What they asked, and the way to ask for a correction."""
    yield Page("Questions and corrections", reverse("record:questions"), "Ask your school to put something right")


def pages(place: Place) -> Iterator[Page]:
    """Who answers, for those who name them; the questions, for whoever answers."""
    here = [place.institution.urn]
    if place.user is not None and queries.answers_here(place.user, place.institution):
        yield Page(
            "Questions about data", reverse("record:cases", args=here), "What pupils ask, and by when to answer."
        )
    if Can.MANAGE_MEMBERS in place.can:
        yield Page(
            "Data lead", reverse("record:data-lead", args=here), "Who answers pupils’ questions about their data."
        )


def holds(learner: Learner) -> Iterator[Table]:
    """Every question with its answer."""
    rows = [
        [
            one.created_at, one.institution.name, one.get_kind_display(), one.about, one.words,
            one.get_outcome_display(), one.answer, one.answered_at,
        ]
        for one in queries.own(learner).order_by("created_at", "pk")
    ]  # fmt: skip
    yield Table("questions", "Questions and corrections", COLUMNS, rows)
