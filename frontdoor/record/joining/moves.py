"""What one joining does, kept so that it can be put back: rows that went over, rows set aside, values that changed."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db.models import Model

from frontdoor.record.models import Learner


@dataclass
class Move:
    """What goes from `absorbed` to `kept`.

    `rows`: column to ids that went over; `dropped`: whole rows that clashed, as Django's
    serializer writes them; `was`: column to id to [before, after].
    """

    kept: Learner
    absorbed: Learner
    now: datetime
    rows: dict[str, list[int]] = field(default_factory=dict)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    was: dict[str, dict[str, list[Any]]] = field(default_factory=dict)

    def drop(self, row: Model) -> None:
        """Set a row aside: the other record says the same, or better."""
        self.dropped += json.loads(serializers.serialize("json", [row]))
        row.delete()

    def change(self, row: Model, name: str, value: Any) -> None:
        """Change one column of a row, remembering what it was."""
        before = getattr(row, name)
        setattr(row, name, value)
        row.save(update_fields=[name])
        self.was.setdefault(f"{row._meta.label}.{name}", {})[str(row.pk)] = [_plain(before), _plain(value)]

    def facts(self) -> dict[str, Any]:
        """For `Joining.moved`."""
        return {"rows": self.rows, "dropped": self.dropped, "was": self.was}


def _plain(value: Any) -> Any:
    return None if value is None else str(value)
