"""What an employer offers: one thing that young people can do there, with the days on which they can."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import PointField


class OfferKind(models.TextChoices):
    """What it is (domain 5.2)."""

    VISIT = "visit", "Workplace visit"
    SHADOWING = "shadowing", "Job shadowing"
    PLACEMENT = "placement", "Work experience placement"
    PROJECT = "online-project", "Online project set by the employer"
    TALK = "talk", "Talk"
    INTERVIEW = "mock-interview", "Mock interview"


class Mode(models.TextChoices):
    """Where it happens."""

    IN_PERSON = "in-person", "In person"
    ONLINE = "online", "Online"
    BLENDED = "blended", "Both in person and online"


class Label(models.TextChoices):
    """What it may be part of (domain 5.7, 5.8)."""

    NONE = "", "Neither"
    T_LEVEL = "t-level", "T Level industry placement"
    SUPPORTED = "supported-internship", "Supported internship"


class Adjustment(models.TextChoices):
    """What a workplace can do so that more people can come."""

    STEP_FREE = "step-free", "Step-free way in and around"
    TOILET = "accessible-toilet", "Accessible toilet"
    PARKING = "parking", "Parking close by"
    QUIET = "quiet-space", "A quiet space"
    HEARING = "hearing-loop", "Hearing loop or captions"
    BSL = "bsl", "British Sign Language interpreter can come"
    SCREEN_READER = "screen-reader", "Screen reader or large print"
    HOURS = "flexible-hours", "Other hours or more breaks"
    SUPPORTER = "supporter", "A job coach or support worker can come too"
    VISIT_FIRST = "visit-first", "A visit before the first day"


class OfferState(models.TextChoices):
    """Where an offer stands (`Offer.state`): only an open one of a checked employer is shown to anybody else."""

    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


def _numbers(most: int) -> ArrayField:
    return ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, size=most)


@audited()
class Offer(models.Model):
    """One offer. A draft may have gaps; `offers.rules.problems` says what is missing before it can open.

    `year_groups` are those it is for (7 to 13); `youngest` and `oldest` are ages in years, for whoever is not at school too.
    `closes_on` is the last day to apply. The online facts (`has_task`, `has_live_contact`, `gives_feedback`) decide whether
    online hours count at all. `reference` is the employer's own, from a file: loading the file again finds the same offer.
    """

    employer = models.ForeignKey("workexperience.Employer", on_delete=models.CASCADE, related_name="offers")
    reference = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=14, choices=OfferKind)
    mode = models.CharField(max_length=9, choices=Mode)
    label = models.CharField(max_length=20, choices=Label, blank=True, default=Label.NONE)

    title = models.CharField(max_length=100, blank=True)
    sector = models.ForeignKey(
        "careers.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    doing = models.TextField("what you will do", max_length=1500, blank=True)
    learning = models.TextField("what you will learn", max_length=1500, blank=True)
    has_task = models.BooleanField("the employer sets a task", default=False)
    has_live_contact = models.BooleanField("live contact with people who work there", default=False)
    gives_feedback = models.BooleanField("the employer gives feedback", default=False)

    address = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    adjustments = ArrayField(
        models.CharField(max_length=20, choices=Adjustment), default=list, blank=True, size=len(Adjustment)
    )
    adjustments_note = models.CharField("other adjustments", max_length=300, blank=True)
    pays_travel = models.BooleanField("pays for travel", default=False)
    travel_note = models.CharField("getting there", max_length=300, blank=True)

    year_groups = _numbers(7)
    youngest = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(11), MaxValueValidator(99)]
    )
    oldest = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(11), MaxValueValidator(99)]
    )
    dress = models.CharField("what to wear", max_length=300, blank=True)
    banned_tasks = models.TextField("what young people will not do", max_length=600, blank=True)
    supervisor_name = models.CharField(max_length=120, blank=True)
    supervisor_phone = models.CharField(max_length=30, blank=True)

    closes_on = models.DateField("last day to apply", null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    created_by = who(optional=True)
    created_at = models.DateTimeField()
    opened_by = who(optional=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_by = who(optional=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    point = models.GeneratedField(
        expression=models.Func(F("easting"), F("northing"), function="point"),
        output_field=PointField(null=True),
        db_persist=True,
    )

    AUDITED = True
    PERSONAL = {"address", "supervisor_name", "supervisor_phone", "created_by", "opened_by", "closed_by"}
    PLAIN = {
        "id",
        "employer",
        "reference",
        "kind",
        "mode",
        "label",
        "title",
        "sector",
        "doing",
        "learning",
        "has_task",
        "has_live_contact",
        "gives_feedback",
        "town",
        "postcode",
        "easting",
        "northing",
        "point",
        "adjustments",
        "adjustments_note",
        "pays_travel",
        "travel_note",
        "year_groups",
        "youngest",
        "oldest",
        "dress",
        "banned_tasks",
        "closes_on",
        "copied_from",
        "created_at",
        "opened_at",
        "closed_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "reference"], condition=~Q(reference=""), name="workexperience_offer_by_reference"
            ),
            models.CheckConstraint(
                condition=together("closed_by", "closed_at"), name="workexperience_offer_closed_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="workexperience_offer_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=together("easting", "northing"), name="workexperience_offer_has_a_whole_point"
            ),
            models.CheckConstraint(
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")),
                name="workexperience_offer_ages_in_order",
            ),
        ]
        indexes = [models.Index(fields=["employer", "-created_at"], name="workexperience_offers_of")]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def state(self) -> OfferState:
        """Draft, open or closed. Whether anybody else sees it is asked of `offers.queries`."""
        if self.closed_at:
            return OfferState.CLOSED
        return OfferState.OPEN if self.opened_at else OfferState.DRAFT


@audited(inserts=False)
class Session(models.Model):
    """Days on which an offer can be done: from `first_day` to `last_day` on these days of the week (1 is Monday).

    Hours are of one day: from `starts_at` to `ends_at` without the break. `places` is how many can come, `taken` how many of
    them somebody has (`applications.places`). Of a blended offer, `is_online` says which part this is.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="sessions")
    first_day = models.DateField()
    last_day = models.DateField()
    weekdays = _numbers(7)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(180)])
    is_online = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(500)])
    taken = models.PositiveSmallIntegerField("places that somebody has", default=0, db_default=0)

    AUDITED = True
    PERSONAL: set[str] = set()
    PLAIN = {
        "id",
        "offer",
        "first_day",
        "last_day",
        "weekdays",
        "starts_at",
        "ends_at",
        "break_minutes",
        "is_online",
        "places",
        "taken",
    }

    class Meta:
        ordering = ["first_day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="workexperience_session_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="workexperience_session_hours_in_order"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="workexperience_session_has_places"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="workexperience_session_never_more_than_its_places"
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"
