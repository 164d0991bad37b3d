"""The register's memory: what a school was called, when it opened or closed, and which school follows which."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited


class Fact(models.TextChoices):
    """A fact of an institution whose earlier values are kept."""

    NAME = "name", "Name"
    STATUS = "status", "Status"


class FormerFact(models.Model):
    """What the register said of an institution before a later file said something else."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="former_facts"
    )
    fact = models.CharField(max_length=8, choices=Fact)
    value = models.CharField("what it was before", max_length=250)
    until = models.DateField("day on which the register was found changed")

    PERSONAL: set[str] = set()
    PLAIN = {"id", "organisation", "fact", "value", "until"}

    class Meta:
        ordering = ["-until", "-id"]

    def __str__(self) -> str:
        return f"{self.value} until {self.until}"


class Link(models.Model):
    """A row of the register's links file, as published. Either end may be a school that our register does not hold."""

    urn = models.PositiveIntegerField("URN")
    link_urn = models.PositiveIntegerField("URN of the other", db_index=True)
    link_name = models.CharField(max_length=250)
    link_type = models.CharField(max_length=80)
    established = models.DateField(null=True)

    PERSONAL: set[str] = set()
    PLAIN = {"id", "urn", "link_urn", "link_name", "link_type", "established"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["urn", "link_urn", "link_type"], name="organisations_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.urn}: {self.link_type} {self.link_urn}"


@audited()
class Succession(models.Model):
    """`new` follows `old`, directly or through schools in between: every pair of a line of schools has its own row.

    So "returns of this school and of those before it" is one join, whatever the length of the line.
    """

    old = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="precursions")
    direct = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    AUDITED = True
    PERSONAL = {"created_by"}
    PLAIN = {"id", "old", "new", "direct", "created_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="organisations_succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="organisations_succession_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.new} follows {self.old}"
