"""The helplines that ship with the portal."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from frontdoor.record.models import Helpline

SHIPPED = Path(__file__).resolve().parent / "helplines.yaml"


def shipped() -> list[Helpline]:
    """The rows that come with the portal, unsaved, in their order."""
    content = _content()
    return [Helpline(**row, reviewed=content["reviewed"]) for row in content["helplines"]]


@cache
def _content() -> Any:
    """Read once a process: every letter to a learner asks, and reading it takes longer than writing the letter."""
    return yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))


def load_helplines() -> int:
    """Store the shipped helplines where there is none yet, and count them: what an editor wrote, or took away, stays."""
    return 0 if Helpline.objects.exists() else len(Helpline.objects.bulk_create(shipped()))
