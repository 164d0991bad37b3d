"""The letter to parents and carers that a school has written down a yes for their child."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.organisations.models import Organisation
from frontdoor.record.carers.queries import marked, seeing
from frontdoor.record.joining.clashes import carer_key
from guidance.models import AgreedTo, ParentalYes

RECORDED = "parental-yes-recorded"


def recorded(yes: ParentalYes, school: Organisation, *, now: datetime) -> None:
    """To everybody who sees the record as a parent or carer: what was written down, and where they take it back."""
    learner, today = yes.learner, timezone.localdate(now)
    context = {
        "first_name": (learner.known_as or learner.given_names).split()[0],
        "school": school.name,
        "agreed_to": str(AgreedTo(yes.agreed_to).label),
        "said_on": yes.said_on,
        "until": yes.until,
        "link": reverse("guidance:agree", args=[learner.pk]),
    }
    carers = [one for one in marked(seeing(learner, today=today), today=today) if one.sees_today]
    drafts = [
        Draft(RECORDED, f"{RECORDED}:{yes.pk}:{one.account_id}", one.account.email, context, because=carer_key(one))
        for one in carers
    ]
    queue_many(drafts, now=now)


@wanted_while(RECORDED)
def is_still_so(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Nobody is told of a yes that is taken back."""
    return ParentalYes.objects.filter(pk=int(letter.key.split(":")[1]), ended_at=None).exists()
