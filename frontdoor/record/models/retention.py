"""What the nightly retention did."""

from django.db import models


class RetentionRun(models.Model):
    """One run: for each period of `retention.yaml`, by its key, how many rows it deleted or emptied. No names."""

    at = models.DateTimeField(db_index=True)
    counts = models.JSONField(default=dict)

    PERSONAL: set[str] = set()
    PLAIN = {"id", "at", "counts"}

    def __str__(self) -> str:
        return f"retention of {self.at:%Y-%m-%d}"
