"""A learner says how a meeting was, and may change it while it can be said at all; its words may go at any time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Learner
from guidance.booking.actions import held_meeting
from guidance.feedback.rules import why_not
from guidance.models import Feedback, Helped


@transaction.atomic
def say(*, meeting_id: int, helped: str, knows_next: bool, words: str, now: datetime) -> Feedback:
    """Once a meeting; saying it again takes the place of what was said before. The same again changes nothing.

    The caller proves that it is the learner, or has the key of their letter: who pressed is not kept.
    """
    meeting = held_meeting(meeting_id)
    if why := why_not(meeting, timezone.localdate(now)):
        raise Refused(why)
    facts = {"helped": Helped(helped), "knows_next": knows_next, "words": words.strip()}
    found = Feedback.objects.filter(meeting=meeting).first()
    if found is None:
        return Feedback.objects.create(meeting=meeting, said_at=now, **facts)
    if any(getattr(found, name) != value for name, value in facts.items()):
        Feedback.objects.filter(pk=found.pk).update(said_at=now, **facts)
        found.refresh_from_db()
    return found


@transaction.atomic
def delete_words(*, learner: Learner) -> None:
    """What a learner wrote about meetings goes; the ticks stay. No history was kept."""
    Feedback.objects.filter(meeting__learner=learner).exclude(words="").update(words="")
