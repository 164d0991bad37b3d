"""What both records have, where one record may have it once: which of the two rows stays."""

from django.db.models import Q

from frontdoor.ground.refused import Refused
from frontdoor.record.joining.moves import Move
from frontdoor.record.models import (
    Attendance,
    Carer,
    Case,
    Enrolment,
    Need,
    Participation,
    Reason,
    ReasonKind,
    Sort,
    WhatHelps,
)
from frontdoor.record.models.plan import MOST_WORDS

TWICE_ON_A_ROLL = "Your school has you on its roll twice. Ask it to put that right, then try again."
TOO_MANY = (
    "You would be on the rolls of more than two schools at once. Ask the one you have left to take you off its roll."
)
KEY = "record.carer:"  # of the reason that a parent's or carer's link opens
BETTER = [Attendance.ATTENDED, Attendance.ABSENT, Attendance.INVITED]


def carer_key(carer: Carer) -> str:
    """The key of the reason that a parent's or carer's link opens."""
    return f"{KEY}{carer.pk}"


def enrolments(move: Move) -> None:
    """At most two current ones, at different institutions; where both are of one sort the newer becomes "other"."""
    current = [*Enrolment.objects.filter(learner__in=[move.kept, move.absorbed], ended_on=None)]
    if len({one.institution_id for one in current}) < len(current):
        raise Refused(TWICE_ON_A_ROLL)
    if len(current) > len(Sort):
        raise Refused(TOO_MANY)
    if len({one.sort for one in current}) == len(current):
        return
    for one, sort in zip(sorted(current, key=lambda one: (one.started_on, one.pk)), Sort, strict=True):
        if one.sort != sort:
            move.change(one, "sort", sort)


def participations(move: Move) -> None:
    """Of two in the same activity the one that attended stays; else what the kept record says."""
    mine = {one.activity_id: one for one in move.kept.participations.all()}
    for theirs in move.absorbed.participations.filter(activity__in=mine):
        own = mine[theirs.activity_id]
        worse = own if _rank(theirs) < _rank(own) else theirs
        move.drop(worse)


def _rank(one: Participation) -> int:
    return BETTER.index(Attendance(one.attendance))


def needs(move: Move) -> None:
    """A mark that the same institution keeps on both: the kept record's stays."""
    mine = set(move.kept.needs.filter(ended_on=None).values_list("institution_id", "kind"))
    for theirs in Need.objects.filter(learner=move.absorbed, ended_on=None):
        if (theirs.institution_id, theirs.kind) in mine:
            move.drop(theirs)


def cases(move: Move) -> None:
    """An open question about one look, on both: the kept record's stays."""
    mine = Case.objects.filter(learner=move.kept, answered_at=None).exclude(look=None)
    for theirs in Case.objects.filter(learner=move.absorbed, answered_at=None, look__in=mine.values("look")):
        move.drop(theirs)


def what_helps(move: Move) -> None:
    """Words on both: one after the other where there is room, else the kept record's stay."""
    own, theirs = (WhatHelps.objects.filter(learner=one).first() for one in (move.kept, move.absorbed))
    if own is None or theirs is None:
        return
    both = f"{own.words}\n\n{theirs.words}"
    if len(both) <= MOST_WORDS:
        move.change(own, "words", both)
    move.drop(theirs)


def carers(move: Move) -> None:
    """One address that the same institution named on both: who has accepted stays, with the reason that it opened.

    Before that a stop, or the learner's no, on either record holds for that person on both. An undoing leaves it so.
    """
    _keep_out(move)
    mine = {(one.institution_id, one.email): one for one in move.kept.carers.filter(stopped_at=None)}
    for theirs in Carer.objects.filter(learner=move.absorbed, stopped_at=None):
        own = mine.get((theirs.institution_id, theirs.email))
        if own is None:
            continue
        loser = own if theirs.accepted_at and not own.accepted_at else theirs
        for reason in Reason.objects.filter(source_key=carer_key(loser)):
            move.drop(reason)
        move.drop(loser)


def _keep_out(move: Move) -> None:
    """Who was stopped or refused on one of the records does not see it by way of the other."""
    everybody = Carer.objects.filter(learner__in=[move.kept, move.absorbed])
    for one in everybody.exclude(stopped_at=None):
        again = everybody.filter(learner=one.learner_id, institution=one.institution_id, created_at__gte=one.stopped_at)
        if again.filter(same_person(one), stopped_at=None).exists():
            continue  # that school has changed its mind
        same = everybody.filter(same_person(one), stopped_at=None)
        _end(move, one, list(same))
        same.update(stopped_by=one.stopped_by_id, stopped_at=move.now)
    for one in everybody.filter(learner_says=False, stopped_at=None):
        same = everybody.filter(same_person(one))
        _end(move, one, list(same))
        same.exclude(learner_says=False).update(learner_says=False, learner_said_at=one.learner_said_at)


def same_person(carer: Carer) -> Q:
    """Links of whoever has this link's address or account."""
    same = Q(email__iexact=carer.email)
    return same | Q(account=carer.account_id) if carer.account_id else same


def _end(move: Move, one: Carer, same: list[Carer]) -> None:
    accounts = {each.account_id for each in [one, *same]} - {None}
    theirs = Q(source_key__in=[carer_key(each) for each in same]) | Q(person__in=accounts, kind=ReasonKind.PARENT)
    seeing = Reason.objects.filter(theirs, learner__in=[move.kept, move.absorbed], ended_at=None)
    seeing.update(ended_at=move.now)
