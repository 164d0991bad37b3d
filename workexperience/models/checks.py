"""What an employer tells once so that every school can trust it, and who accepted it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who

UNNAMED = "Somebody who checks employers"

COUNTS = Q(accepted=True, ended_at=None, replaced_at=None)  # at most one of an employer: the one accepted last


class CheckState(models.TextChoices):
    """Where a check stands (`Check.state`)."""

    WAITING = "waiting", "Waiting to be checked"
    SENT_BACK = "sent-back", "Sent back"
    ACCEPTED = "accepted", "Checked"
    EXPIRED = "expired", "Expired"
    ENDED = "ended", "Withdrawn"
    REPLACED = "replaced", "Replaced"


@audited()
class Check(models.Model):
    """One set of answers: insurance, health and safety, risks for young people, who safeguards.

    A named person of the hub or the department accepts it or sends it back with a note; answers never change after
    they were sent: a renewal is another row. It holds until the insurance runs out, until a newer one is accepted
    (`replaced_at`), or until it is withdrawn with a reason.
    """

    employer = models.ForeignKey("workexperience.Employer", on_delete=models.CASCADE, related_name="checks")
    insurer = models.CharField(max_length=120)
    policy_number = models.CharField(max_length=60)
    insured_until = models.DateField("last day of the insurance")
    health_and_safety = models.TextField(max_length=1500)
    young_people = models.TextField("risks for young people", max_length=1500)
    safeguarding_name = models.CharField(max_length=120)
    safeguarding_email = models.EmailField()
    safeguarding_phone = models.CharField(max_length=30)
    created_by = who()
    created_at = models.DateTimeField()

    decided_by = who(optional=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    note = models.TextField("what has to change", max_length=600, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    AUDITED = True
    PERSONAL = {
        "health_and_safety",
        "young_people",
        "safeguarding_name",
        "safeguarding_email",
        "safeguarding_phone",
        "created_by",
        "decided_by",
        "note",
        "ended_by",
        "ended_because",
    }
    PLAIN = {
        "id",
        "employer",
        "insurer",
        "policy_number",
        "insured_until",
        "created_at",
        "decided_at",
        "accepted",
        "replaced_at",
        "ended_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(decided_at=None), name="workexperience_check_one_waiting"
            ),
            models.UniqueConstraint(
                fields=["employer"],
                condition=COUNTS,
                name="workexperience_check_one_counts",
            ),
            models.CheckConstraint(
                condition=together("decided_by", "decided_at", "accepted"),
                name="workexperience_check_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(accepted=False) | ~Q(note=""), name="workexperience_check_sent_back_with_a_note"
            ),
            models.CheckConstraint(
                condition=together("ended_by", "ended_at")
                & (Q(ended_at=None) | (Q(accepted=True) & ~Q(ended_because=""))),
                name="workexperience_check_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(accepted=True), name="workexperience_check_replaced_was_accepted"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(decided_at__gte=F("created_at")), name="workexperience_check_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(decided_at=None), name="workexperience_check_waiting"),
            models.Index(
                fields=["insured_until"], condition=Q(accepted=True, ended_at=None), name="workexperience_check_until"
            ),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"

    @property
    def decider(self) -> str:
        """Who decided, by name: never an address, which others than their colleagues read."""
        return (self.decided_by and self.decided_by.full_name) or UNNAMED

    @property
    def ender(self) -> str:
        """Who withdrew it, in the same way."""
        return (self.ended_by and self.ended_by.full_name) or UNNAMED

    def state(self, on: date) -> CheckState:
        """Where it stands on a day; the order is fixed."""
        if self.decided_at is None:
            return CheckState.WAITING
        if not self.accepted:
            return CheckState.SENT_BACK
        if self.ended_at:
            return CheckState.ENDED
        if self.replaced_at:
            return CheckState.REPLACED
        return CheckState.ACCEPTED if on <= self.insured_until else CheckState.EXPIRED
