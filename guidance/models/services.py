"""Who gives guidance: a school's own staff, an adviser service, a council that trades, the adult service; and where."""

from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited
from frontdoor.ground.stored import together, who
from frontdoor.organisations.models import Kind, PointField

# What a service is to a school, by what the register says of its organisation (design section 4: all are "suppliers").
KINDS: dict[Kind, str] = {
    Kind.INSTITUTION: "Own staff",
    Kind.ADVISER_SERVICE: "Bought in",
    Kind.COUNCIL: "Council",
    Kind.ADULT_SERVICE: "Adult careers service",
}


@audited()
class Service(models.Model):
    """An organisation that gives personal guidance with advisers of its own.

    `takes_schools`: schools may choose it as a supplier. A school's own staff are only ever that school's.
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="guidance_service"
    )
    about = models.TextField(max_length=600, blank=True, help_text="Who it is, as the public reads it")
    takes_schools = models.BooleanField(default=False)
    created_by = who(optional=True)
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"created_by"}
    PLAIN = {"id", "organisation", "about", "takes_schools", "created_at"}

    def __str__(self) -> str:
        return f"service {self.pk}"

    @property
    def kind(self) -> str:
        """`Own staff`, `Bought in`, `Council`, `Adult careers service`."""
        return KINDS[Kind(self.organisation.kind)]

    @property
    def is_own_staff(self) -> bool:
        """Whether these are a school's own people."""
        return self.organisation.kind == Kind.INSTITUTION


@audited(exclude=["point"])
class Place(models.Model):
    """Somewhere a service meets people face to face. One that is closed stays readable with the meetings held there.

    History goes by the postcode: PostgreSQL cannot say whether two points are the same, so nothing may compare rows whole.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(max_length=120, help_text="For example: Careers office, Herefield School")
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, help_text="In capitals with the space: LS27 0PD")
    point = PointField()
    finding_it = models.CharField("how to find it", max_length=300, blank=True)
    step_free = models.BooleanField("step-free way in")
    created_by = who(optional=True)
    created_at = models.DateTimeField()
    closed_by = who(optional=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    AUDITED = True
    PERSONAL = {"created_by", "closed_by"}
    PLAIN = {
        "id",
        "service",
        "name",
        "address",
        "postcode",
        "point",
        "finding_it",
        "step_free",
        "created_at",
        "closed_at",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "service",
                models.functions.Lower("name"),
                condition=Q(closed_at=None),
                name="guidance_place_one_of_name",
            ),
            models.CheckConstraint(
                condition=together("closed_by", "closed_at"), name="guidance_place_closed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.name
