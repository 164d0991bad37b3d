"""Versions of benchmark frameworks: the form that a return was filled in under stays readable for good."""

import pgtrigger
from django.db import models


class FrameworkVersion(models.Model):
    """One version of a framework, as imported. A trigger keeps a published one from ever changing or going.

    A return points at its version; a changed file becomes a new version with the next number.
    """

    slug = models.SlugField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    used_from = models.CharField("first academic year of its returns", max_length=7)
    # Text, not jsonb, which would put the keys in an order of its own: parts are shown in the file's order.
    body = models.TextField("the file's content as JSON")
    checksum = models.CharField("SHA-256 of the body", max_length=64)
    source_file = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: set[str] = set()
    PLAIN = {
        "id",
        "slug",
        "number",
        "title",
        "used_from",
        "body",
        "checksum",
        "source_file",
        "imported_at",
        "published_at",
    }

    class Meta:
        ordering = ["slug", "number"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="benchmarks_framework_version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="benchmarks_framework_version_from_one"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
