"""Which services a school has chosen, for which year groups."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Kind


@audited()
class Supply(models.Model):
    """A service gives guidance to these year groups of a school, from `first_day` to `last_day` (empty: until ended).

    The school chooses; either may end it. A change of year groups changes the row and stays in its history. `by_block`: the
    time is bought, so that there are only as many meetings as its blocks have sessions left.
    """

    institution = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="supplies",
        limit_choices_to={"kind": Kind.INSTITUTION},
    )
    service = models.ForeignKey("guidance.Service", on_delete=models.PROTECT, related_name="supplies")
    year_groups = ArrayField(models.PositiveSmallIntegerField(validators=[MaxValueValidator(14)]))
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    by_block = models.BooleanField(default=False)
    created_by = who()
    created_at = models.DateTimeField()
    ended_by = who(optional=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    AUDITED = True
    PERSONAL = {"created_by", "ended_by", "ended_because"}
    PLAIN = {
        "id",
        "institution",
        "service",
        "year_groups",
        "first_day",
        "last_day",
        "by_block",
        "created_at",
        "ended_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "service"],
                condition=Q(ended_at=None),
                name="guidance_supply_one_of_each_service",
            ),
            models.CheckConstraint(condition=~Q(year_groups=[]), name="guidance_supply_some_year_group"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="guidance_supply_days_in_order"
            ),
            models.CheckConstraint(
                condition=together("ended_by", "ended_at"), name="guidance_supply_ended_by_somebody"
            ),
        ]
        indexes = [models.Index(fields=["service"], condition=Q(ended_at=None), name="guidance_supply_of_service")]

    def __str__(self) -> str:
        return f"supply {self.pk}"
