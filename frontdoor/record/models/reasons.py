"""Why a person or an organisation may see a learner: the one table that every list of learners asks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who


class ReasonKind(models.TextChoices):
    """What makes somebody see a learner (design section 3)."""

    ENROLLED = "enrolled", "On the roll"
    BOOKED = "booked", "A guidance meeting is booked"
    PLACED = "placed", "A placement"
    PARENT = "parent", "Parent or carer"
    SUPPORTER = "supporter", "Supporter"
    HANDED_OVER = "handed-over", "Handed over"


class ReasonScope(models.TextChoices):
    """How much of the record a reason opens."""

    CARD = "card", "Name and what is needed for the day"
    RECORD = "record", "The record"
    PLAN = "plan", "The plan"


@audited(inserts=False)
class Reason(models.Model):
    """The holder (an organisation, or a person) may see this much of the learner from `starts_on` to `until`.

    `until` is the last day, empty for open. Withdrawing sets `ended_at` and acts in the next request.
    `source_key` names what opened it (`record.enrolment:81`), so that opening twice is opening once.
    """

    learner = models.ForeignKey("record.Learner", on_delete=models.CASCADE, related_name="reasons")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=ReasonKind)
    scope = models.CharField(max_length=6, choices=ReasonScope)
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = who(optional=True)
    source_key = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"learner", "person", "ended_by"}
    PLAIN = {"id", "organisation", "kind", "scope", "starts_on", "until", "ended_at", "source_key", "created_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
                name="record_reason_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="record_reason_in_order"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "learner"], condition=Q(ended_at__isnull=True), name="record_reason_of_body"
            ),
            models.Index(
                fields=["person", "learner"], condition=Q(ended_at__isnull=True), name="record_reason_of_person"
            ),
        ]

    def __str__(self) -> str:
        return f"reason {self.pk}"
