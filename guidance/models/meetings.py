"""A meeting between an adviser and one person, and a time that is kept for somebody while they answer."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who
from frontdoor.organisations.models import Kind
from guidance.models.advisers import Channel, Language

# A place stands exactly where people meet face to face.
MET_IN_A_PLACE = (Q(place=None) & ~Q(channel=Channel.FACE)) | Q(place__isnull=False, channel=Channel.FACE)


class Topic(models.TextChoices):
    """What somebody wants to talk about, so that the adviser can get ready."""

    SUBJECTS = "subjects", "Choosing subjects or options"
    AFTER_16 = "after-16", "What to do after Year 11"
    AFTER_18 = "after-18", "What to do after Year 13"
    APPRENTICESHIPS = "apprenticeships", "Apprenticeships and training"
    UNIVERSITY = "university", "University and other higher education"
    CHANGE_COURSE = "change-course", "Changing or leaving a course"
    FIRST_JOB = "first-job", "Finding work"
    NEW_CAREER = "new-career", "Changing career, or losing a job"
    BACK_TO_WORK = "back-to-work", "Going back to work after a break"
    NOT_SURE = "not-sure", "I am not sure yet"


class BookedAs(models.TextChoices):
    """Who booked a meeting, seen from its learner."""

    LEARNER = "learner", "The learner"
    ADVISER = "adviser", "The adviser"
    STAFF = "staff", "Staff of the school, college or service"


class Outcome(models.TextChoices):
    """What became of a meeting. Personal guidance and information or advice are two things, and never mixed (issue 5.3)."""

    ATTENDED = "attended", "Personal guidance was given"
    INFORMED = "informed", "Information or advice only"
    MISSED = "missed", "Did not come"


@audited()
class Meeting(models.Model):
    """One adviser, one learner, one time. The database refuses two live ones of an adviser, or of a learner, that overlap.

    `during` holds its first moment and not its last: `[9:00, 9:45)`. `institution` is the school or college on whose behalf
    it is held; empty for somebody without one. `reference` is what people quote: eight letters and digits. `moves` counts
    how often it was given another time, place or adviser: letters and reasons of an earlier one are told apart by it.
    `phone` is where the adviser rings, `language` the one asked for besides English.
    """

    adviser = models.ForeignKey("guidance.Adviser", on_delete=models.PROTECT, related_name="meetings")
    learner = models.ForeignKey("record.Learner", on_delete=models.PROTECT, related_name="meetings")
    during = DateTimeRangeField()
    channel = models.CharField(max_length=12, choices=Channel)
    place = models.ForeignKey(
        "guidance.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    institution = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    reference = models.CharField(max_length=8, unique=True)
    topic = models.CharField(max_length=15, choices=Topic)
    words = models.TextField("what they would like to talk about", max_length=600, blank=True)
    helps = models.TextField("what would help in this meeting", max_length=600, blank=True)
    shares_what_helps = models.BooleanField("the adviser may read “what helps me”", default=False)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=3, choices=Language, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    booked_as = models.CharField(max_length=7, choices=BookedAs)
    created_by = who()
    created_at = models.DateTimeField()
    cancelled_by = who(optional=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    outcome_by = who(optional=True)
    outcome_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {
        "adviser",
        "learner",
        "topic",
        "words",
        "helps",
        "shares_what_helps",
        "phone",
        "language",
        "created_by",
        "cancelled_by",
        "cancelled_because",
        "outcome",
        "outcome_by",
    }
    PLAIN = {
        "id",
        "during",
        "channel",
        "place",
        "institution",
        "reference",
        "moves",
        "booked_as",
        "created_at",
        "cancelled_at",
        "outcome_at",
    }

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="guidance_meeting_one_at_a_time",
                expressions=[("adviser", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
            ),
            ExclusionConstraint(
                name="guidance_meeting_learner_once_at_a_time",
                expressions=[("learner", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(condition=MET_IN_A_PLACE, name="guidance_meeting_placed"),
            models.CheckConstraint(
                condition=Q(cancelled_by=None) | Q(cancelled_at__isnull=False), name="guidance_meeting_cancelled_at"
            ),
            models.CheckConstraint(
                condition=(Q(outcome="", outcome_at=None, outcome_by=None))
                | (~Q(outcome="") & Q(cancelled_at=None) & Q(outcome_at__isnull=False, outcome_by__isnull=False)),
                name="guidance_meeting_outcome_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                Func(F("during"), function="lower"), condition=Q(cancelled_at=None), name="guidance_meeting_begins"
            ),
            # With the one above alone everybody's meetings of a week are read for those of one adviser.
            models.Index(
                F("adviser"),
                Func(F("during"), function="lower"),
                condition=Q(cancelled_at=None),
                name="guidance_meeting_of_adviser",
            ),
            models.Index(fields=["institution"], condition=Q(cancelled_at=None), name="guidance_meeting_of_school"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self.cancelled_at is not None


class Hold(models.Model):
    """A time of an adviser that is kept until `expires_at`: for somebody who books, or as an offer to somebody who waits.

    One a person, one a wait. It stands in nobody's way once it has expired; the next who wants the time deletes it.
    """

    adviser = models.ForeignKey("guidance.Adviser", on_delete=models.CASCADE, related_name="holds")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    wait = models.OneToOneField("guidance.Wait", null=True, blank=True, on_delete=models.CASCADE, related_name="hold")
    during = DateTimeRangeField()
    channel = models.CharField(max_length=12, choices=Channel)
    place = models.ForeignKey("guidance.Place", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    PERSONAL = {"adviser", "user"}
    PLAIN = {"id", "wait", "during", "channel", "place", "expires_at"}

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="guidance_hold_one_at_a_time",
                expressions=[("adviser", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=MET_IN_A_PLACE, name="guidance_hold_placed"),
            models.CheckConstraint(
                condition=Q(user=None, wait__isnull=False) | Q(user__isnull=False, wait=None),
                name="guidance_hold_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
