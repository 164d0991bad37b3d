"""Who waits for a time with an adviser: a promise with a date and an owner, first come first served within a band."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Kind
from guidance.models.advisers import Channel, Language
from guidance.models.meetings import BookedAs, Topic


class WaitEnd(models.TextChoices):
    """How somebody's wait came to an end."""

    BOOKED = "booked", "A meeting is booked"
    WITHDRAWN = "withdrawn", "Does not want to wait any more"
    NO_ANSWER = "no-answer", "Did not answer what was offered"
    LEFT = "left", "The service is not theirs any more"


@audited()
class Wait(models.Model):
    """One learner waits for a time with the advisers of one service, which owns the promise of `promised_by`.

    `band` is 1 for whom a decision is near, else 2; in a band the one who is `ready_at` the longest is next. An offer is a
    `Hold` of this wait; `offers` counts those that were made. After one that nobody answered the place in the line is new.
    """

    learner = models.ForeignKey("record.Learner", on_delete=models.PROTECT, related_name="waits")
    service = models.ForeignKey("guidance.Service", on_delete=models.PROTECT, related_name="waits")
    institution = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    topic = models.CharField(max_length=15, choices=Topic)
    channels = ArrayField(models.CharField(max_length=12, choices=Channel))
    language = models.CharField(max_length=3, choices=Language, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    words = models.TextField("what they would like to talk about", max_length=600, blank=True)
    helps = models.TextField("what would help in the meeting", max_length=600, blank=True)
    shares_what_helps = models.BooleanField("the adviser may read “what helps me”", default=False)
    band = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(2)])
    promised_by = models.DateField()
    ready_at = models.DateTimeField()
    offers = models.PositiveSmallIntegerField(default=0)
    booked_as = models.CharField(max_length=7, choices=BookedAs)
    created_by = who()
    created_at = models.DateTimeField()
    meeting = models.OneToOneField(
        "guidance.Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="waited"
    )
    end = models.CharField(max_length=9, choices=WaitEnd, blank=True)
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {
        "learner",
        "topic",
        "channels",
        "language",
        "phone",
        "words",
        "helps",
        "shares_what_helps",
        "band",
        "created_by",
        "ended_by",
    }
    PLAIN = {
        "id",
        "service",
        "institution",
        "promised_by",
        "ready_at",
        "offers",
        "booked_as",
        "created_at",
        "meeting",
        "end",
        "ended_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner"], condition=Q(ended_at=None), name="guidance_wait_one_a_learner"),
            models.CheckConstraint(condition=~Q(channels=[]), name="guidance_wait_some_channel"),
            models.CheckConstraint(
                condition=Q(end="", ended_at=None, ended_by=None) | (~Q(end="") & Q(ended_at__isnull=False)),
                name="guidance_wait_ended_somehow",
            ),
        ]
        indexes = [
            models.Index(
                fields=["service", "band", "ready_at", "id"], condition=Q(ended_at=None), name="guidance_wait_line"
            ),
        ]

    def __str__(self) -> str:
        return f"wait {self.pk}"


@audited()
class Supporter(models.Model):
    """Somebody whom a learner wants beside them in a meeting. They get its time and how to join, and nothing of the record."""

    meeting = models.ForeignKey("guidance.Meeting", on_delete=models.CASCADE, related_name="supporters")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    created_by = who()
    created_at = models.DateTimeField()
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"name", "email", "created_by", "ended_by"}
    PLAIN = {"id", "meeting", "created_at", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "meeting",
                models.functions.Lower("email"),
                condition=Q(ended_at=None),
                name="guidance_supporter_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=together("ended_by", "ended_at"), name="guidance_supporter_ended_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"supporter {self.pk}"
