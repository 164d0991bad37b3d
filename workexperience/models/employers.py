"""An employer as this room knows it: what stands beside its row in the register."""

from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who


class NumberKind(models.TextChoices):
    """By what somebody else can look an employer up."""

    COMPANY = "company", "Company number"
    CHARITY = "charity", "Charity number"
    NONE = "none", "Neither: a public body, a sole trader or a partnership"


@audited()
class Employer(models.Model):
    """An employer that offers work experience; its name, website and place are in the register's row.

    `number` is as it was typed in, and anybody can type anybody's: `proven_number` is filled when a check accepts it, and no
    two have the same. `without_number` says how it can be looked up when it has neither. `approaches_a_term` is how many
    schools may ask it for something in one term; empty is no limit.
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", primary_key=True, on_delete=models.CASCADE, related_name="employer"
    )
    number_kind = models.CharField(max_length=7, choices=NumberKind)
    number = models.CharField(max_length=10, blank=True, help_text="In capitals, without spaces: 01234567, SC123456")
    without_number = models.CharField(max_length=300, blank=True)
    proven_number = models.CharField(max_length=18, null=True, blank=True, unique=True, help_text="company:01234567")
    sector = models.ForeignKey(
        "careers.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="employers"
    )
    about = models.TextField(max_length=600, blank=True, help_text="What the employer does, as the public reads it")
    approaches_a_term = models.PositiveSmallIntegerField(null=True, blank=True)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"without_number", "created_by"}
    PLAIN = {
        "organisation",
        "number_kind",
        "number",
        "proven_number",
        "sector",
        "about",
        "approaches_a_term",
        "created_at",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(number_kind=NumberKind.NONE, number="") & ~Q(without_number=""))
                | (~Q(number_kind=NumberKind.NONE) & ~Q(number="") & Q(without_number="")),
                name="workexperience_employer_can_be_looked_up",
            ),
        ]
        indexes = [models.Index(fields=["number"], condition=~Q(number=""), name="workexperience_by_number")]

    def __str__(self) -> str:
        return f"employer {self.pk}"

    @property
    def identity(self) -> str | None:
        """The number with its kind, as `proven_number` holds it; None without a number."""
        return f"{self.number_kind}:{self.number}" if self.number else None
