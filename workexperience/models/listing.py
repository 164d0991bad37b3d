"""What the national listing knows: a row for each offer that is shown, what was searched in vain, and what was reported."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import PointField
from workexperience.models.offers import Label, Mode, OfferKind

# What offers are filtered by. A search that few of them fit, or none, reads an index that holds all of it, not their rows.
FILTERS = ["shown_until", "mode", "kind", "label", "year_groups", "adjustments", "pays_travel"]


class Listing(models.Model):
    """An offer as the listing finds it: all that is filtered and sorted by, in one row without joins.

    Made from the offer, its days and its employer's check, in the transaction that changes one of them
    (`listing.actions.refresh`), and each night. A row that is here may be shown up to and with `shown_until`; `starts_on`
    is the first day of the next days with a free place. `point` is empty for an online offer, `council` is where it is.
    """

    offer = models.OneToOneField(
        "workexperience.Offer", primary_key=True, on_delete=models.CASCADE, related_name="listing"
    )
    employer = models.ForeignKey("workexperience.Employer", on_delete=models.CASCADE, related_name="+", db_index=False)
    shown_until = models.DateField()
    starts_on = models.DateField()
    kind = models.CharField(max_length=14, choices=OfferKind)
    mode = models.CharField(max_length=9, choices=Mode)
    label = models.CharField(max_length=20, choices=Label, blank=True)
    sector = models.ForeignKey("careers.Category", on_delete=models.PROTECT, related_name="+", db_index=False)
    council = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    year_groups = ArrayField(models.PositiveSmallIntegerField(), default=list)
    youngest = models.PositiveSmallIntegerField(null=True)
    oldest = models.PositiveSmallIntegerField(null=True)
    adjustments = ArrayField(models.CharField(max_length=20), default=list)
    pays_travel = models.BooleanField(default=False)
    point = PointField(null=True)
    words = SearchVectorField()

    PERSONAL: set[str] = set()
    PLAIN = {
        "offer",
        "employer",
        "shown_until",
        "starts_on",
        "kind",
        "mode",
        "label",
        "sector",
        "council",
        "year_groups",
        "youngest",
        "oldest",
        "adjustments",
        "pays_travel",
        "point",
        "words",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mode=Mode.ONLINE, point__isnull=True) | (~Q(mode=Mode.ONLINE) & Q(point__isnull=False)),
                name="workexperience_listing_online_has_no_point",
            ),
        ]
        indexes = [
            GistIndex(fields=["point"], name="workexperience_listing_near"),
            GistIndex(fields=["sector", "point"], name="workexperience_listing_sector"),
            GinIndex(fields=["words"], name="workexperience_listing_words", fastupdate=False),
            models.Index(fields=["starts_on", "offer"], include=FILTERS, name="workexperience_listing_covers"),
            models.Index(fields=["sector", "starts_on", "offer"], name="workexperience_listing_in_one"),
            models.Index(
                fields=["starts_on", "offer"],
                include=FILTERS,
                condition=Q(mode=Mode.ONLINE),
                name="workexperience_covers_online",
            ),
            models.Index(fields=["employer"], name="workexperience_listing_of"),
            models.Index(fields=["council", "sector"], name="workexperience_listing_supply"),
        ]

    def __str__(self) -> str:
        return f"listing of offer {self.pk}"


class Unmet(models.Model):
    """How many searches of a month found nothing, by the council of the place and the kind of work: of whom is not kept.

    `month` is its first day. Without a council no place was given, without a sector no kind of work.
    """

    month = models.DateField()
    council = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    sector = models.ForeignKey("careers.Category", null=True, on_delete=models.CASCADE, related_name="+")
    searches = models.PositiveIntegerField(default=0)

    PERSONAL: set[str] = set()
    PLAIN = {"id", "month", "council", "sector", "searches"}

    class Meta:
        verbose_name_plural = "unmet"
        constraints = [
            models.UniqueConstraint(
                fields=["council", "month", "sector"], nulls_distinct=False, name="workexperience_unmet_once"
            ),
        ]

    def __str__(self) -> str:
        return f"unmet {self.pk}"


class ReportKind(models.TextChoices):
    """What somebody says is wrong with an offer."""

    UNSAFE = "unsafe", "It does not look safe"
    WRONG = "wrong", "Something in it is not true"
    GONE = "gone", "It is not offered any more"
    UNFAIR = "unfair", "It is unfair to some people"
    OTHER = "other", "Something else"


class ReportOutcome(models.TextChoices):
    """What a report led to."""

    FINE = "fine", "Looked into: nothing has to change"
    CHANGED = "changed", "The employer has changed it"
    CLOSED = "closed", "Taken off the list"


@audited()
class Report(models.Model):
    """Somebody says that something is wrong with an offer. Whoever checks the employer reads it, and says what came of it."""

    offer = models.ForeignKey("workexperience.Offer", on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=6, choices=ReportKind)
    words = models.TextField(max_length=1000, blank=True)
    email = models.EmailField("where to answer", blank=True)
    created_by = who(optional=True)
    created_at = models.DateTimeField()
    answered_by = who(optional=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=7, choices=ReportOutcome, blank=True)
    note = models.CharField(max_length=300, blank=True)

    AUDITED = True
    PERSONAL = {"words", "email", "created_by", "answered_by", "note"}
    PLAIN = {"id", "offer", "kind", "created_at", "answered_at", "outcome"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=together("answered_by", "answered_at")
                & (Q(answered_at=None, outcome="") | (Q(answered_at__isnull=False) & ~Q(outcome=""))),
                name="workexperience_report_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(answered_at=None), name="workexperience_report_waiting"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
