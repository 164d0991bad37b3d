"""What a meeting draws from a block, and what goes back. A block is held last, after learner, adviser, meeting and place."""

from datetime import datetime

from django.dispatch import receiver

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, held_at
from guidance.blocks import queries, rules
from guidance.booking import signals
from guidance.models import Block, Draw, GivenBack, Meeting
from guidance.times.clocks import london_day

USED_UP = "Your school has used all the meetings that it bought from this service. Ask your careers leader."


def follow(meeting: Meeting, block_id: int | None, *, now: datetime) -> None:
    """The meeting draws on this block, and on no other: called when it is booked, and whenever it moves.

    Of two that want the last session the second waits, and is refused with a sentence.
    """
    had = Draw.objects.filter(meeting=meeting, given_back_at=None).first()
    day = london_day(meeting.during.lower)
    if had and had.block_id == block_id:
        if had.day != day:
            had.day = day
            had.save(update_fields=["day"])
        return
    if had:
        _give_back(had, GivenBack.MOVED, now)
    if block_id is not None:
        block = _held(block_id)
        if block.ended_at or not block.accepted or queries.left_of(block) < 1:
            raise Refused(USED_UP)
        Draw.objects.create(block=block, meeting=meeting, day=day, drawn_at=now)


def drawn_by(meeting: Meeting) -> int | None:
    """The block on which a meeting draws."""
    return Draw.objects.filter(meeting=meeting, given_back_at=None).values_list("block", flat=True).first()


def _held(block_id: int) -> Block:
    return Block.objects.select_for_update(no_key=True).get(pk=block_id)


def _give_back(draw: Draw, because: GivenBack, now: datetime) -> None:
    draw.given_back_at, draw.because = now, because
    draw.save(update_fields=["given_back_at", "because"])


@receiver(signals.cancelled, dispatch_uid="guidance-block-cancelled")
def after_cancelling(*, meeting: Meeting, now: datetime, **_rest: object) -> None:
    """In the transaction of the cancelling: the session goes back in time, or when the service itself cancels."""
    draw = Draw.objects.select_related("block").filter(meeting=meeting, given_back_at=None).first()
    if draw is None:
        return
    by_service = _is_of_service(meeting)
    if rules.goes_back(meeting.during.lower, now, notice_hours=draw.block.notice_hours, by_service=by_service):
        _give_back(draw, GivenBack.BY_SERVICE if by_service else GivenBack.IN_TIME, now)


def _is_of_service(meeting: Meeting) -> bool:
    """Whether its adviser, or who runs the adviser's service, cancelled it."""
    by = meeting.cancelled_by
    if by is None:
        return False
    return by.pk == meeting.adviser.user_id or bool(
        held_at(by, meeting.adviser.service.organisation) & {Can.MANAGE_ADVISERS, Can.GIVE_GUIDANCE}
    )
