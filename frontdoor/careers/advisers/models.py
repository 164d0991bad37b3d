"""The careers service for adults: its name is never written into a template."""

from django.db import models

from frontdoor.ground.privacy import audited


@audited(inserts=False)
class AdultService(models.Model):
    """One service from a day on. The one that started last is shown, so that the next can be entered beforehand."""

    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=200, help_text="When the phone is answered, in a sentence")
    text = models.CharField("what it does and for whom", max_length=300)
    website = models.URLField()
    logo = models.CharField(
        max_length=200, blank=True, help_text="A file under static/, only with the owner's leave; empty for none"
    )
    starts = models.DateField("shown from", unique=True)
    reviewed = models.DateField("last checked")

    AUDITED = True
    PERSONAL: set[str] = set()
    PLAIN = {"id", "name", "phone", "hours", "text", "website", "logo", "starts", "reviewed"}

    class Meta:
        ordering = ["-starts"]

    def __str__(self) -> str:
        return self.name
