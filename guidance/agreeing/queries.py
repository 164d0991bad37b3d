"""Who has said yes for whom, and what there is to say yes to at an age."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from frontdoor.organisations.models import Membership, Organisation
from frontdoor.record.carers.queries import accepted, age_of
from frontdoor.record.carers.rules import DECIDES, KNOWS, is_at_least
from frontdoor.record.models import Carer, Learner
from guidance.models import AgreedTo, ParentalYes, VideoYes


@dataclass(frozen=True)
class Question:
    """What a parent or carer can say yes to for a learner, and the yes that holds, if there is one."""

    agreed_to: AgreedTo
    yes: ParentalYes | None
    needed: str


NEEDED = {
    AgreedTo.MEETINGS: "Under 13 nobody meets a careers adviser without the yes of a parent or carer.",
    AgreedTo.VIDEO: "Under 16 a meeting by video call needs the yes of a parent or carer, or of the school.",
}


def asked(learner: Learner, *, on: date) -> list[AgreedTo]:
    """What needs a parent's or carer's yes at the learner's age: nothing from 16."""
    age = age_of(learner)
    if is_at_least(DECIDES, age, on):
        return []
    return [AgreedTo.VIDEO] if is_at_least(KNOWS, age, on) else [AgreedTo.MEETINGS, AgreedTo.VIDEO]


def questions(learner: Learner, *, on: date) -> list[Question]:
    """Each of them with the yes that holds. Two queries at most."""
    wanted = asked(learner, on=on)
    said = {one.agreed_to: one for one in holding(learner, on=on)} if wanted else {}
    return [Question(one, said.get(one), NEEDED[one]) for one in wanted]


def holding(learner: Learner, *, on: date) -> QuerySet[ParentalYes]:
    """What was said and not taken back, and has not run out; not by whom a school has stopped since (`booking.yeses`)."""
    live = ParentalYes.objects.filter(learner=learner, ended_at=None, said_on__lte=on, until__gte=on)
    return live.exclude(carer__stopped_at__isnull=False).select_related("created_by")


def parent_took_back(learner: Learner, agreed_to: str) -> date | None:
    """The last day on which a parent or carer took back a yes in their own account; one that had run out is no answer."""
    parents = Carer.objects.filter(learner=learner, account__isnull=False).values("account")
    taken = ParentalYes.objects.filter(learner=learner, agreed_to=agreed_to, ended_by__in=parents)
    found = (
        taken.filter(ended_at__date__lte=F("until")).order_by("-ended_at").values_list("ended_at", flat=True).first()
    )
    return timezone.localdate(found) if found else None


def may_name(yes: ParentalYes, user: Any, institution: Organisation) -> bool:
    """Whether this person reads there whose yes it is and who wrote it down: where it was written down, or who did."""
    here = Membership.objects.filter(user=yes.created_by_id, organisation=institution, created_at__lte=yes.created_at)
    return yes.created_by_id == user.pk or here.exclude(ended_at__lt=yes.created_at).exists()


def carer_of(user: Any, learner: Learner) -> Carer | None:
    """By which link this person is a parent or carer of the learner."""
    return accepted(learner).filter(account=user).first()


def to_video(institution: Organisation) -> VideoYes | None:
    """The school's own yes to video; None when it has not said one, or took it back."""
    return VideoYes.objects.filter(institution=institution, ended_at=None).select_related("created_by").first()
