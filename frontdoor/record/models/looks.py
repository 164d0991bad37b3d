"""Who has looked at whose record, and what a learner asks the school about it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Role


class LookKind(models.TextChoices):
    """What was looked at."""

    PAGE = "page", "A page about you"
    LIST = "list", "A list with you in it"
    EXPORT = "export", "A file with you in it"


class LookReason(models.TextChoices):
    """Why somebody could look: the kinds of `Reason`, an answer to a question, and one that a learner is not shown."""

    ENROLLED = "enrolled", "You are on the roll"
    BOOKED = "booked", "A guidance meeting is booked"
    PLACED = "placed", "A placement"
    PARENT = "parent", "Parent or carer"
    SUPPORTER = "supporter", "Supporter"
    HANDED_OVER = "handed-over", "Handed over"
    QUESTION = "question", "You asked a question"
    SAFEGUARDING = "safeguarding", "Safeguarding"


class Look(models.Model):
    """One look at one learner or many, written in the request that showed them.

    `learners` holds the ids as they were then: a record that was joined into another is found by both (`joining.queries.
    with_absorbed`). `page` is what the page is called, never its address. `role` and `organisation` are empty for a
    parent, and stay when the viewer's account goes.
    """

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role, blank=True)
    reason = models.CharField(max_length=12, choices=LookReason)
    kind = models.CharField(max_length=6, choices=LookKind)
    page = models.CharField("what the page is called", max_length=80)
    learners = ArrayField(models.BigIntegerField())
    at = models.DateTimeField(db_index=True)

    PERSONAL = {"viewer", "learners"}
    PLAIN = {"id", "organisation", "role", "reason", "kind", "page", "at"}

    class Meta:
        indexes = [GinIndex(fields=["learners"], name="record_look_of_learners")]

    def __str__(self) -> str:
        return f"look {self.pk}"


@audited()
class DataLead(models.Model):
    """Who answers learners' questions about their data at an institution: one of its members. Else its heads do."""

    institution = models.OneToOneField("organisations.Organisation", on_delete=models.CASCADE, related_name="data_lead")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"person", "created_by"}
    PLAIN = {"id", "institution", "created_at"}

    def __str__(self) -> str:
        return f"data lead {self.pk}"


class CaseKind(models.TextChoices):
    """What a learner asks the school's data lead for."""

    LOOK = "look", "A question about who looked"
    CORRECTION = "correction", "A correction"


class Outcome(models.TextChoices):
    """How a case ended."""

    EXPLAINED = "explained", "Explained"
    PUT_RIGHT = "put-right", "Put right"
    NOT_CHANGED = "not-changed", "Not changed"


@audited()
class Case(models.Model):
    """A learner asks an institution's data lead about a look, or to put something right; an answer is due in a month.

    `about` says in a few words what it is about; `words` are the learner's own, `answer` the data lead's.
    """

    learner = models.ForeignKey("record.Learner", on_delete=models.CASCADE, related_name="cases")
    institution = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CaseKind)
    look = models.ForeignKey(Look, null=True, blank=True, on_delete=models.SET_NULL, related_name="cases")
    about = models.CharField(max_length=200)
    words = models.TextField(max_length=1000, blank=True)
    created_by = who()
    created_at = models.DateTimeField()
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = who(optional=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"learner", "look", "about", "words", "answer", "created_by", "answered_by"}
    PLAIN = {"id", "institution", "kind", "created_at", "outcome", "answered_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=together("answered_by", "answered_at"), name="record_case_answered"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, outcome="") | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="record_case_has_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["learner", "look"],
                condition=Q(look__isnull=False, answered_at__isnull=True),
                name="record_case_one_open_a_look",
            ),
        ]
        indexes = [
            models.Index(
                fields=["institution", "created_at"], condition=Q(answered_at__isnull=True), name="record_case_open"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"
