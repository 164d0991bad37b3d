"""The outbox: every email is a row, made in the same transaction as its cause."""

from django.db import models


class State(models.TextChoices):
    """Where a letter is. NOT_SURE: its sender died in the middle of sending, so nobody knows whether it arrived."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    NOT_SURE = "not-sure", "Not sure whether it arrived"
    REFUSED = "refused", "Refused by the mail server"
    EXPIRED = "expired", "Too late to send"


class Letter(models.Model):
    """One letter. `key` names the fact it tells (`reminder:900001:2026-27:september`), so that it is made exactly once."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField("template", max_length=60)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    PERSONAL = {"to", "subject", "text", "html", "error"}
    PLAIN = {"id", "key", "kind", "organisation", "state", "created_at", "expires_at", "claimed_at", "sent_at"}

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(state="queued"), name="letters_queued"),
            models.Index(fields=["claimed_at"], condition=models.Q(state="sending"), name="letters_sending"),
        ]

    def __str__(self) -> str:
        return self.key
