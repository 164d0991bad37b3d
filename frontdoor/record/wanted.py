"""Letters of the record that are wanted no more when their turn comes."""

from datetime import datetime

from django.utils import timezone

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.record.access import live
from frontdoor.record.carers.queries import CODE_LIVES
from frontdoor.record.models import Carer, Reason


@wanted_while("")
def reason_holds(letter: Letter, now: datetime) -> bool:
    """A letter about a learner goes only while whoever gets it may see the learner: withdrawing stops what waits."""
    if not letter.because:
        return True
    return Reason.objects.filter(live(timezone.localdate(now)), source_key=letter.because).exists()


@wanted_while("record-carer-invitation")
def still_invited(letter: Letter, now: datetime) -> bool:
    """An invitation goes only while the school has not stopped the link, and nobody has accepted it."""
    still = Carer.objects.filter(stopped_at=None, account=None, invited_at__gt=now - CODE_LIVES)
    return still.filter(pk=letter.key.split(":")[1]).exists()
