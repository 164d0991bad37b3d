"""Deleting what is a learner's to delete, and erasing all of a record."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.organisations.joining.erasing import erase as erase_ways_in
from frontdoor.people.actions import ERASED, addresses_of, erase_account
from frontdoor.people.models import User
from frontdoor.record import shown
from frontdoor.record.erasing import elsewhere, hanging, queries
from frontdoor.record.erasing.queries import on_that_roll
from frontdoor.record.holding import hold
from frontdoor.record.joining.actions import forget_words
from frontdoor.record.joining.queries import with_absorbed
from frontdoor.record.models import Carer, Goal, Learner, PlanAction, WhatHelps

log = logging.getLogger(__name__)
JOINED = "This record was joined into record {}. Erase that one."


@transaction.atomic
def erase(
    *,
    learner: Learner,
    now: datetime,
    by: Any = None,
    with_account: bool = True,
    only_if: Callable[[int], bool] | None = None,
) -> dict[str, int]:
    """Erase a record and all that was joined into it, wherever a trace of it is; counts what went, by kind.

    The account is emptied too unless somebody needs it: a member of staff, somebody who sees a child's record. Refused
    for a record that was joined into another, and while a file of one of its schools is being loaded. What a return was
    signed with stays: numbers, and ids that lead nowhere now. A second time there is nothing left, and nothing happens.
    `only_if` is asked with the record's id once it is locked: nothing happens when it says no.
    """
    found, ids = _locked(learner.pk)
    if found is None or (only_if and not only_if(found.pk)):
        return {}
    if found.joined_into_id:
        raise Refused(JOINED.format(found.joined_into_id))
    known = elsewhere.traces(ids)
    account = found.account if with_account else None
    counts = _counts(ids)
    shown.erase(ids)  # every room, this one too: `record/learner.py`
    counts["activities"] = elsewhere.erase_activities(known)
    if account is not None and not queries.is_needed(account):
        _erase_account(account)
        counts["accounts"] = 1
    elif found.account is not None:
        known = elsewhere.sparing(known, found.account)
    counts["letters"] = elsewhere.erase_letters(known, now=now)
    counts["uploads"] = elsewhere.erase_uploads(known)  # last: files do not come back when a transaction fails
    log.info("a record was erased", extra={"fields": {"learner": found.pk, "by": by.pk if by else None}})
    return {what: number for what, number in counts.items() if number}


@transaction.atomic
def delete_plan(*, learner: Learner) -> int:
    """Delete a learner's goals with their actions and all history of both; counts the goals."""
    return hanging.delete([learner.pk], only={Goal, PlanAction})[Goal._meta.label]


@transaction.atomic
def delete_what_helps(*, learner: Learner) -> int:
    """Delete what a learner said helps them; 1 when there was something."""
    forget_words(learner=learner)
    return hanging.delete([learner.pk], only={WhatHelps})[WhatHelps._meta.label]


@transaction.atomic
def erase_mine(*, learner: Learner, by: Any, now: datetime) -> None:
    """A learner deletes their whole record and account. Refused when a school is part of it, or it is not theirs."""
    if learner.account_id != by.pk or not queries.is_theirs_alone(learner):
        raise Refused(queries.NOT_ALONE)
    erase(learner=learner, now=now, by=by)


def _locked(pk: int) -> tuple[Learner | None, list[int]]:
    """The record, and the ids of all that were joined into it; first their institutions, which hold a signature back."""
    known = elsewhere.traces(with_absorbed([pk]))
    elsewhere.refuse_while_loading(known)  # before waiting for what the loading holds
    for institution in sorted(known.institutions):
        hold(institution)
    found = Learner.objects.select_for_update().filter(pk__in=with_absorbed([pk])).order_by("pk")
    rows = {one.pk: one for one in found}
    return rows.get(pk), [*rows]


def _counts(ids: Collection[int]) -> dict[str, int]:
    return {model._meta.label: len(rows.here) for model, rows in hanging.found(ids).items()}


def _erase_account(account: User) -> None:
    addresses = addresses_of(account)
    erase_ways_in(addresses)
    _forget_former_links(account, addresses)
    erase_account(account)


def _forget_former_links(account: User, addresses: Collection[str]) -> None:
    """A link to a child that was stopped stays, so that it stays stopped, without a name of theirs.

    Its address goes too, except while the child is on that roll: the next file would name the parent anew. It goes then
    with the link, by its own period (`retention.carers`).
    """
    former = Q(account=account) | Q(email__in=addresses)
    nowhere = f"erased-{account.pk}@{ERASED}"
    Carer.objects.filter(former, ~on_that_roll()).update(email=nowhere)
    Carer.objects.filter(former).update(name="")
    past(Carer).filter(former).update(name="", email=nowhere)
