"""The yearly reminders: their stages, what was sent to whom, and who is not expected to report this year."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from frontdoor.ground.privacy import audited

LAST_FULL_WEEK = -1


class ReminderStage(models.Model):
    """One reminder of the yearly schedule, or (without a month) the one that a hub sends by hand.

    It is due in the `week` of the `month` (1 the first, -1 the last full one; `organisations.calendar.working_days`
    says which days that is) and is made up for, when missed, until `until_day` of `until_month`. Loaded from
    `benchmarks/reminders/stages.yaml`; what staff change here is kept.
    """

    key = models.SlugField(max_length=20, unique=True)
    label = models.CharField(max_length=80, help_text="As staff read it")
    template = models.SlugField(max_length=40, help_text="The letter: templates/letters/<template>.txt and .html")
    order = models.PositiveSmallIntegerField(default=0)
    month = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    week = models.SmallIntegerField(null=True, blank=True, help_text="1 is the first week, -1 the last full week")
    until_month = models.PositiveSmallIntegerField(null=True, blank=True)
    until_day = models.PositiveSmallIntegerField(null=True, blank=True)
    rest_days = models.PositiveSmallIntegerField(
        default=0, help_text="By hand only: days before the same institution may be reminded by hand again"
    )
    active = models.BooleanField(default=True)

    PERSONAL: set[str] = set()
    PLAIN = {
        "id",
        "key",
        "label",
        "template",
        "order",
        "month",
        "week",
        "until_month",
        "until_day",
        "rest_days",
        "active",
    }

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__isnull=True, week__isnull=True, until_month__isnull=True, until_day__isnull=True)
                | (
                    Q(month__range=(1, 12), until_month__range=(1, 12), until_day__range=(1, 31))
                    & (Q(week__range=(1, 4)) | Q(week=LAST_FULL_WEEK))
                ),
                name="benchmarks_stage_when_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Reminder(models.Model):
    """An institution was reminded: the letters of this fact were put in the outbox in the same transaction.

    `key` names the fact (`900001:2026-27:september`, `900001:2026-27:by-hand:2026-11-21`), so that it is made once.
    `created_by` is empty when the yearly schedule did it.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="reminders")
    year = models.CharField("academic year", max_length=7)
    stage = models.ForeignKey(ReminderStage, on_delete=models.PROTECT, related_name="reminders")
    key = models.CharField(max_length=60, unique=True)
    letters = models.PositiveSmallIntegerField("how many people it went to")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    PERSONAL = {"created_by"}
    PLAIN = {"id", "organisation", "year", "stage", "key", "letters", "created_at"}

    class Meta:
        indexes = [models.Index(fields=["organisation", "year", "-created_at"], name="benchmarks_reminder_latest")]

    def __str__(self) -> str:
        return self.key


class ReminderRequest(models.Model):
    """A hub or the department pressed "remind these": which institutions, and what came of it.

    The row is made at once and carried out once, by the request itself when they are few, else by a worker.
    """

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    asker = models.CharField("who asks, as the letter says", max_length=250)
    institutions = ArrayField(models.BigIntegerField())
    done_at = models.DateTimeField(null=True, blank=True)
    reminded = models.PositiveIntegerField("institutions reminded", default=0)
    letters = models.PositiveIntegerField(default=0)

    PERSONAL = {"created_by"}
    PLAIN = {"id", "created_at", "asker", "institutions", "done_at", "reminded", "letters"}

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(done_at__isnull=True), name="benchmarks_request_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.asker}: {len(self.institutions)} institutions"


class NotExpectedQuerySet(models.QuerySet["NotExpected"]):
    """Rows of `NotExpected`."""

    def on(self, day: date) -> "NotExpectedQuerySet":
        """Those that hold on a day: begun, not yet over, not taken back."""
        return self.filter(ended_at=None, from_date__lte=day, until__gte=day)


@audited()
class NotExpected(models.Model):
    """A hub or the department said that an institution is not expected to report, why, and until which day."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="not_expected"
    )
    reason = models.CharField(max_length=300)
    from_date = models.DateField()
    until = models.DateField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NotExpectedQuerySet.as_manager()

    AUDITED = True
    PERSONAL = {"reason", "created_by", "ended_by"}  # free words may name a person
    PLAIN = {"id", "organisation", "from_date", "until", "created_at", "ended_at"}

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="benchmarks_notexpected_one_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (
                        Func(F("from_date"), F("until"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(condition=Q(until__gte=F("from_date")), name="benchmarks_notexpected_order"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} not expected until {self.until}"
