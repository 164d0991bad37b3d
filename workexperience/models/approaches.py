"""A school that asks an employer for something it does not offer yet."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from workexperience.models.offers import OfferKind


class ApproachState(models.TextChoices):
    """Where a school's request stands (`Approach.state`)."""

    WAITING = "waiting", "Waiting for an answer"
    YES = "yes", "Said yes"
    NO = "no", "Said no"
    WITHDRAWN = "withdrawn", "Taken back"


@audited()
class Approach(models.Model):
    """One school asks one employer once a term; the employer says yes or no.

    `term` is `2026-27 autumn` (`approaches.rules.term_of`). Each counts towards the employer's limit for that term,
    a withdrawn one too: it has been read.
    """

    employer = models.ForeignKey("workexperience.Employer", on_delete=models.CASCADE, related_name="approaches")
    institution = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="approaches_made"
    )
    term = models.CharField(max_length=14)
    kind = models.CharField(max_length=14, choices=OfferKind)
    year_group = models.PositiveSmallIntegerField(validators=[MaxValueValidator(14)])
    learners = models.PositiveSmallIntegerField("how many", validators=[MinValueValidator(1), MaxValueValidator(500)])
    words = models.TextField("what the school asks for", max_length=600)
    created_by = who()
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_by = who(optional=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    reply = models.TextField(max_length=600, blank=True)

    AUDITED = True
    PERSONAL = {"words", "reply", "created_by", "answered_by"}
    PLAIN = {
        "id",
        "employer",
        "institution",
        "term",
        "kind",
        "year_group",
        "learners",
        "created_at",
        "withdrawn_at",
        "answered_at",
        "accepted",
    }

    class Meta:
        verbose_name_plural = "approaches"
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "institution", "term"], name="workexperience_approach_once_a_term"
            ),
            models.CheckConstraint(
                condition=together("answered_by", "answered_at", "accepted"),
                name="workexperience_approach_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(answered_at=None), name="workexperience_approach_one_end"
            ),
        ]
        indexes = [models.Index(fields=["institution", "-created_at"], name="workexperience_approach_of")]

    def __str__(self) -> str:
        return f"approach {self.pk}"

    @property
    def state(self) -> ApproachState:
        """Waiting, answered or taken back."""
        if self.withdrawn_at:
            return ApproachState.WITHDRAWN
        if self.accepted is None:
            return ApproachState.WAITING
        return ApproachState.YES if self.accepted else ApproachState.NO
