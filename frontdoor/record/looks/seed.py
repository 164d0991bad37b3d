"""Who has looked at the record of the demo's student."""

from datetime import timedelta

from django.utils import timezone

from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.people.models import User
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Enrolment, Look, LookKind, LookReason

# Demo person, days and hours ago, what kind, which page.
LOOKS = [
    ("leader", (12, 2), LookKind.LIST, "Pupils"),
    ("leader", (12, 1), LookKind.PAGE, "Pupil page"),
    ("teacher", (6, 3), LookKind.LIST, "Class list: what pupils still need"),
    ("parent", (2, 5), LookKind.PAGE, "Your child’s record"),
    ("head", (1, 4), LookKind.PAGE, "Pupil page"),
]


def seed_demo() -> None:
    """Once the student has a record at which nobody has looked: a second run changes nothing."""
    mine = Enrolment.objects.filter(learner__account__email=f"student@{DOMAIN}", ended_on=None)
    enrolment = mine.select_related("institution").first()
    if enrolment is None or Look.objects.filter(learners__contains=[enrolment.learner_id]).exists():
        return
    people = {one.email.partition("@")[0]: one for one in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    for who, (days, hours), kind, page in LOOKS:
        is_parent = who == "parent"
        looked(
            by=people[who],
            learners=[enrolment.learner_id],
            page=page,
            kind=kind,
            institution=None if is_parent else enrolment.institution,
            reason=LookReason.PARENT if is_parent else LookReason.ENROLLED,
            now=timezone.now() - timedelta(days=days, hours=hours),
        )
