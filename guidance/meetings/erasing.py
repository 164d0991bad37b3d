"""What erasing a record does to its meetings: times are free again, letters about them are emptied, words can go alone."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.privacy import past
from frontdoor.letters import erasing as letters
from frontdoor.record.models import Learner
from guidance.agreeing.letters import RECORDED
from guidance.booking import actions
from guidance.booking.letters import TO_LEARNER
from guidance.meetings.supporter_letters import NAMING
from guidance.models import Hold, Meeting, ParentalYes, Wait
from guidance.waiting.letters import OFFER


def free_times(learner_ids: Collection[int]) -> None:
    """Cancel what lies ahead: advisers and supporters learn it. What is held for these people is free. The rows go afterwards."""
    now = timezone.now()
    ahead = Meeting.objects.filter(learner__in=learner_ids, cancelled_at=None, during__startswith__gt=now)
    for pk in ahead.order_by("pk").values_list("pk", flat=True):
        actions.cancel(meeting_id=pk, because="", by=None, now=now)
    Hold.objects.filter(wait__learner__in=learner_ids).delete()
    Hold.objects.filter(user__learner__in=learner_ids).delete()


def forget_letters(learner_ids: Collection[int]) -> None:
    """Empty the letters about their meetings and yeses, to them, supporters and parents: not all are to an address of theirs.

    Those to advisers, and that a meeting is off, say nothing of them and go.
    """
    found = Meeting.objects.filter(learner__in=learner_ids).values_list("pk", flat=True)
    waits = Wait.objects.filter(learner__in=learner_ids).values_list("pk", flat=True)
    keys = [f"{kind}:{pk}:" for pk in found for kind in (*TO_LEARNER, *NAMING)] + [f"{OFFER}:{pk}:" for pk in waits]
    yeses = ParentalYes.objects.filter(learner__in=learner_ids).values_list("pk", flat=True)
    keys += [f"{RECORDED}:{pk}:" for pk in yeses]
    letters.erase(to=[], naming=[], within=[], keys=keys, now=timezone.now())


@transaction.atomic
def delete_words(*, learner: Learner) -> None:
    """What a learner wrote for meetings goes, with its history. The meetings stay."""
    for model in (Meeting, Wait):
        rows = model.objects.select_for_update().filter(learner=learner).order_by("pk")
        ids = list(rows.values_list("pk", flat=True))
        rows.filter(pk__in=ids).update(words="", helps="")
        past(model).filter(pgh_obj_id__in=ids).update(words="", helps="")
