"""Letters about questions and corrections: that there is one, or an answer. Never whose, nor what it says."""

from datetime import datetime, timedelta

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.record.care.letters import to_learner
from frontdoor.record.cases import queries
from frontdoor.record.models import Case


def asked(case: Case, *, now: datetime) -> None:
    """To each person who may answer."""
    for person in queries.team_of(case.institution).answer(case):
        queue(
            "record-case-asked",
            key=f"record-case-asked:{case.pk}:{person.pk}",
            to=person.email,
            context={
                "organisation": case.institution.name,
                "by": queries.due_on(case),
                "link": reverse("record:case", args=[case.institution.urn, case.pk]),
            },
            now=now,
            organisation_id=case.institution_id,
        )


def answered(case: Case, *, now: datetime) -> None:
    """To the learner's own account."""
    to_learner(
        "record-case-answered",
        learner=case.learner,
        key=f"record-case-answered:{case.pk}",
        context={"organisation": case.institution.name, "link": reverse("record:questions")},
        now=now,
        keep_for=timedelta(days=30),
    )
