"""The people around a learner: the code that gives them their record, and their parents and carers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who


class ClaimCode(models.Model):
    """A school's invitation: whoever signs in and types the code has this record. Used once; only its hash is kept."""

    enrolment = models.ForeignKey("record.Enrolment", on_delete=models.CASCADE, related_name="claim_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    created_by = who()
    created_at = models.DateTimeField()
    used_by = who(optional=True)
    used_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {"enrolment", "code_hash", "created_by", "used_by"}
    PLAIN = {"id", "expires_at", "created_at", "used_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=together("used_by", "used_at"), name="record_claim_used_by_and_at"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(used_at__isnull=True), name="record_claim_one_open_an_enrolment"
            ),
        ]

    def __str__(self) -> str:
        return f"claim code {self.pk}"


@audited()
class Carer(models.Model):
    """A parent or carer whom the school has named: from the roll or typed by staff, never by the learner.

    `invited_at` is when a letter with a code went, `account` who accepted it. `stopped_at` ends what they see at once;
    they are not told why. `learner_says` is the learner's own decision, asked from 16.
    """

    learner = models.ForeignKey("record.Learner", on_delete=models.CASCADE, related_name="carers")
    institution = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="cares_for"
    )
    code_hash = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    stopped_by = who(optional=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    learner_says = models.BooleanField("the learner agrees", null=True, blank=True)
    learner_said_at = models.DateTimeField(null=True, blank=True)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"learner", "name", "email", "account", "code_hash", "stopped_by", "learner_says", "created_by"}
    PLAIN = {"id", "institution", "invited_at", "accepted_at", "stopped_at", "learner_said_at", "created_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=together("stopped_by", "stopped_at"), name="record_carer_stopped_by_and_at"
            ),
            models.CheckConstraint(
                condition=together("learner_says", "learner_said_at"), name="record_carer_learner_says_and_at"
            ),
            models.UniqueConstraint(
                fields=["learner", "institution", "email"],
                condition=Q(stopped_at__isnull=True),
                name="record_carer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"carer {self.pk}"
