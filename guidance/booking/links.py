"""The link in a letter by which a meeting is looked at, moved or cancelled without signing in.

It is made of the meeting and of the portal's secret, so that every letter about a meeting carries the same one and nothing
is stored. It says nothing of who is met.
"""

import re

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from guidance.models import Meeting

SALT = "guidance.meeting"
REFERENCE = 8  # characters
SHAPE = re.compile(r"[0-9A-Z]{8}[0-9a-f]{40}")


def key_of(meeting: Meeting) -> str:
    """The key: the reference, then what only we can make of the meeting."""
    made = salted_hmac(SALT, f"{meeting.pk}:{meeting.created_at.isoformat()}", algorithm="sha256").hexdigest()
    return f"{meeting.reference}{made[:40]}"


def by_key(key: str) -> Meeting | None:
    """The meeting that a key opens; None for every other text."""
    found = Meeting.objects.select_related(
        "adviser__user", "adviser__service__organisation", "learner__account", "place", "institution"
    ).filter(reference=key[:REFERENCE])
    meeting = found.first() if SHAPE.fullmatch(key) else None
    return meeting if meeting and constant_time_compare(key_of(meeting), key) else None


def address(meeting: Meeting) -> str:
    """Where the link leads, without the site."""
    return f"{reverse('guidance:meeting')}?key={key_of(meeting)}"
