"""What both records have, where one record may have it once: which of the two rows stays."""

from frontdoor.ground.refused import Refused
from frontdoor.record.joining.moves import Move
from frontdoor.record.models import Attendance, Carer, Enrolment, Need, Participation, Reason, Sort

TWICE_ON_A_ROLL = "Your school has you on its roll twice. Ask it to put that right, then try again."
TOO_MANY = (
    "You would be on the rolls of more than two schools at once. Ask the one you have left to take you off its roll."
)
BETTER = [Attendance.ATTENDED, Attendance.ABSENT, Attendance.INVITED]


def carer_key(carer: Carer) -> str:
    """The key of the reason that a parent's or carer's link opens."""
    return f"record.carer:{carer.pk}"


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


def carers(move: Move) -> None:
    """One address that the same institution named on both: who has accepted stays, with the reason that it opened."""
    mine = {(one.institution_id, one.email): one for one in move.kept.carers.filter(stopped_at=None)}
    for theirs in Carer.objects.filter(learner=move.absorbed, stopped_at=None):
        own = mine.get((theirs.institution_id, theirs.email))
        if own is None:
            continue
        loser = own if theirs.accepted_at and not own.accepted_at else theirs
        for reason in Reason.objects.filter(source_key=carer_key(loser)):
            move.drop(reason)
        move.drop(loser)
