"""The link in a letter by which an offered time is looked at and answered without signing in.

It is made of the wait, of how many offers there were, and of the portal's secret: nothing is stored, and each offer has its
own. It says nothing of who waits.
"""

import re

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from guidance.models import Wait
from guidance.waiting.queries import AROUND

SALT = "guidance.offer"
SHAPE = re.compile(r"([0-9]{1,12})-([0-9]{1,3})-([0-9a-f]{40})")


def key_of(wait: Wait, number: int) -> str:
    """The key of the wait's first offer (1), or of its second."""
    said = f"{wait.pk}:{number}:{wait.created_at.isoformat()}"
    return f"{wait.pk}-{number}-{salted_hmac(SALT, said, algorithm='sha256').hexdigest()[:40]}"


def by_key(key: str) -> tuple[Wait, int] | None:
    """The wait that a key opens, and which offer it was; None for every other text."""
    parts = SHAPE.fullmatch(key)
    found = Wait.objects.select_related(*AROUND).filter(pk=int(parts[1])).first() if parts else None
    if parts is None or found is None:
        return None
    number = int(parts[2])
    return (found, number) if constant_time_compare(key_of(found, number), key) else None


def address(wait: Wait) -> str:
    """Where the link of the latest offer leads, without the site."""
    return f"{reverse('guidance:offer')}?key={key_of(wait, wait.offers)}"
