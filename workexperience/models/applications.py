"""A learner's way from asking for a place to days that count: where it stands, and what came of it."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who


class ApplicationState(models.TextChoices):
    """Where an application stands. Each has one owner: `applications.rules.OWNERS`."""

    SCHOOL = "school", "Waiting for the school"
    PARENT = "parent", "Waiting for a parent or carer"
    WAITING = "waiting", "Waiting for a free place"
    OFFERED = "offered", "A place is free: waiting for the young person"
    EMPLOYER = "employer", "Waiting for the employer"
    OTHER_DAYS = "other-days", "Other days offered: waiting for the young person"
    ACCEPTED = "accepted", "Accepted, not yet confirmed"
    CONFIRMED = "confirmed", "Confirmed"
    FEEDBACK = "feedback", "Days are over: waiting for the employer’s feedback"
    REFLECTION = "reflection", "Days are over: waiting for the young person’s reflection"
    COUNTED = "counted", "Finished and counted"
    REFUSED = "refused", "Not agreed to by the school, a parent or a carer"
    DECLINED = "declined", "Declined by the employer"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CANCELLED = "cancelled", "Cancelled"
    EXPIRED = "expired", "Out of time"
    ABSENT = "absent", "Did not come"


S = ApplicationState
HOLDING = (S.OFFERED, S.EMPLOYER, S.OTHER_DAYS, S.ACCEPTED, S.CONFIRMED, S.FEEDBACK, S.REFLECTION, S.COUNTED, S.ABSENT)
ENDS = (S.COUNTED, S.REFUSED, S.DECLINED, S.WITHDRAWN, S.CANCELLED, S.EXPIRED, S.ABSENT)


class Happened(models.TextChoices):
    """What the learner says was part of their days. The values are those of the record's `Part`."""

    RANGE_OF_PEOPLE = "range-of-people", "I met people who do different jobs"
    TASK = "task", "I did real work, or a task that they set"
    TWO_WAY = "two-way", "I could ask questions and got answers"


@audited()
class Application(models.Model):
    """One learner asks for the days of one offer, through the school or college whose roll they are on.

    `session` is what they asked for, or were offered instead; of a blended offer `online_session` is the other part. In
    each state of `HOLDING` one place of both is theirs. `band` is 1 for who has had no day at a workplace yet, else 2:
    who waits longest in the lower band is next for a free place (`ready_at`). The employer never sees it. `expires_at` is
    when what was offered goes to the next. `certificate` is the code printed on the certificate.
    """

    learner = models.ForeignKey("record.Learner", on_delete=models.PROTECT, related_name="applications")
    institution = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey("workexperience.Offer", on_delete=models.PROTECT, related_name="applications")
    session = models.ForeignKey("workexperience.Session", on_delete=models.PROTECT, related_name="applications")
    online_session = models.ForeignKey(
        "workexperience.Session", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.SCHOOL)
    state_since = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)

    why = models.TextField("why this", max_length=600)
    hopes = models.TextField("what you hope to learn", max_length=600)
    support = models.TextField("what would help you", max_length=600, blank=True)
    shares_support = models.BooleanField("the employer may read it", default=False)
    shares_what_helps = models.BooleanField("the employer may read “what helps me”", default=False)

    band = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(2)])
    ready_at = models.DateTimeField("agreed to by school and parent", null=True, blank=True)
    approved_by = who(optional=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    contact_name = models.CharField("contact at the school", max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)

    accepted_by = who(optional=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    link_hash = models.CharField("the supervisor's link", max_length=64, blank=True)

    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    feedback = models.TextField("the employer's feedback", max_length=1500, blank=True)
    feedback_name = models.CharField(max_length=120, blank=True)
    feedback_at = models.DateTimeField(null=True, blank=True)
    reflection = models.TextField(max_length=1500, blank=True)
    happened = ArrayField(
        models.CharField(max_length=20, choices=Happened), default=list, blank=True, size=len(Happened)
    )
    reflected_at = models.DateTimeField(null=True, blank=True)
    certificate = models.CharField(max_length=12, null=True, blank=True, unique=True)
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {
        "learner",
        "why",
        "hopes",
        "support",
        "shares_support",
        "shares_what_helps",
        "band",
        "approved_by",
        "contact_name",
        "contact_phone",
        "accepted_by",
        "link_hash",
        "ended_by",
        "ended_because",
        "feedback",
        "feedback_name",
        "reflection",
        "happened",
        "certificate",
        "created_by",
    }
    PLAIN = {
        "id",
        "institution",
        "offer",
        "session",
        "online_session",
        "state",
        "state_since",
        "expires_at",
        "ready_at",
        "approved_at",
        "accepted_at",
        "confirmed_at",
        "ended_at",
        "feedback_at",
        "reflected_at",
        "created_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "offer"], condition=~Q(state__in=ENDS), name="workexperience_application_one_live"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDS, ended_at__isnull=False) | (~Q(state__in=ENDS) & Q(ended_at=None)),
                name="workexperience_application_ended_when_over",
            ),
            models.CheckConstraint(
                condition=together("accepted_by", "accepted_at"), name="workexperience_application_accepted_by_somebody"
            ),
            models.CheckConstraint(
                condition=together("approved_by", "approved_at"), name="workexperience_application_approved_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(S.OFFERED, S.OTHER_DAYS)) | Q(expires_at__isnull=False),
                name="workexperience_application_what_is_offered_expires",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "state", "state_since"], name="workexperience_apply_at_school"),
            models.Index(fields=["offer", "state"], name="workexperience_apply_for_offer"),
            models.Index(
                fields=["session", "band", "ready_at"], condition=Q(state="waiting"), name="workexp_apply_line"
            ),
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="workexp_apply_expires"),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything any more."""
        return self.state in ENDS


class Step(models.Model):
    """One move of an application: to which state, when, by whom (empty: by itself), and the words that went with it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=ApplicationState)
    words = models.CharField(max_length=300, blank=True)
    by = who(optional=True)
    at = models.DateTimeField()

    PERSONAL = {"words", "by"}
    PLAIN = {"id", "application", "state", "at"}

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"step {self.pk}"
