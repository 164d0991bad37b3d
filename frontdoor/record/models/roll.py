"""What is kept of a roll besides its pupils."""

from django.db import models

from frontdoor.ground.stored import who


class NewYear(models.Model):
    """That an institution's year groups went one on for an academic year (`2026-27`).

    By the press of a button, or by a file that did it; once a year.
    """

    institution = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    year = models.CharField("academic year", max_length=7)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    PERSONAL = {"created_by"}
    PLAIN = {"id", "institution", "year", "created_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "year"], name="record_new_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.year}"
