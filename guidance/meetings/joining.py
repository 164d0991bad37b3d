"""Two records become one: their meetings, waits and yeses go over. What one person can have once, one of them keeps."""

from frontdoor.ground.refused import Refused
from frontdoor.record.joining.moves import Move
from frontdoor.record.joining.relations import MOVES
from frontdoor.record.models import Reason
from guidance.booking import actions
from guidance.booking.reasons import key_of
from guidance.models import Hold, Meeting, Outcome, ParentalYes, Wait, WaitEnd

BOTH_MET = (
    "Both records have a meeting at the same time, and one of them has begun. "
    "Ask the advisers to record at which one you were, then try again."
)


def meetings(move: Move) -> None:
    """Of two at one time, the one of the record that goes is cancelled, and its time is free.

    Of two that have begun the missed one is set aside; while nobody has said which that is, the records do not join.
    """
    mine = Meeting.objects.filter(learner=move.kept, cancelled_at=None)
    for theirs in Meeting.objects.filter(learner=move.absorbed, cancelled_at=None).order_by("pk"):
        for own in mine.filter(during__overlap=theirs.during).order_by("pk"):
            _one_of(move, own, theirs)


def _one_of(move: Move, own: Meeting, theirs: Meeting) -> None:
    ahead = next((one for one in (theirs, own) if one.during.lower > move.now), None)
    if ahead:
        actions.cancel(meeting_id=ahead.pk, because="", by=None, now=move.now)
        return
    missed = next((one for one in (theirs, own) if one.outcome == Outcome.MISSED), None)
    if missed is None:
        raise Refused(BOTH_MET)
    for reason in Reason.objects.filter(source_key=key_of(missed)):
        move.drop(reason)
    around = [*missed.supporters.all(), *missed.notes.all()]  # nobody sums up a missed meeting, or says how it was
    move.drop(missed)
    for row in around:  # gone with it; set aside after it, because to undo makes them again in this order
        move.drop(row)


def waits(move: Move) -> None:
    """Of two in a line, the one who is further goes on: who has an offer, then by band and by when they came."""
    live = Wait.objects.select_for_update().filter(learner__in=[move.kept, move.absorbed], ended_at=None)
    found = sorted(live.order_by("pk"), key=lambda one: (not _has_offer(one, move), one.band, one.ready_at))
    for one in found[1:]:
        Hold.objects.filter(wait=one).delete()
        one.end, one.ended_at = WaitEnd.WITHDRAWN, move.now
        one.save(update_fields=["end", "ended_at"])


def _has_offer(wait: Wait, move: Move) -> bool:
    return Hold.objects.filter(wait=wait, expires_at__gt=move.now).exists()


def yeses(move: Move) -> None:
    """Of two for the same, the one that holds longer; the other one is set aside."""
    live = ParentalYes.objects.filter(ended_at=None)
    mine = {one.agreed_to: one for one in live.filter(learner=move.kept)}
    for theirs in live.filter(learner=move.absorbed, agreed_to__in=mine).order_by("pk"):
        move.drop(min((theirs, mine[theirs.agreed_to]), key=lambda one: one.until))


MOVES["guidance.Meeting.learner"] = meetings
MOVES["guidance.Wait.learner"] = waits
MOVES["guidance.ParentalYes.learner"] = yeses
