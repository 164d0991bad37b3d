"""What a learner is shown of who has looked: the page and the export ask the same function."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from frontdoor.organisations.models import Membership, Role
from frontdoor.record.access import live
from frontdoor.record.carers import queries as carers
from frontdoor.record.cases.queries import can_question
from frontdoor.record.joining.queries import with_absorbed
from frontdoor.record.models import Learner, Look, LookKind, LookReason, Reason, ReasonKind

ADVISING = [ReasonKind.BOOKED, ReasonKind.HANDED_OVER]
NOT_LISTED = (
    "Some looks are not listed. Looks to keep somebody safe are not: it could put them in danger. "
    "Before you are 13, looks by your parents or carers are not."
)
REASONS = {
    LookReason.ENROLLED: "You were on their roll.",
    LookReason.BOOKED: "You had booked a meeting with them.",
    LookReason.PLACED: "You had a placement with them.",
    LookReason.PARENT: "They are your parent or carer.",
    LookReason.SUPPORTER: "They support you.",
    LookReason.HANDED_OVER: "Your details were handed over to them.",
    LookReason.QUESTION: "You asked a question, and they answer it.",
}


@dataclass(frozen=True)
class Seen:
    """A look as its learner reads it. `name` is empty where they are not told it."""

    look: Look
    who: str
    name: str
    what: str
    why: str
    can_question: bool


def shown(learner: Learner, *, today: date) -> QuerySet[Look]:
    """The looks that a learner is told of, newest first, with viewer and organisation; `is_named` says whether by name.

    Never those for safeguarding, whatever is asked or counted; a parent's from 13, when they are told of their parents;
    none of their own. A viewer is named who works or worked where the learner is or was enrolled, or is their adviser now.
    """
    ids = sorted(with_absorbed([learner.pk]))
    found = Look.objects.filter(learners__overlap=ids).exclude(reason=LookReason.SAFEGUARDING)
    if learner.account_id:
        found = found.exclude(viewer=learner.account_id)
    if not carers.knows_parents(learner, today=today):
        found = found.exclude(reason=LookReason.PARENT)
    schools = learner.enrolments.values("institution")
    colleague = Membership.objects.filter(user=OuterRef("viewer"), organisation__in=schools)
    adviser = Reason.objects.filter(live(today), learner=learner, person=OuterRef("viewer"), kind__in=ADVISING)
    named = found.annotate(is_named=Exists(colleague) | Exists(adviser)).select_related("viewer", "organisation")
    return named.order_by("-at", "-pk")


def in_words(looks: Iterable[Look]) -> list[Seen]:
    """Rows of `shown` as words."""
    return [_said(look) for look in looks]


def _said(look: Look) -> Seen:
    is_parent = look.reason == LookReason.PARENT
    role = Role(look.role).label.partition(" (")[0] if look.role else "Somebody"
    return Seen(
        look,
        "Your parent or carer" if is_parent else f"{role}, {look.organisation}" if look.organisation else role,
        str(look.viewer.full_name) if look.viewer and (is_parent or look.is_named) else "",  # type: ignore[attr-defined]
        f"{LookKind(look.kind).label}: {look.page}",
        REASONS[LookReason(look.reason)],
        can_question(look),
    )
