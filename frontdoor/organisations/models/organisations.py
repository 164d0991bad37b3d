"""One table for every body that takes part: institutions of the register, councils, hubs, employers, services."""

from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited


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

    # Where it is. A council's own row has `la_code`; an institution points at its council; a council at its hub.
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
    scope = models.CharField(max_length=10, choices=Scope, blank=True)
    form = models.CharField(max_length=12, choices=Form, blank=True)

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
        "type_code",
        "type_group_code",
        "phase_code",
        "status_code",
        "age_low",
        "age_high",
        "pupils",
        "open_date",
        "close_date",
        "scope",
        "form",
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

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """What stands beside the name wherever it is shown: `Made-up school`, or nothing for a real body."""
        if not self.made_up:
            return ""
        return "Made-up school" if self.kind == Kind.INSTITUTION else "Made-up organisation"

    @property
    def label(self) -> str:
        """The name with its mark, for places that take text only (letters, options, CSV)."""
        return f"{self.name} ({self.mark})" if self.made_up else self.name
