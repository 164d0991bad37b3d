"""What this room asks of a person on `/to-do/`: what each noun's `inbox.py` asks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from frontdoor.ground.todo import Due
from frontdoor.record.care import inbox as care


def due(user: Any, now: datetime) -> Iterator[Due]:
    """All of it, noun by noun."""
    yield from care.due(user, now)
