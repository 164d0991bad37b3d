"""What a parent or carer is asked about one placement, and what they say."""

from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from workexperience.models.applications import Application


@audited()
class Consent(models.Model):
    """A parent or carer is asked about one placement, by a link of their own or on paper, and says yes or no once.

    `session` is the days that they were asked about: other days need another yes. `text` is what they were shown and
    agreed to. The link lives for 14 days and is dead after an answer: only its hash is kept. Until the birth date is
    given the page shows a first name only; `tries` counts wrong ones. A newer one takes the place of an older
    (`replaced_at`). `on_paper` was recorded by staff.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consents")
    session = models.ForeignKey("workexperience.Session", on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey("record.Carer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    text = models.TextField("what was agreed to")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField("wrong birth dates", default=0)
    replaced_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    name = models.CharField("who answered", max_length=120, blank=True)
    on_paper = models.BooleanField(default=False)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"carer", "email", "token_hash", "text", "agrees", "name", "created_by"}
    PLAIN = {
        "id",
        "application",
        "session",
        "expires_at",
        "tries",
        "replaced_at",
        "answered_at",
        "on_paper",
        "created_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at=None, replaced_at=None),
                name="workexperience_consent_one_open",
            ),
            models.CheckConstraint(
                condition=together("answered_at", "agrees"), name="workexperience_consent_answered_yes_or_no"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(name=""), name="workexperience_consent_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
