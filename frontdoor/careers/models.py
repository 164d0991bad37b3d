"""Careers information: careers, the ways into them, the occupations whose pay is published, and what is near what."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.careers.advisers.models import AdultService
from frontdoor.careers.saving.models import Saved
from frontdoor.ground.privacy import audited

__all__ = [
    "PERCENTILES",
    "AdultService",
    "Career",
    "Category",
    "Kind",
    "Occupation",
    "Related",
    "Saved",
    "Way",
    "Words",
]

PERCENTILES = ["p10", "p20", "p25", "p30", "p40", "median", "p60", "p70", "p75", "p80", "p90"]


def texts(name: str = "", **options: Any) -> Any:
    """A list of short texts in one column."""
    return ArrayField(models.TextField(), verbose_name=name, default=list, blank=True, **options)


class Occupation(models.Model):
    """A group of SOC 2020 at any level, with the yearly pay that ONS publishes for it (pounds before tax, whole UK)."""

    code = models.CharField("SOC 2020 code", max_length=4, primary_key=True)
    title = models.CharField(max_length=200)
    jobs = models.PositiveIntegerField("number of employee jobs", null=True, blank=True)
    p10 = models.PositiveIntegerField(null=True, blank=True)
    p20 = models.PositiveIntegerField(null=True, blank=True)
    p25 = models.PositiveIntegerField(null=True, blank=True)
    p30 = models.PositiveIntegerField(null=True, blank=True)
    p40 = models.PositiveIntegerField(null=True, blank=True)
    median = models.PositiveIntegerField(null=True, blank=True)
    p60 = models.PositiveIntegerField(null=True, blank=True)
    p70 = models.PositiveIntegerField(null=True, blank=True)
    p75 = models.PositiveIntegerField(null=True, blank=True)
    p80 = models.PositiveIntegerField(null=True, blank=True)
    p90 = models.PositiveIntegerField(null=True, blank=True)

    PERSONAL: set[str] = set()
    PLAIN = {"code", "title", "jobs", *PERCENTILES}

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Category(models.Model):
    """One of the 25 job categories; its slug is the address and the `sector` of work experience too."""

    slug = models.CharField(max_length=60, primary_key=True)
    title = models.CharField(max_length=100, unique=True)

    PERSONAL: set[str] = set()
    PLAIN = {"slug", "title"}

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.title


class Words(models.TextChoices):
    """Whose sentences a career's page shows."""

    OURS = "ours", "Our own"
    NCS = "ncs", "National Careers Service"


@audited(inserts=False)
class Career(models.Model):
    """One career. Facts are carried over with their date; sentences are ours unless `words` says otherwise.

    `traits` weighs the quiz's eight trait areas from 1 to 3. `also` holds other names and everyday words for the search,
    not all of them fit to be shown. `edited_at` is set by hand edits: shipped files never overwrite them.
    """

    slug = models.CharField(max_length=100, unique=True, help_text="As in the address; kept for good")
    title = models.CharField(max_length=150)
    main_category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="main_careers")
    categories = models.ManyToManyField(Category, related_name="careers")
    overview = models.TextField(help_text="Two or three sentences")
    does = texts("what you will do", help_text="One sentence a line")
    helps = texts("what helps you do well", help_text="One sentence a line")
    leads = texts("where it can lead", help_text="One sentence a line")
    also = texts("other names and everyday words")
    subjects = texts("school subjects")
    traits = models.JSONField(default=dict, blank=True)
    skills = texts("skills, as O*NET names them")
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.SET_NULL, related_name="careers", verbose_name="SOC 2020"
    )
    occupation_note = models.CharField("why there is no SOC 2020 code", max_length=200, blank=True)
    hours_least = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    hours_most = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    hours_kind = models.CharField(max_length=40, blank=True, help_text="a week, term time, variable ...")
    hours_when = models.CharField(max_length=80, blank=True)
    hours_how = models.CharField(max_length=80, blank=True)
    checks = models.JSONField(default=list, blank=True)
    facts_as_at = models.DateField("facts as at")
    words = models.CharField(max_length=5, choices=Words, default=Words.OURS)
    reviewer = models.CharField(max_length=80, blank=True, help_text="A team or a role, not a person's name")
    reviewed_on = models.DateField(null=True, blank=True)
    edited_at = models.DateTimeField("edited by hand", null=True, blank=True, editable=False)

    AUDITED = True
    PERSONAL: set[str] = set()
    PLAIN = {
        "id", "slug", "title", "main_category", "categories", "overview", "does", "helps", "leads", "also", "subjects",
        "traits", "skills", "occupation", "occupation_note", "hours_least", "hours_most", "hours_kind", "hours_when",
        "hours_how", "checks", "facts_as_at", "words", "reviewer", "reviewed_on", "edited_at",
    }  # fmt: skip

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_least__isnull=True)
                | Q(hours_most__isnull=True)
                | Q(hours_most__gte=F("hours_least")),
                name="careers_career_hours_in_order",
                violation_error_message="The most hours must not be fewer than the least.",
            ),
            models.CheckConstraint(condition=~Q(overview=""), name="careers_career_has_an_overview"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The career's page."""
        return f"/careers/{self.slug}/"


class Kind(models.TextChoices):
    """The kinds of way in that a source names for a career."""

    APPRENTICESHIP = "apprenticeship", "Apprenticeship"
    COLLEGE = "college", "College course"
    T_LEVEL = "t-level", "T level"
    UNIVERSITY = "university", "University"
    WORK = "work", "Start in a job and work up"
    DIRECT = "direct", "Apply for the job"
    VOLUNTEERING = "volunteering", "Volunteering"
    TRAINING = "training", "Other training"


class Way(models.Model):
    """One way into a career, as a source names it: the profile, an apprenticeship standard, or `data/routes.csv`."""

    career = models.ForeignKey(Career, on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=14, choices=Kind)
    needs = models.JSONField(default=list, blank=True)
    courses = models.JSONField(default=list, blank=True)
    subjects = texts()
    awards = texts()
    levels = texts()
    standards = models.JSONField(default=list, blank=True, help_text="reference, title, level, months")

    PERSONAL: set[str] = set()
    PLAIN = {"id", "career", "kind", "needs", "courses", "subjects", "awards", "levels", "standards"}

    class Meta:
        ordering = ["career", "kind"]
        constraints = [models.UniqueConstraint(fields=["career", "kind"], name="careers_way_once")]

    def __str__(self) -> str:
        return f"{self.career}: {self.get_kind_display()}"


class Related(models.Model):
    """Another career that is near this one, and the reason, in a sentence. Computed; see `relating.py`."""

    career = models.ForeignKey(Career, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(Career, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)

    PERSONAL: set[str] = set()
    PLAIN = {"id", "career", "other", "rank", "why"}

    class Meta:
        ordering = ["career", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["career", "rank"], name="careers_related_rank_once"),
            models.UniqueConstraint(fields=["career", "other"], name="careers_related_other_once"),
            models.CheckConstraint(condition=~Q(career=F("other")), name="careers_related_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.career} → {self.other}"


from frontdoor.careers.finding.models import SearchText, SearchWord  # noqa: E402, F401 Django finds models here
