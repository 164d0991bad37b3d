"""What happened, and who took part. Facts only: what they count for is decided in `benchmarks`."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who


class ActivityKind(models.TextChoices):
    """What sort of activity it was."""

    GUIDANCE = "guidance", "Personal guidance meeting"
    INFORMATION = "information", "Careers information"
    EMPLOYER = "employer", "Encounter with an employer"
    WORKPLACE = "workplace", "Experience of a workplace"
    PROVIDER = "provider", "Encounter with a college, university or training provider"
    LESSON = "lesson", "Careers in a subject lesson"
    OTHER = "other", "Another careers activity"


class Mode(models.TextChoices):
    """How people met."""

    IN_PERSON = "in-person", "In person"
    ONLINE = "online", "Online"
    BLENDED = "blended", "Both"
    PHONE = "phone", "By phone"


class Part(models.TextChoices):
    """What makes an encounter or experience meaningful (domain 1.2, GB5 to GB7) and a provider's visit whole (3.2)."""

    PURPOSE = "purpose", "A purpose that both sides shared"
    OUTCOMES = "outcomes", "Learning outcomes that fit the learners"
    TWO_WAY = "two-way", "Learners asked and answered: it went both ways"
    REFLECTION = "reflection", "Time to reflect afterwards"
    RANGE_OF_PEOPLE = "range-of-people", "They met a range of people from the workplace"
    TASK = "task", "A task that the employer set, or work that matters to it"
    FEEDBACK = "feedback", "Feedback from the employer on that work"
    STAFF = "staff", "They met staff of the provider"
    TRAINEES = "trainees", "They met learners or trainees of the provider"
    QUALIFICATIONS = "qualifications", "About the provider and its technical qualifications or apprenticeships"
    CAREERS = "careers", "The careers that these may lead to"
    WHAT_IT_IS_LIKE = "what-it-is-like", "What learning or training there is like"
    QUESTIONS = "questions", "Answers to learners' questions"


class ProviderKind(models.TextChoices):
    """The kinds of provider (GB7, domain 1.2)."""

    SIXTH_FORM = "sixth-form", "Sixth form"
    COLLEGE = "college", "Further education college"
    UNIVERSITY = "university", "University or other higher education"
    TRAINING_PROVIDER = "training-provider", "Independent training provider"


def _choices(choices: type[models.TextChoices], size: int) -> ArrayField:
    return ArrayField(models.CharField(max_length=20, choices=choices), default=list, blank=True, size=size)


@audited()
class Activity(models.Model):
    """One thing that happened on a day, or on days up to `last_day`. `hours` is of one learner who was there throughout.

    `dates` are the days on which it happened where those are not all from `day` to `last_day`; empty means all of them.

    `institution` is whose programme it belongs to (empty for adults), `host` the organisation that was met where the
    portal knows it, `host_name` where it does not. `adviser_level` is the adviser's verified level on that day (empty:
    not known), `adviser_note` the reason in a sentence when it is not what it was. `source` says where the row came
    from in words; `source_key` makes logging twice logging once (`guidance.meeting:81`; empty never).
    """

    institution = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    kind = models.CharField(max_length=12, choices=ActivityKind)
    title = models.CharField(max_length=150)
    day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    dates = ArrayField(models.DateField(), default=list, blank=True, size=200)
    hours = models.DecimalField(
        max_digits=6, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(9999)]
    )
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    host = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_activities"
    )
    host_name = models.CharField(max_length=150, blank=True)
    invited_years = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, size=15)
    subject = models.CharField("school subject", max_length=40, blank=True)

    one_to_one = models.BooleanField(null=True, blank=True)
    adviser_level = models.PositiveSmallIntegerField(null=True, blank=True)
    adviser_note = models.CharField(max_length=200, blank=True)
    in_school_hours = models.BooleanField(null=True, blank=True)
    parts = _choices(Part, len(Part))
    provider_kinds = _choices(ProviderKind, len(ProviderKind))

    source = models.CharField(max_length=100)
    source_key = models.CharField(max_length=120, unique=True)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"title", "host_name", "adviser_note", "created_by"}
    PLAIN = {
        "id",
        "institution",
        "kind",
        "day",
        "last_day",
        "dates",
        "hours",
        "mode",
        "host",
        "invited_years",
        "subject",
        "one_to_one",
        "adviser_level",
        "in_school_hours",
        "parts",
        "provider_kinds",
        "source",
        "source_key",
        "created_at",
    }

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("day")), name="record_activity_in_order"
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="record_activity_hours"),
            models.CheckConstraint(condition=~Q(source_key=""), name="record_activity_has_a_key"),
        ]
        indexes = [
            models.Index(fields=["institution", "kind", "day"], name="record_activity_of_a_school"),
            models.Index(fields=["institution", "-day", "-id"], name="record_activity_newest"),
            models.Index(fields=["host", "day"], condition=Q(host__isnull=False), name="record_activity_of_a_host"),
        ]

    def __str__(self) -> str:
        return f"activity {self.pk}"


class Attendance(models.TextChoices):
    """Whether the learner was there."""

    INVITED = "invited", "Invited"
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"


@audited(inserts=False)
class Participation(models.Model):
    """One learner in one activity. `hours` only where it differs from the activity's; `feedback` is the employer's."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participations")
    learner = models.ForeignKey("record.Learner", on_delete=models.PROTECT, related_name="participations")
    attendance = models.CharField(max_length=8, choices=Attendance)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    feedback = models.BooleanField("feedback was given", null=True, blank=True)

    AUDITED = True
    PERSONAL = {"learner"}
    PLAIN = {"id", "activity", "attendance", "hours", "feedback"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "learner"], name="record_participation_once"),
        ]
        indexes = [
            models.Index(
                fields=["learner", "activity"], condition=Q(attendance="attended"), name="record_participation_attended"
            ),
        ]

    def __str__(self) -> str:
        return f"participation {self.pk}"
