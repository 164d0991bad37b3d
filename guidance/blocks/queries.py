"""What schools have bought and what is left of it: asked by booking, pages, letters and capacity alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from guidance.blocks import rules
from guidance.blocks.rules import Facts, Stand, stand
from guidance.models import Block, Draw


@dataclass(frozen=True)
class Bought:
    """What a school has bought of one service, over all blocks that are not over, and what is left of it."""

    left: int
    sessions: int


USED = Q(draws__given_back_at=None, draws__isnull=False)
WAITS = Q(accepted=None, ended_at=None)  # for the service's word


def with_left(found: QuerySet[Block]) -> QuerySet[Any]:
    """The same, each with `used`, `left`, and what its pages name."""
    counted = found.annotate(used=Count("draws", filter=USED)).annotate(left=F("sessions") - F("used"))
    return counted.select_related("service__organisation", "institution", "offer")


def live(on: date) -> QuerySet[Block]:
    """Those that count on a day or later: confirmed, not ended, not over."""
    return Block.objects.filter(accepted=True, ended_at=None, last_day__gte=on)


def waiting() -> QuerySet[Block]:
    """The orders that a service has to answer."""
    return Block.objects.filter(WAITS)


def usable(institution_id: int, on: date, *, moving: int | None = None) -> QuerySet[Any]:
    """A school's blocks with something left, whichever ends first standing first.

    `moving`: the block that this meeting draws on is among them, used up or ended too: its session is the meeting's already.
    """
    found = with_left(Block.objects.filter(institution=institution_id, last_day__gte=on))
    drawn = Draw.objects.filter(meeting=moving, given_back_at=None).values("block") if moving else []
    counts = Q(accepted=True, ended_at=None, left__gt=0)
    return found.filter(counts | Q(pk__in=drawn)).order_by("last_day", "pk")


def left_of(block: Block) -> int:
    """How many sessions no meeting uses."""
    return block.sessions - Draw.objects.filter(block=block, given_back_at=None).count()


def stand_of(block: Any, on: date) -> Stand:
    """Where a block of `with_left` stands on a day."""
    return stand(Facts(block.accepted, block.first_day, block.last_day, block.ended_at is not None, block.left), on)


def to_pay(block: Any, *, if_ended_on: date | None = None) -> Decimal:
    """What a block of `with_left` costs in pounds as it stands, or would if its school ended it on a day."""
    ended = if_ended_on or (timezone.localdate(block.ended_at) if block.ended_at else None)
    return rules.to_pay(
        block.total,
        sessions=block.sessions,
        used=block.used,
        is_ended=ended is not None,
        by_service=block.ended_by_service,
        in_time=ended is not None and rules.is_free_to_end(block.first_day, ended, cancel_days=block.cancel_days),
        accepted=block.accepted,
    )


def of_school(institution_id: int) -> QuerySet[Any]:
    """Everything that a school ever ordered, the newest first."""
    return with_left(Block.objects.filter(institution=institution_id)).order_by("-ordered_at", "-pk")


def of_service(service_id: int, on: date) -> QuerySet[Any]:
    """Everything that was ever ordered from a service.

    What waits for its word stands first, the longest of it; then what counts, whichever ends first; then the rest, the newest.
    """
    counts = Q(accepted=True, ended_at=None, last_day__gte=on)
    place = Case(When(WAITS, then=Value(0)), When(counts, then=Value(1)), default=Value(2), output_field=IntegerField())
    waited, ends = Case(When(WAITS, then="ordered_at")), Case(When(counts, then="last_day"))
    return with_left(Block.objects.filter(service=service_id)).order_by(place, waited, ends, "-ordered_at", "-pk")


def bought_by_service(institution_id: int, *, on: date) -> dict[int, Bought]:
    """What is left with each service that a school has bought from. One query."""
    found: dict[int, Bought] = {}
    for block in with_left(live(on).filter(institution=institution_id)):
        before = found.get(block.service_id, Bought(0, 0))
        found[block.service_id] = Bought(before.left + max(0, block.left), before.sessions + block.sessions)
    return found


def statement(block: Block) -> QuerySet[Draw]:
    """Every session that was drawn, and what became of it, in order. Times and references: nobody's name."""
    return Draw.objects.filter(block=block).select_related("meeting").order_by("drawn_at", "pk")
