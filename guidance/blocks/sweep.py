"""What is told of blocks by the day: that one ends with sessions left, and that one is used up or over. Once each."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from guidance.blocks import letters, queries
from guidance.blocks.rules import ENDING_DAYS, RENEWED_FOR
from guidance.models import Block


def remind(*, now: datetime) -> None:
    """Letters 30 and 7 days before the last day while something is left, and one when nothing is left or it is over.

    A day that was missed is caught up; whoever has ordered again is not asked to. Each block is a transaction of its own.
    """
    today = timezone.localdate(now)
    found = Block.objects.filter(accepted=True, ended_at=None, last_day__gte=today - timedelta(days=RENEWED_FOR))
    for block in queries.with_left(found).order_by("pk"):
        with transaction.atomic():
            _remind_of(block, today, now)


def _remind_of(block: Any, today: date, now: datetime) -> None:
    days = (block.last_day - today).days
    if block.left > 0 and days >= 0:
        if near := [step for step in ENDING_DAYS if days <= step]:
            letters.ending(block, step=str(min(near)), now=now)
    elif not _has_another(block, today):
        letters.renew(block, now=now)


def _has_another(block: Any, today: date) -> bool:
    """Whether the school has ordered from this service again."""
    others = Block.objects.filter(institution=block.institution_id, service=block.service_id, ended_at=None)
    later = others.filter(ordered_at__gt=block.ordered_at, last_day__gte=today)
    return later.exclude(accepted=False).exists()
