"""Letters to a learner, which always say whom they can turn to, and the letter about a concern."""

from datetime import datetime, timedelta
from typing import Any

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.record.care import queries
from frontdoor.record.models import Concern, Learner, SafeguardingContact


def who_to_turn_to(learner: Learner) -> list[str]:
    """The lines under "Worried or not safe?": 999 first, then the contacts where the learner is now, then helplines."""
    first, *others = queries.helplines()
    contacts = [
        f"{one.institution.name}: {one.name}, {one.job_title}, {one.phone}" for one in queries.contacts_for(learner)
    ]
    checked = min(line.reviewed for line in [first, *others])
    return [f"{first.situation}: {first.way}", *contacts, *(line.way for line in others), f"Checked {checked:%d/%m/%Y}"]


def to_learner(
    kind: str,
    *,
    learner: Learner,
    key: str,
    context: dict[str, Any],
    now: datetime,
    organisation_id: int | None = None,
    keep_for: timedelta = timedelta(days=7),
) -> Letter | None:
    """Queue a letter to a learner's own account, with the people they can turn to under it. None without an account.

    Otherwise as `letters.actions.queue`. A letter to another address of a learner's (the roll's) gives `queue` the same
    `safe` lines itself.
    """
    if learner.account is None:
        return None
    return queue(
        kind,
        key=key,
        to=learner.account.email,
        context=context | {"safe": who_to_turn_to(learner)},
        now=now,
        organisation_id=organisation_id,
        keep_for=keep_for,
    )


def concern(passed: Concern, contact: SafeguardingContact, *, now: datetime) -> None:
    """To the safeguarding contact: a reference and who passed it on. Nothing of what it is or about whom."""
    queue(
        "concern",
        key=f"record.concern:{passed.pk}",
        to=contact.email,
        context={
            "reference": passed.reference,
            "organisation": passed.institution.name,
            "who": str(passed.created_by),
            "email": passed.created_by.email,
            "contact": contact.name,
        },
        now=now,
        organisation_id=passed.institution_id,
    )
