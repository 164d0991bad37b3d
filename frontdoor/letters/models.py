"""The outbox: every email is a row, made in the same transaction as its cause."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a letter is. NOT_SURE: its sender died in the middle of sending, so nobody knows whether it arrived."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    NOT_SURE = "not-sure", "Not sure whether it arrived"
    REFUSED = "refused", "Refused by the mail server"
    EXPIRED = "expired", "Too late to send"
    NOT_NEEDED = "not-needed", "No longer needed"


class Letter(models.Model):
    """One letter. `key` names the fact it tells (`reminder:900001:2026-27:september`), so that it is made exactly once.

    Keys carry ids, never a name or an address. `next_at` is when the sweep publishes a letter that nobody picked up.
    `because` is the `source_key` of the reason without which it may not go: the record looks once more before it is sent.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField("template", max_length=60)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    because = models.CharField(
        "goes only while this reason holds", max_length=80, blank=True, default="", db_default=""
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField("when its words and address were deleted", null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    PERSONAL = {"to", "subject", "text", "html", "error"}
    PLAIN = {
        "id",
        "key",
        "kind",
        "organisation",
        "because",
        "state",
        "created_at",
        "expires_at",
        "next_at",
        "attempts",
        "claimed_at",
        "sent_at",
        "emptied_at",
    }

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state=State.QUEUED), name="letters_queued"),
            models.Index(fields=["claimed_at"], condition=Q(state=State.SENDING), name="letters_sending"),
            models.Index(fields=["-created_at", "-id"], name="letters_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="letters_sent_when"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SENDING, State.NOT_SURE]) | Q(claimed_at__isnull=False),
                name="letters_claimed_when",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Decision(models.Model):
    """What a person decided about a letter that may not have arrived."""

    class What(models.TextChoices):
        """The three ways out of the list."""

        AGAIN = "again", "Send again"
        ARRIVED = "arrived", "It arrived"
        DEALT_WITH = "dealt-with", "Dealt with"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="decisions")
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    PERSONAL = {"by"}
    PLAIN = {"id", "letter", "what", "at"}

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.letter}"
