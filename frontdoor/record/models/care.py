"""Needs and disadvantage, kept apart from the roll; and whom to turn to when somebody is not safe."""

from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import who
from frontdoor.record.care.rules import tel


class NeedKind(models.TextChoices):
    """Marks that a school's roll knows (domain 6.3). Never in an address, a log, a default export or an employer's view."""

    SEN_SUPPORT = "sen-support", "SEN support"
    EHC_PLAN = "ehc-plan", "EHC plan"
    FREE_MEALS = "free-meals", "Free school meals or pupil premium"
    LOOKED_AFTER = "looked-after", "Looked after"
    CARE_LEAVER = "care-leaver", "Care leaver"
    YOUNG_CARER = "young-carer", "Young carer"
    ENGLISH_ADDITIONAL = "eal", "English as an additional language"


@audited()
class Need(models.Model):
    """A mark that one institution keeps about one learner, from a day to a day (the last day; empty for open)."""

    learner = models.ForeignKey("record.Learner", on_delete=models.CASCADE, related_name="needs")
    institution = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=NeedKind)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"learner", "kind", "created_by"}
    PLAIN = {"id", "institution", "starts_on", "ended_on", "created_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "institution", "kind"],
                condition=Q(ended_on__isnull=True),
                name="record_need_one_live",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="record_need_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"need {self.pk}"


@audited()
class SafeguardingContact(models.Model):
    """Whom an institution's learners and staff turn to. Without one it cannot add pupils."""

    institution = models.OneToOneField(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="safeguarding_contact"
    )
    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=100)
    phone = models.CharField(max_length=30)
    email = models.EmailField()
    reviewed_on = models.DateField()
    created_by = who()
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"name", "job_title", "phone", "email", "created_by"}
    PLAIN = {"id", "institution", "reviewed_on", "created_at"}

    def __str__(self) -> str:
        return f"safeguarding contact {self.pk}"

    @property
    def tel(self) -> str:
        """The number as a `tel:` link takes it."""
        return tel(self.phone)


@audited(inserts=False)
class Helpline(models.Model):
    """A number that answers when the school does not. Facts of somebody else, so each row has its source and review date.

    `situation` is when to ring, in the reader's words. `hours` is empty where its source does not say.
    """

    name = models.CharField(max_length=100, unique=True)
    situation = models.CharField(
        "when to ring it", max_length=100, help_text="For example: You are under 19 and want to talk"
    )
    phone = models.CharField(max_length=30)
    hours = models.CharField("when it is answered", max_length=150, blank=True)
    text = models.CharField("what it helps with", max_length=300)
    website = models.URLField(blank=True)
    link = models.CharField("words of the link to the website", max_length=100, blank=True)
    for_staff = models.BooleanField("shown to staff with a concern", default=False)
    place = models.PositiveSmallIntegerField(default=1, help_text="1 stands first")
    source = models.CharField("where these facts are from", max_length=200)
    reviewed = models.DateField("last checked")

    AUDITED = True
    PERSONAL: set[str] = set()
    PLAIN = {
        "id",
        "name",
        "situation",
        "phone",
        "hours",
        "text",
        "website",
        "link",
        "for_staff",
        "place",
        "source",
        "reviewed",
    }

    class Meta:
        ordering = ["place", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def way(self) -> str:
        """What to ring, in words: a name that says its own number is enough."""
        return self.name if self.phone in self.name else f"{self.name}, {self.phone}"

    @property
    def tel(self) -> str:
        """The number as a `tel:` link takes it."""
        return tel(self.phone)


class Concern(models.Model):
    """That a member of staff passed on a concern: a reference, and nothing of what it was or about whom."""

    reference = models.CharField(max_length=12, unique=True)
    institution = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    created_by = who()
    created_at = models.DateTimeField()

    PERSONAL = {"created_by"}
    PLAIN = {"id", "reference", "institution", "created_at"}

    def __str__(self) -> str:
        return self.reference
