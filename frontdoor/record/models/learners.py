"""Whose record it is, where they are enrolled, and which two records may be one person's."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who

UPN = 13  # characters


@audited()
class Learner(models.Model):
    """A person's careers record. It may have no account, and it outlives school.

    `joined_into` says that this row was found to be another's person: all that hung on it hangs there now, until a join
    is undone. Names and birth date are as the last school's roll, or their owner, gave them.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="learner"
    )
    given_names = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    joined_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"account", "given_names", "family_name", "known_as", "date_of_birth", "created_by"}
    PLAIN = {"id", "joined_into", "created_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | Q(account__isnull=True),
                name="record_learner_joined_has_no_account",
            ),
            models.CheckConstraint(condition=~Q(joined_into=F("id")), name="record_learner_not_joined_into_itself"),
        ]

    def __str__(self) -> str:
        return f"learner {self.pk}"  # never a name: it is written to logs and errors

    @property
    def name(self) -> str:
        """The name as people call them."""
        return f"{self.known_as or self.given_names} {self.family_name}".strip()


class Sort(models.TextChoices):
    """A learner has at most one current enrolment of each sort."""

    MAIN = "main", "Main"
    OTHER = "other", "Other"


@audited()
class Enrolment(models.Model):
    """A learner is on an institution's roll from `started_on` to `ended_on`. UPN and year group are of this roll.

    The UPN is shown to staff of this institution only, and dropped 12 months after leaving. Year group is data (0 is
    Reception, 14 the third year of a sixth form), not arithmetic on a birthday.
    """

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="enrolments")
    institution = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="enrolments")
    sort = models.CharField(max_length=5, choices=Sort, default=Sort.MAIN)
    upn = models.CharField("unique pupil number", max_length=UPN, blank=True)
    year_group = models.PositiveSmallIntegerField(null=True, blank=True)
    tutor_group = models.CharField(max_length=30, blank=True)
    email = models.EmailField("address at this institution", blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"upn", "tutor_group", "email", "created_by"}
    PLAIN = {"id", "learner", "institution", "sort", "year_group", "started_on", "ended_on", "created_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "upn"],
                condition=Q(ended_on__isnull=True) & ~Q(upn=""),
                name="record_enrolment_upn_once_a_roll",
            ),
            models.UniqueConstraint(
                fields=["learner", "institution"], condition=Q(ended_on__isnull=True), name="record_enrolment_one_here"
            ),
            models.UniqueConstraint(
                fields=["learner", "sort"], condition=Q(ended_on__isnull=True), name="record_enrolment_one_of_a_sort"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="record_enrolment_in_order"
            ),
            models.CheckConstraint(
                condition=Q(year_group__isnull=True) | Q(year_group__lte=14), name="record_enrolment_year_group"
            ),
        ]
        indexes = [
            models.Index(
                fields=["institution", "year_group", "tutor_group"],
                condition=Q(ended_on__isnull=True),
                name="record_enrolment_roll",
            ),
            models.Index(fields=["upn"], condition=~Q(upn=""), name="record_enrolment_by_upn"),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


class LinkState(models.TextChoices):
    """What became of two records that may be one person's."""

    WAITING = "waiting", "Waiting"
    JOINED = "joined", "Joined"
    NOT_SAME = "not-same", "Not the same person"


class PendingLink(models.Model):
    """`later` was made on one roll while another school held the same UPN for `earlier`. Neither school is told.

    It is resolved when the earlier school ends its enrolment, or the learner agrees with a code.
    """

    earlier = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=LinkState, default=LinkState.WAITING)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {"earlier", "later"}
    PLAIN = {"id", "state", "created_at", "decided_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="record_link_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="record_link_of_two"),
            models.CheckConstraint(
                condition=Q(state=LinkState.WAITING, decided_at__isnull=True)
                | (~Q(state=LinkState.WAITING) & Q(decided_at__isnull=False)),
                name="record_link_decided_at",
            ),
        ]

    def __str__(self) -> str:
        return f"pending link {self.pk}"


class Joining(models.Model):
    """Two records became one: everything in `moved` (model label to row ids) went from `absorbed` to `kept`.

    It can be undone for 30 days; after that it stays as the proof.
    """

    kept = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="joinings")
    absorbed = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    cause = models.CharField(max_length=10, help_text="code, left or undo: what allowed it")
    moved = models.JSONField(default=dict)
    created_by = who(optional=True)
    created_at = models.DateTimeField()
    undone_by = who(optional=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    PERSONAL = {"kept", "absorbed", "moved", "created_by", "undone_by"}
    PLAIN = {"id", "cause", "created_at", "undone_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=together("undone_by", "undone_at"), name="record_joining_undone_by_and_at"
            ),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="record_joining_absorbed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"joining {self.pk}"
