"""A meeting between an adviser and one person."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Kind
from guidance.models.advisers import Channel


@audited()
class Meeting(models.Model):
    """One adviser, one time. The database refuses two live ones of an adviser that overlap.

    `during` holds its first moment and not its last: `[9:00, 9:45)`. `institution` is the school or college on whose behalf
    it is held; empty for somebody without one. `reference` is what people quote: eight letters and digits.
    """

    adviser = models.ForeignKey("guidance.Adviser", on_delete=models.PROTECT, related_name="meetings")
    during = DateTimeRangeField()
    channel = models.CharField(max_length=12, choices=Channel)
    place = models.ForeignKey(
        "guidance.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    institution = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    reference = models.CharField(max_length=8, unique=True)
    created_by = who()
    created_at = models.DateTimeField()
    cancelled_by = who(optional=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"adviser", "created_by", "cancelled_by"}
    PLAIN = {"id", "during", "channel", "place", "institution", "reference", "created_at", "cancelled_at"}

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="guidance_meeting_one_at_a_time",
                expressions=[("adviser", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                condition=(Q(place=None) & ~Q(channel=Channel.FACE)) | Q(place__isnull=False, channel=Channel.FACE),
                name="guidance_meeting_placed",
            ),
            models.CheckConstraint(
                condition=together("cancelled_by", "cancelled_at"), name="guidance_meeting_cancelled_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"
