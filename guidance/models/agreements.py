"""Who has said yes: a parent or carer to a meeting of somebody under 13, they or the school to video under 16."""

from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Kind


class AgreedTo(models.TextChoices):
    """What a parent or carer says yes to."""

    MEETINGS = "meetings", "Meetings with a careers adviser"
    VIDEO = "video", "Meetings by video call"


@audited()
class ParentalYes(models.Model):
    """A parent or carer says yes for one learner, from `said_on` to `until`; both days included. It can be taken back.

    `carer` is who said so in their own account; empty where staff wrote down what they were told, by whom stands in `name`.
    """

    learner = models.ForeignKey("record.Learner", on_delete=models.CASCADE, related_name="parental_yeses")
    agreed_to = models.CharField(max_length=8, choices=AgreedTo)
    carer = models.ForeignKey("record.Carer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField("who said yes", max_length=150)
    said_on = models.DateField()
    until = models.DateField()
    created_by = who()
    created_at = models.DateTimeField()
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"learner", "carer", "name", "created_by", "ended_by"}
    PLAIN = {"id", "agreed_to", "said_on", "until", "created_at", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "agreed_to"], condition=Q(ended_at=None), name="guidance_parental_yes_one_live"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("said_on")), name="guidance_parental_yes_in_order"),
            models.CheckConstraint(
                condition=together("ended_by", "ended_at"), name="guidance_parental_yes_ended_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"parental yes {self.pk}"


@audited()
class VideoYes(models.Model):
    """A school says that its learners under 16 may meet advisers by video. It can be taken back."""

    institution = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    created_by = who()
    created_at = models.DateTimeField()
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"created_by", "ended_by"}
    PLAIN = {"id", "institution", "created_at", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(ended_at=None), name="guidance_video_yes_one_live"
            ),
            models.CheckConstraint(
                condition=together("ended_by", "ended_at"), name="guidance_video_yes_ended_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"video yes {self.pk}"
