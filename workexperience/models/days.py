"""Each day of a placement, and what the workplace said on it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from workexperience.models.applications import Application


class Mark(models.TextChoices):
    """What the workplace says of a learner on a day."""

    HERE = "here", "Here"
    NOT_HERE = "not-here", "Not here"
    UNWELL = "unwell", "Hurt or unwell"
    WRONG = "wrong", "Something is wrong"


URGENT = (Mark.NOT_HERE, Mark.UNWELL, Mark.WRONG)


@audited()
class Day(models.Model):
    """One day of a placement: when, who supervises and on which number, what the workplace said, the learner's own words.

    The urgent marks stay on top of the school's list until somebody there answers (`answered_at`). `hours` are without the
    break. Made when the employer accepts, and made anew when the days change.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="days")
    session = models.ForeignKey("workexperience.Session", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    hours = models.DecimalField(
        max_digits=4, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(12)]
    )
    is_online = models.BooleanField(default=False)
    supervisor_name = models.CharField(max_length=120)
    supervisor_phone = models.CharField(max_length=30)

    mark = models.CharField(max_length=8, choices=Mark, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = who(optional=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = who(optional=True)

    log = models.TextField("log book", max_length=1000, blank=True)
    logged_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"supervisor_name", "supervisor_phone", "mark", "marked_by", "answered_by", "log"}
    PLAIN = {
        "id",
        "application",
        "session",
        "day",
        "starts_at",
        "ends_at",
        "hours",
        "is_online",
        "marked_at",
        "answered_at",
        "logged_at",
    }

    class Meta:
        ordering = ["day", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["application", "day", "is_online"], name="workexperience_day_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workexperience_day_in_order"),
            models.CheckConstraint(
                condition=Q(mark="", marked_at=None) | (~Q(mark="") & Q(marked_at__isnull=False)),
                name="workexperience_day_marked_at_a_time",
            ),
            models.CheckConstraint(
                condition=together("answered_by", "answered_at") & (Q(answered_at=None) | Q(mark__in=URGENT)),
                name="workexperience_day_answered_when_urgent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["application"],
                condition=Q(mark__in=URGENT, answered_at=None),
                name="workexperience_day_urgent",
            ),
            models.Index(fields=["day"], name="workexperience_day_of_today"),
        ]

    def __str__(self) -> str:
        return f"day {self.pk}"
