"""Adviser time that services sell and schools buy: what is offered, what was ordered, and each session that is drawn from it."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Kind
from guidance.models.advisers import Channel


class PricedBy(models.TextChoices):
    """What a price is for."""

    SESSION = "session", "A session"
    DAY = "day", "A day"


class Terms(models.Model):
    """What a price buys, and until when it can be given back: an offer says it, and a block keeps what was said then.

    `price` is in pounds without VAT. A day has `sessions_a_day` sessions. A session that is cancelled `notice_hours` before
    it begins, or earlier, goes back into the block; a block can be cancelled without charge until `cancel_days` before its
    first day.
    """

    channels = ArrayField(models.CharField(max_length=12, choices=Channel), size=len(Channel))
    priced_by = models.CharField(max_length=7, choices=PricedBy)
    price = models.DecimalField(max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])
    sessions_a_day = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField("length of a session in minutes")
    notice_hours = models.PositiveSmallIntegerField()
    cancel_days = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


TERMS = ("channels", "priced_by", "price", "sessions_a_day", "minutes", "notice_hours", "cancel_days")


@audited()
class TimeOffer(Terms):
    """Adviser time that a service sells to schools and colleges.

    `areas` are the regions whose schools can buy it; none means all of England. Orders of up to `confirms_up_to` sessions are confirmed at once; of the others the service says yes or no. What advisers are qualified
    for is not typed here: it is read from the register.
    """

    service = models.ForeignKey("guidance.Service", on_delete=models.PROTECT, related_name="time_offers")
    name = models.CharField(max_length=80)
    areas = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="Regions of England; none: all of it"
    )
    least_sessions = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    months_valid = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(24)])
    confirms_up_to = models.PositiveSmallIntegerField(default=0)
    safeguarding = models.TextField("how pupils are kept safe", max_length=600)
    created_by = who()
    created_at = models.DateTimeField()
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"created_by", "ended_by"}
    PLAIN = {
        "id",
        "service",
        "name",
        "areas",
        *TERMS,
        "least_sessions",
        "months_valid",
        "confirms_up_to",
        "safeguarding",
        "created_at",
        "ended_at",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(channels=[]), name="guidance_time_offer_some_channel"),
            models.CheckConstraint(condition=Q(price__gte=0), name="guidance_time_offer_price"),
            models.CheckConstraint(condition=Q(sessions_a_day__gte=1), name="guidance_time_offer_sessions_a_day"),
            models.CheckConstraint(condition=together("ended_by", "ended_at"), name="guidance_time_offer_ended"),
        ]
        indexes = [models.Index(fields=["service"], condition=Q(ended_at=None), name="guidance_time_offer_live")]

    def __str__(self) -> str:
        return f"time offer {self.pk}"


@audited()
class Block(Terms):
    """Sessions that a school has ordered from a service for these year groups, to be used from its first to its last day.

    It counts once the service has said yes (`accepted`). What is left of it is `sessions` less its live draws
    (`guidance.blocks.queries`); nothing is stored twice. Ended early, what is left is gone; what is booked stays.
    """

    offer = models.ForeignKey(TimeOffer, on_delete=models.PROTECT, related_name="blocks")
    service = models.ForeignKey("guidance.Service", on_delete=models.PROTECT, related_name="blocks")
    institution = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    reference = models.CharField(max_length=8, unique=True)
    year_groups = ArrayField(models.PositiveSmallIntegerField(validators=[MaxValueValidator(14)]))
    sessions = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    total = models.DecimalField("price of the whole", max_digits=10, decimal_places=2)
    order_number = models.CharField("purchase order number", max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    order_key = models.CharField(max_length=80, unique=True)
    ordered_by = who()
    ordered_at = models.DateTimeField()
    accepted = models.BooleanField(null=True, blank=True)
    decided_by = who(optional=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=300, blank=True)
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    ended_by_service = models.BooleanField(default=False)

    AUDITED = True
    PERSONAL = {"ordered_by", "decided_by", "decision_note", "ended_by", "ended_because"}
    PLAIN = {
        "id",
        "offer",
        "service",
        "institution",
        "reference",
        "year_groups",
        "sessions",
        "total",
        *TERMS,
        "order_number",
        "first_day",
        "last_day",
        "order_key",
        "ordered_at",
        "accepted",
        "decided_at",
        "ended_at",
        "ended_by_service",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(year_groups=[]), name="guidance_block_some_year_group"),
            models.CheckConstraint(condition=Q(sessions__gte=1), name="guidance_block_some_sessions"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="guidance_block_days_in_order"),
            models.CheckConstraint(
                condition=Q(accepted=None, decided_at=None) | Q(accepted__isnull=False, decided_at__isnull=False),
                name="guidance_block_decided",
            ),
            models.CheckConstraint(condition=together("ended_by", "ended_at"), name="guidance_block_ended"),
        ]
        indexes = [
            models.Index(fields=["institution", "service"], name="guidance_block_of_school"),
            models.Index(fields=["service"], condition=Q(accepted=None), name="guidance_block_to_decide"),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"


class GivenBack(models.TextChoices):
    """Why a session went back into its block."""

    IN_TIME = "in-time", "Cancelled in time"
    BY_SERVICE = "by-service", "Cancelled by the service"
    MOVED = "moved", "Moved to another service or block"


@audited()
class Draw(models.Model):
    """One session of a block that a meeting uses, or that went back. `day` is when the meeting is, or was.

    The meeting goes with its learner's record; that a session was used stays.
    """

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="draws")
    meeting = models.ForeignKey(
        "guidance.Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="draws"
    )
    day = models.DateField()
    drawn_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=10, choices=GivenBack, blank=True)

    AUDITED = True
    PERSONAL = {"meeting"}
    PLAIN = {"id", "block", "day", "drawn_at", "given_back_at", "because"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(given_back_at=None), name="guidance_draw_one_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(given_back_at=None, because="") | (Q(given_back_at__isnull=False) & ~Q(because="")),
                name="guidance_draw_given_back_because",
            ),
        ]
        indexes = [models.Index(fields=["block"], condition=Q(given_back_at=None), name="guidance_draw_live")]

    def __str__(self) -> str:
        return f"draw {self.pk}"


@audited()
class BlockedPeriod(models.Model):
    """When a school wants no meetings for a year group: exams, a trip, a lesson that nobody may miss.

    From `first_day` to `last_day`, on these weekdays (0 is Monday; none means each), between these hours (none: all day).
    """

    institution = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    year_group = models.PositiveSmallIntegerField(validators=[MaxValueValidator(14)])
    why = models.CharField(max_length=60, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    weekdays = ArrayField(models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)]), default=list, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"created_by"}
    PLAIN = {
        "id",
        "institution",
        "year_group",
        "why",
        "first_day",
        "last_day",
        "weekdays",
        "starts_at",
        "ends_at",
        "created_at",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="guidance_blocked_days_in_order"),
            models.CheckConstraint(condition=together("starts_at", "ends_at"), name="guidance_blocked_hours_whole"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")), name="guidance_blocked_hours_in_order"
            ),
        ]
        indexes = [models.Index(fields=["institution", "year_group"], name="guidance_blocked_of_school")]

    def __str__(self) -> str:
        return f"blocked period {self.pk}"
