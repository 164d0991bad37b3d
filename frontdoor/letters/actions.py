"""Making letters. Sending is the worker's (`tasks.py`)."""

from datetime import datetime, timedelta
from typing import Any

from frontdoor.letters.models import Letter


def queue(
    kind: str,
    *,
    key: str,
    to: str,
    context: dict[str, Any],
    now: datetime,
    organisation_id: int | None = None,
    keep_for: timedelta = timedelta(days=7),
) -> Letter | None:
    """Put a letter in the outbox, in the caller's transaction; None when a letter with this key was made before.

    `kind` names `templates/letters/<kind>.txt` (first line `Subject: ...`, then a blank line, then the text) and
    `templates/letters/<kind>.html`. The context gets `site` (the address of the portal). A letter that waits longer
    than `keep_for` is expired, not sent.
    """
    raise NotImplementedError
