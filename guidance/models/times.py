"""When an adviser can meet people. No empty slot is stored: free times are computed from these (design section 3)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who
from frontdoor.organisations.models import Kind
from guidance.models.advisers import Channel

# A place stands exactly where people meet face to face.
PLACED = (Q(place=None) & ~Q(channels__contains=[Channel.FACE.value])) | (
    Q(place__isnull=False) & Q(channels__contains=[Channel.FACE.value])
)
SOME_CHANNEL = ~Q(channels=[])


@audited()
class Weekly(models.Model):
    """Hours that come again every week: a weekday (Monday is 0) from `first_day` to `last_day` (empty: until changed).

    Times are of the clock in England. `terms_of` is a council: the hours are held on its school days only. On bank
    holidays there are none.
    """

    adviser = models.ForeignKey("guidance.Adviser", on_delete=models.CASCADE, related_name="weekly")
    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    channels = ArrayField(models.CharField(max_length=12, choices=Channel))
    place = models.ForeignKey("guidance.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="weekly")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    terms_of = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.COUNCIL},
    )
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {
        "adviser",
        "weekday",
        "starts_at",
        "ends_at",
        "channels",
        "place",
        "first_day",
        "last_day",
        "created_by",
    }
    PLAIN = {"id", "terms_of", "created_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="guidance_weekly_weekday"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="guidance_weekly_ends_after_start"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="guidance_weekly_days_in_order"
            ),
            models.CheckConstraint(condition=PLACED, name="guidance_weekly_placed"),
            models.CheckConstraint(condition=SOME_CHANNEL, name="guidance_weekly_some_channel"),
        ]
        indexes = [models.Index(fields=["adviser", "weekday"], name="guidance_weekly_of_adviser")]

    def __str__(self) -> str:
        return f"weekly hours {self.pk}"


@audited()
class Change(models.Model):
    """Days that are not as every week: away (whole days, or some hours of them), or extra hours on one day.

    Away has no channels. Why somebody is away is not asked and not kept. Extra hours are held on a bank holiday too.
    """

    adviser = models.ForeignKey("guidance.Adviser", on_delete=models.CASCADE, related_name="changes")
    is_away = models.BooleanField()
    first_day = models.DateField()
    last_day = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    channels = ArrayField(models.CharField(max_length=12, choices=Channel), default=list, blank=True)
    place = models.ForeignKey("guidance.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {
        "adviser",
        "is_away",
        "first_day",
        "last_day",
        "starts_at",
        "ends_at",
        "channels",
        "place",
        "created_by",
    }
    PLAIN = {"id", "created_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="guidance_change_days_in_order"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at"), starts_at__isnull=False),
                name="guidance_change_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(is_away=True, channels=[], place=None)
                | (Q(is_away=False, first_day=F("last_day"), starts_at__isnull=False) & SOME_CHANNEL & PLACED),
                name="guidance_change_away_or_extra_hours",
            ),
        ]
        indexes = [models.Index(fields=["adviser", "last_day"], name="guidance_change_of_adviser")]

    def __str__(self) -> str:
        return f"change {self.pk}"
