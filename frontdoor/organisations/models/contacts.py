"""Where an institution's letters go until someone joins."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from frontdoor.ground.privacy import audited


@audited()
class Contact(models.Model):
    """One address of an institution, given by its hub or the department (`import_contacts`)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="contacts")
    email = models.EmailField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    AUDITED = True
    PERSONAL = {"email", "created_by"}
    PLAIN = {"id", "organisation", "created_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("email"), name="organisations_contact_once"),
        ]

    def __str__(self) -> str:
        return f"Contact of {self.organisation}"
