"""What people with an account saved."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Saved(models.Model):
    """One saved career, or one saved quiz result: its answers' code (`quiz/answers.py`) and the careers put aside.

    It goes with the account, and leaves no history: what somebody once thought of becoming is theirs to forget.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved")
    career = models.ForeignKey("careers.Career", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    code = models.CharField("quiz answers", max_length=60, blank=True)
    aside = ArrayField(models.TextField(), default=list, blank=True)
    saved_at = models.DateTimeField()

    PERSONAL = {"user", "career", "code", "aside", "saved_at"}
    PLAIN = {"id"}

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "career"], name="careers_saved_career_once"),
            models.UniqueConstraint(fields=["user", "code"], condition=~Q(code=""), name="careers_saved_result_once"),
            models.CheckConstraint(
                condition=Q(career__isnull=False, code="") | Q(Q(career__isnull=True), ~Q(code="")),
                name="careers_saved_career_or_result",
            ),
        ]

    def __str__(self) -> str:
        return "a quiz result" if self.code else "a career"
