"""Made-up returns for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from benchmarks.frameworks.queries import version_for
from benchmarks.models import ElsewhereReport, Return, ReturnKind, State
from benchmarks.results.freezing import freeze
from tests.factories import SchoolFactory, UserFactory

YEAR = "2026-27"
STARTED = datetime(2026, 10, 5, 9, tzinfo=UTC)
SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
SIGNED = datetime(2026, 11, 9, 9, tzinfo=UTC)


class ReturnFactory(DjangoModelFactory):
    """A draft of this year; `with_head=True` or `submitted=True` for the later states."""

    class Meta:
        model = Return

    organisation = factory.SubFactory(SchoolFactory)
    year = YEAR
    number = 1
    framework = factory.LazyAttribute(lambda row: version_for(row.year))
    kind = factory.LazyAttribute(lambda row: ReturnKind.FIRST if row.number == 1 else ReturnKind.CORRECTION)
    form = "schools"
    reference = factory.Sequence(lambda n: f"GB-{n:04d}-TT")
    created_by = factory.SubFactory(UserFactory)
    created_at = STARTED

    class Params:
        with_head = factory.Trait(
            state=State.WITH_HEAD,
            sent_to_head_by=factory.SelfAttribute("created_by"),
            sent_to_head_at=SENT,
            head_email="head@school.example",
        )
        submitted = factory.Trait(
            state=State.SUBMITTED, submitted_at=SIGNED, signed_name="Hana Novak", signed_role="Headteacher"
        )


def submitted_return(**facts) -> Return:
    """A submitted return with its frozen result; unanswered unless answers are made first."""
    made = ReturnFactory(submitted=True, **facts)
    freeze(made, now=made.submitted_at)
    return made


class ElsewhereReportFactory(DjangoModelFactory):
    """A live "we reported elsewhere" of this year."""

    class Meta:
        model = ElsewhereReport

    organisation = factory.SubFactory(SchoolFactory)
    year = YEAR
    tool = "Compass"
    reported_on = date(2026, 10, 20)
    source = "Told by the institution"
    created_by = factory.SubFactory(UserFactory)
    created_at = STARTED
