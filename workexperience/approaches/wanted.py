"""Letters about a request that are wanted no more when their turn comes."""

from datetime import datetime

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from workexperience.models import Approach


@wanted_while("approach-asked")
def still_waits(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 a request waits until somebody ends it
    """An employer is told of a request only while it waits for an answer."""
    return Approach.objects.filter(pk=letter.key.split(":")[1], answered_at=None, withdrawn_at=None).exists()
