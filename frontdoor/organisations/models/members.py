"""Who belongs to which organisation, in which role."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontdoor.ground.privacy import audited


class Role(models.TextChoices):
    """The roles that a membership gives. What each may do, and to whom, stands in `organisations.access`."""

    LEADER = "leader", "Careers leader"
    HEAD = "head", "Head"
    TEACHER = "teacher", "Teacher (reads only)"
    ADVISER = "adviser", "Careers adviser"
    ADVISER_LEAD = "adviser-lead", "Lead of an adviser service"
    EMPLOYER = "employer", "Employer"
    PROVIDER = "provider", "Training provider"
    HUB = "hub", "Careers Hub"
    COUNCIL = "council", "Council"
    ADULT_SERVICE = "ncs", "Adult careers service"
    DEPARTMENT = "department", "Department"


@audited()
class Membership(models.Model):
    """A person holds a role at an organisation from `created_at` until `ended_at`. One live row per person, place and role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    AUDITED = True
    PERSONAL = {"user", "created_by", "ended_by"}
    PLAIN = {"id", "organisation", "role", "created_at", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="organisations_membership_one_live",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} at {self.organisation}"
