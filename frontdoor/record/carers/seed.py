"""The demo's parent sees the record of the demo's student."""

from datetime import UTC, datetime

from frontdoor.people.models import User
from frontdoor.record.carers import actions, queries
from frontdoor.record.models import Carer, Enrolment, Learner

INVITED = datetime(2026, 9, 14, 9, tzinfo=UTC)
ACCEPTED = datetime(2026, 9, 15, 18, tzinfo=UTC)
STUDENT, PARENT = "student@demo.frontdoor.example", "parent@demo.frontdoor.example"


def seed_demo() -> None:
    """Petra Adeyemi is an accepted parent of Sami Adeyemi, once Sami is on a roll; a second run changes nothing."""
    sami = Learner.objects.filter(account__email=STUDENT).first()
    enrolment = Enrolment.objects.filter(learner=sami, ended_on=None).order_by("pk").first() if sami else None
    petra = User.objects.filter(email=PARENT).first()
    if sami is None or enrolment is None or petra is None:
        return
    if sami.carers.filter(account=petra).exists():
        return
    carer, _ = Carer.objects.get_or_create(
        learner=sami,
        institution=enrolment.institution,
        email=petra.email,
        stopped_at=None,
        defaults={"name": "Petra Adeyemi", "created_at": INVITED},
    )
    Carer.objects.filter(pk=carer.pk, invited_at=None).update(invited_at=INVITED)
    actions.accept(carer_id=carer.pk, by=petra, now=ACCEPTED)
    if queries.decides(sami, today=ACCEPTED.date()):
        actions.decide(carer_id=carer.pk, agrees=True, by=sami.account, now=ACCEPTED)
