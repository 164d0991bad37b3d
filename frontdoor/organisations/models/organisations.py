"""One table for every body that takes part: institutions of the register, councils, hubs, employers, services."""

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from frontdoor.ground.privacy import audited
from frontdoor.organisations.models.places import PointField


class NameKey(models.Func):
    """A name as it is compared: small letters, no accents or apostrophes, "St" for "Saint", "and" for "&" (migration 0007).

    It must stay immutable: a generated column is made with it.
    """

    template = "frontdoor_name_key(%(expressions)s)"
    output_field = models.TextField()


class Kind(models.TextChoices):
    """What a body is to the portal. `institution` is a school, college or provider with a URN from the register."""

    INSTITUTION = "institution", "School or college"
    PROVIDER = "provider", "Training provider"
    EMPLOYER = "employer", "Employer"
    ADVISER_SERVICE = "adviser-service", "Adviser service"
    HUB = "hub", "Careers Hub"
    COUNCIL = "council", "Council"
    ADULT_SERVICE = "adult-service", "Adult careers service"
    DEPARTMENT = "department", "Department"


class Scope(models.TextChoices):
    """Whether an institution is asked for a yearly return (`organisations.scope` holds the one rule)."""

    IN = "in", "In scope"
    OUT = "out", "Not in scope"
    NOT_KNOWN = "not-known", "Scope not known"


class Form(models.TextChoices):
    """Which form of the return an institution fills in."""

    SCHOOLS = "schools", "Schools"
    SPECIALIST = "specialist", "Specialist settings"
    COLLEGES = "colleges", "Colleges and training providers"


@audited(inserts=False)
class Organisation(models.Model):
    """A body in the register. Institutions come from the GIAS file by `import_establishments`; others are added here."""

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=250)
    urn = models.PositiveIntegerField("URN", null=True, blank=True, unique=True)
    ukprn = models.PositiveIntegerField("UKPRN", null=True, blank=True)
    website = models.CharField(max_length=400, blank=True)
    made_up = models.BooleanField("invented for the demo", default=False)

    # Where it is. A council's own row has `la_code`; an institution's is the register's, and leads to its council when
    # there is such a one; a council points at its hub.
    la_code = models.CharField("council's three-digit code", max_length=3, blank=True)
    council = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
        limit_choices_to={"kind": Kind.COUNCIL},
    )
    hub = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="councils",
        limit_choices_to={"kind": Kind.HUB},
    )
    region = models.CharField(max_length=40, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)

    # Institutions only: the register's facts that decide scope, form and year groups.
    type_code = models.CharField(max_length=3, blank=True)
    type_group_code = models.CharField(max_length=3, blank=True)
    phase_code = models.CharField(max_length=2, blank=True)
    status_code = models.CharField(max_length=2, blank=True)
    age_low = models.PositiveSmallIntegerField(null=True, blank=True)
    age_high = models.PositiveSmallIntegerField(null=True, blank=True)
    pupils = models.PositiveIntegerField("number of pupils", null=True, blank=True)
    open_date = models.DateField(null=True, blank=True)
    close_date = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=80, blank=True)
    setting = models.CharField("our own grouping", max_length=30, blank=True)
    scope = models.CharField(max_length=10, choices=Scope, blank=True)
    form = models.CharField(max_length=12, choices=Form, blank=True)

    # What a search compares with, kept by the database. (`point` itself knows no "=", so history and imports go by its parts.)
    point = models.GeneratedField(
        expression=models.Func(F("easting"), F("northing"), function="point"),
        output_field=PointField(null=True),
        db_persist=True,
    )
    name_key = models.GeneratedField(expression=NameKey(F("name")), output_field=models.TextField(), db_persist=True)
    town_key = models.GeneratedField(expression=NameKey(F("town")), output_field=models.TextField(), db_persist=True)

    AUDITED = True
    PERSONAL: set[str] = set()
    PLAIN = {
        "id",
        "kind",
        "name",
        "urn",
        "ukprn",
        "website",
        "made_up",
        "la_code",
        "council",
        "hub",
        "region",
        "town",
        "postcode",
        "easting",
        "northing",
        "point",
        "type_code",
        "type_group_code",
        "phase_code",
        "status_code",
        "age_low",
        "age_high",
        "pupils",
        "open_date",
        "close_date",
        "close_reason",
        "setting",
        "scope",
        "form",
        "name_key",
        "town_key",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Kind.INSTITUTION) | Q(urn__isnull=False), name="organisations_institution_has_urn"
            ),
            models.UniqueConstraint(
                fields=["la_code"], condition=Q(kind=Kind.COUNCIL), name="organisations_one_council_per_code"
            ),
        ]
        indexes = [
            # Nearest name first: the index walks outwards from what was typed. Closed schools are not looked for.
            GistIndex(
                fields=["name_key"],
                opclasses=["gist_trgm_ops(siglen=64)"],
                condition=Q(kind=Kind.INSTITUTION) & ~Q(status_code="2"),
                name="organisations_name_key",
            ),
            GistIndex(fields=["point"], name="organisations_point"),
            models.Index(fields=["town_key"], condition=Q(kind=Kind.INSTITUTION), name="organisations_by_town"),
            models.Index(
                fields=["postcode"],
                opclasses=["varchar_pattern_ops"],
                condition=Q(kind=Kind.INSTITUTION),
                name="organisations_by_postcode",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """What stands beside the name wherever it is shown: `Made-up school`, or nothing for a real body."""
        if not self.made_up:
            return ""
        return "Made-up school" if self.kind == Kind.INSTITUTION else "Made up"

    @cached_property
    def line(self) -> list[int]:
        """The ids of this institution and of every one before it, asked once an object."""
        return [self.pk, *self.precursions.values_list("old", flat=True)]

    @property
    def label(self) -> str:
        """The name with its mark, for places that take text only (letters, options, CSV)."""
        return f"{self.name} ({self.mark})" if self.made_up else self.name
