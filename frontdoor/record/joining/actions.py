"""Joining two records, and undoing it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from frontdoor.ground.refused import Refused
from frontdoor.record.joining import putting_back, queries
from frontdoor.record.joining.moves import Move
from frontdoor.record.joining.relations import MOVES, label, moving, rows_of
from frontdoor.record.joining.rules import Verdict
from frontdoor.record.models import Joining, Learner, LinkState, PendingLink, WhatHelps

CODE, LEFT = "code", "left"
TWO_ACCOUNTS = "This record belongs to another account. Sign in with the email address that you used for it."
JOINED_ELSEWHERE = "One of these records has been joined to another one already."
NOT_YOURS = "Only the person whose record it is can undo this."
TOO_LATE = "Records can be taken apart for 30 days after they were joined. Ask your school for help."
CHANGED = "These records have changed too much since they were joined. Ask your school for help."


@transaction.atomic
def join_learners(*, kept: Learner, absorbed: Learner, cause: str, now: datetime, by: Any = None) -> Joining:
    """Everything that hangs on `absorbed` goes to `kept`; a second call gives the same joining.

    Whichever has an account is kept. `cause` says what allowed it: `CODE` (the learner agreed) or `LEFT` (the earlier
    school has ended its enrolment). Refused for two accounts, and where both are on one roll or on three in all.
    """
    kept, absorbed = _locked(kept, absorbed)
    if absorbed.joined_into_id == kept.pk:
        return Joining.objects.get(absorbed=absorbed, undone_at=None)
    _refuse_what_cannot_join(kept, absorbed)
    move = Move(kept, absorbed, now)
    for field in moving():
        _move(move, field)
    if kept.date_of_birth is None and absorbed.date_of_birth:
        move.change(kept, "date_of_birth", absorbed.date_of_birth)
    absorbed.joined_into = kept
    absorbed.save(update_fields=["joined_into"])
    _links(kept, absorbed).update(state=LinkState.JOINED, decided_at=now)
    return Joining.objects.create(
        kept=kept, absorbed=absorbed, cause=cause, moved=move.facts(), created_by=by, created_at=now
    )


@transaction.atomic
def undo(*, joining_id: int, by: Any, now: datetime) -> Joining:
    """The learner says that the two are not both theirs: what moved and is still there goes back. Repeating is harmless."""
    joining, kept, absorbed = _locked_joining(joining_id)
    if kept.account_id != by.pk:
        raise Refused(NOT_YOURS)
    if joining.undone_at:
        return joining
    if not queries.can_undo(joining, now=now):
        raise Refused(TOO_LATE)
    absorbed.joined_into = None
    absorbed.save(update_fields=["joined_into"])
    try:
        with transaction.atomic():
            putting_back.put_back(kept, absorbed, joining.moved)
            connection.check_constraints()  # here, where it is caught, and not at the commit
    except IntegrityError:
        raise Refused(CHANGED) from None
    _links(kept, absorbed).update(state=LinkState.NOT_SAME, decided_at=now)
    joining.undone_by, joining.undone_at = by, now
    joining.save(update_fields=["undone_by", "undone_at"])
    return joining


def join_waiting(*, learner_ids: Iterable[int], now: datetime) -> int:
    """Join what waited for these learners to leave; counts what joined.

    Two records that are surely not one person's are marked so, and nobody is told. What cannot be joined goes on waiting
    for the learner's code.
    """
    links = PendingLink.objects.filter(state=LinkState.WAITING, earlier__in=queries.with_absorbed(learner_ids))
    return sum(_settle(link, now) for link in links.select_related("earlier", "later").order_by("pk"))


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Delete whole rows and former values that were kept to undo joinings, once their 30 days are over; counts them.

    Which row went where stays, as the proof.
    """
    old = Joining.objects.filter(created_at__lte=now - queries.UNDO_WITHIN)
    count = 0
    for joining in old.exclude(moved__dropped=[], moved__was={}).select_for_update():
        joining.moved |= {"dropped": [], "was": {}}
        joining.save(update_fields=["moved"])
        count += 1
    return count


def forget_words(*, learner: Learner) -> None:
    """What helps somebody was deleted or changed: no joining keeps what it was, and no undoing brings it back."""
    for joining in Joining.objects.filter(Q(kept=learner) | Q(absorbed=learner)).select_for_update():
        moved = joining.moved
        dropped = [row for row in moved.get("dropped", []) if row["model"] != WhatHelps._meta.label_lower]
        was = {name: rows for name, rows in moved.get("was", {}).items() if not name.startswith(WhatHelps._meta.label)}
        if (dropped, was) != (moved.get("dropped"), moved.get("was")):
            joining.moved = moved | {"dropped": dropped, "was": was}
            joining.save(update_fields=["moved"])


def _settle(link: PendingLink, now: datetime) -> bool:
    earlier, later = queries.root(link.earlier), queries.root(link.later)
    if earlier.enrolments.filter(ended_on=None).exists():
        return False
    verdict = queries.compare(link.earlier, link.later)
    if verdict is Verdict.DIFFERENT:
        link.state, link.decided_at = LinkState.NOT_SAME, now
        link.save(update_fields=["state", "decided_at"])
    if verdict is not Verdict.SAME or earlier == later:
        return False
    try:
        join_learners(kept=earlier, absorbed=later, cause=LEFT, now=now)
    except Refused:
        return False
    PendingLink.objects.filter(pk=link.pk).update(state=LinkState.JOINED, decided_at=now)
    return True


def _locked_joining(joining_id: int) -> tuple[Joining, Learner, Learner]:
    """A joining and its two records, which are locked first, as by whoever erases one. Refused when it has gone meanwhile."""
    seen = Joining.objects.filter(pk=joining_id).first()
    if seen is None:
        raise Refused(CHANGED)
    kept, absorbed = _locked(Learner(pk=seen.kept_id), Learner(pk=seen.absorbed_id), keep_order=True)
    return Joining.objects.select_for_update().get(pk=joining_id), kept, absorbed


def _locked(kept: Learner, absorbed: Learner, *, keep_order: bool = False) -> tuple[Learner, Learner]:
    """Both rows, locked in one order wherever they are locked; the one with an account first."""
    if kept.pk == absorbed.pk:
        raise Refused("This is your record already.")
    both = {
        one.pk: one for one in Learner.objects.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")
    }
    if len(both) < 2:  # one was erased meanwhile
        raise Refused(CHANGED)
    kept, absorbed = both[kept.pk], both[absorbed.pk]
    if absorbed.account_id and not kept.account_id and not keep_order:
        return absorbed, kept
    return kept, absorbed


def _refuse_what_cannot_join(kept: Learner, absorbed: Learner) -> None:
    if absorbed.account_id:
        raise Refused(TWO_ACCOUNTS)
    if absorbed.joined_into_id or kept.joined_into_id:
        raise Refused(JOINED_ELSEWHERE)


def _move(move: Move, field: Any) -> None:
    clash = MOVES.get(label(field))
    if clash:
        clash(move)
    rows = rows_of(field).filter(**{field.name: move.absorbed})
    move.rows[label(field)] = sorted(rows.values_list("pk", flat=True))
    rows.update(**{field.name: move.kept})


def _links(one: Learner, other: Learner) -> Any:
    pair = Q(earlier=one, later=other) | Q(earlier=other, later=one)
    return PendingLink.objects.filter(pair)
