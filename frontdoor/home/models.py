"""What the door itself stores."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Feedback(models.Model):
    """What somebody said about the service, and the kind of page they came from (its pattern, never its address)."""

    words = models.TextField(max_length=1200)
    page = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    PERSONAL = {"words", "read_by"}  # people write names although they are asked not to
    PLAIN = {"id", "page", "made_at", "read_at"}

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(read_by__isnull=True) | Q(read_at__isnull=False), name="home_feedback_reader_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class AskedMark(models.Model):
    """That some word was searched for on a day: a keyed mark, not the word. The key lives in the cache for a month only."""

    mark = models.CharField(max_length=32)
    day = models.DateField()

    PERSONAL: set[str] = set()
    PLAIN = {"id", "mark", "day"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "day"], name="home_askedmark_once_a_day")]

    def __str__(self) -> str:
        return f"{self.mark[:6]} {self.day}"


class AskedWord(models.Model):
    """A word that searches held on at least five different days, and on how many days so far. Nothing of who asked."""

    word = models.CharField(max_length=30, primary_key=True)
    days = models.PositiveIntegerField()
    last_on = models.DateField(db_index=True)

    PERSONAL: set[str] = set()
    PLAIN = {"word", "days", "last_on"}

    class Meta:
        ordering = ["-days", "word"]

    def __str__(self) -> str:
        return self.word
