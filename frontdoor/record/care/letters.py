"""Letters to a learner, which always say whom they can turn to, and the letter about a concern."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.record.care import queries
from frontdoor.record.models import Concern, Helpline, Learner, SafeguardingContact


def who_to_turn_to(learner: Learner) -> list[str]:
    """The lines under "Worried or not safe?": 999 first, then the contacts where the learner is now, then helplines."""
    return _lines(queries.helplines(), queries.contacts_for(learner))


def who_each_turns_to(learner_ids: Collection[int]) -> dict[int, list[str]]:
    """The same lines for many learners, with the same few queries for any number."""
    helplines, contacts = queries.helplines(), queries.contacts_of_each(learner_ids)
    return {pk: _lines(helplines, contacts.get(pk, [])) for pk in learner_ids}


def _lines(helplines: list[Helpline], contacts: Iterable[SafeguardingContact]) -> list[str]:
    first, *others = helplines
    named = [f"{one.institution.name}: {one.name}, {one.job_title}, {one.phone}" for one in contacts]
    checked = min(line.reviewed for line in helplines)
    return [f"{first.situation}: {first.way}", *named, *(line.way for line in others), f"Checked {checked:%d/%m/%Y}"]


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
