"""What this noun asks of a person on `/to-do/`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from frontdoor.ground.todo import Due


def due(user: Any, now: datetime) -> Iterable[Due]:  # noqa: ARG001
    """Nothing yet."""
    return []
