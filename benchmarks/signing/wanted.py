"""The letter to the head: not sent once its link can no longer be used, and not kept once sent, for the link's sake."""

from datetime import datetime

from benchmarks.models import HeadLink
from benchmarks.signing.links import problem
from frontdoor.letters.keys import carries_a_key
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while

carries_a_key("return-to-head")


@wanted_while("return-to-head")
def link_still_works(letter: Letter, now: datetime) -> bool:
    """Whether the link that the letter carries still opens the return; the letter's key ends in the link's id."""
    link = HeadLink.objects.select_related("of_return").filter(pk=letter.key.rsplit(":", 1)[1]).first()
    return not problem(link, now)
