"""Bank holidays and each council's school terms: the facts behind `organisations.calendar`."""

from django.db import models
from django.db.models import F, Q

from frontdoor.organisations.models.organisations import Kind


class BankHoliday(models.Model):
    """A bank holiday of England and Wales, as GOV.UK publishes it."""

    day = models.DateField(unique=True)
    title = models.CharField(max_length=80)

    PERSONAL: set[str] = set()
    PLAIN = {"id", "day", "title"}

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"


class TermName(models.TextChoices):
    """The three terms of a school year, in order."""

    AUTUMN = "autumn", "Autumn"
    SPRING = "spring", "Spring"
    SUMMER = "summer", "Summer"


class TermDates(models.Model):
    """One term of a council's schools: the first and last day for pupils, and the half-term break inside it.

    Academies may differ from their council; its dates are the best that is published for an area.
    """

    council = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="term_dates",
        limit_choices_to={"kind": Kind.COUNCIL},
    )
    year = models.CharField("academic year", max_length=7, help_text="For example 2026-27")
    term = models.CharField(max_length=6, choices=TermName)
    first_day = models.DateField()
    last_day = models.DateField()
    half_term_first_day = models.DateField(null=True, blank=True)
    half_term_last_day = models.DateField(null=True, blank=True)

    PERSONAL: set[str] = set()
    PLAIN = {
        "id",
        "council",
        "year",
        "term",
        "first_day",
        "last_day",
        "half_term_first_day",
        "half_term_last_day",
    }

    class Meta:
        ordering = ["council", "first_day"]
        verbose_name = "term"
        verbose_name_plural = "term dates"
        constraints = [
            models.UniqueConstraint(fields=["council", "year", "term"], name="organisations_termdates_once"),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day")),
                name="organisations_termdates_ends_after_it_begins",
                violation_error_message="The term must end after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(half_term_first_day__isnull=True, half_term_last_day__isnull=True)
                | Q(
                    half_term_first_day__gt=F("first_day"),
                    half_term_last_day__gte=F("half_term_first_day"),
                    half_term_last_day__lt=F("last_day"),
                ),
                name="organisations_termdates_half_term_inside",
                violation_error_message="The half term must lie inside the term.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.get_term_display()} {self.year}"
