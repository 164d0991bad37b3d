"""How people come to belong: each person's way in, invited or asked for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.organisations.models.members import Role

LINK_LIVES = timedelta(days=14)


class Step(models.TextChoices):
    """Where a person's way in stands (`Joining.step`)."""

    LINK_SENT = "link-sent", "Link sent"
    EXPIRED = "expired", "Link expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    WAITING = "waiting", "Waiting for a decision"
    JOINED = "joined", "Joined"
    DECLINED = "declined", "Declined"


@audited()
class Joining(models.Model):
    """One person's way into an organisation, invited or having asked.

    A link goes to the address; opening it shows a button, pressing the button proves the address (`confirmed_at`).
    Then either the membership opens at once (`decided_at`, accepted, `decided_by` empty: the rule decided) or it waits
    for the hub or the department (`organisations.joining.rules`).
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="joinings")
    role = models.CharField(max_length=12, choices=Role)
    email = models.EmailField("email address")
    full_name = models.CharField(max_length=200, blank=True)
    invited = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    # Empty when a visitor asked, when the invitation is from the command line, and once the inviter's account is gone.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The operator's word, above everybody's. Never read off an empty `created_by`: that empties with the account.
    from_command_line = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted = models.BooleanField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"email", "full_name", "created_by", "decided_by"}
    PLAIN = {
        "id",
        "organisation",
        "role",
        "invited",
        "from_command_line",
        "created_at",
        "expires_at",
        "confirmed_at",
        "withdrawn_at",
        "decided_at",
        "accepted",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "role", "email"],
                condition=Q(decided_at=None, withdrawn_at=None),
                name="organisations_joining_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, accepted=None) | Q(decided_at__isnull=False, accepted__isnull=False),
                name="organisations_joining_decided_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(confirmed_at__isnull=False),
                name="organisations_joining_confirmed_before_decided",
            ),
        ]
        indexes = [
            models.Index(
                fields=["confirmed_at"],
                condition=Q(decided_at=None, withdrawn_at=None, confirmed_at__isnull=False),
                name="organisations_joining_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} at {self.organisation}"

    def step(self, now: datetime) -> Step:
        """Where it stands; the order is fixed."""
        if self.withdrawn_at:
            return Step.WITHDRAWN
        if self.decided_at:
            return Step.JOINED if self.accepted else Step.DECLINED
        if self.confirmed_at:
            return Step.WAITING
        return Step.EXPIRED if now >= self.expires_at else Step.LINK_SENT
