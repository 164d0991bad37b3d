"""In Django's admin: helplines, which are facts of somebody else with a source; and what the nightly retention did."""

from django.contrib import admin
from django.http import HttpRequest

from frontdoor.record.models import Helpline, RetentionRun


@admin.register(Helpline)
class HelplineAdmin(admin.ModelAdmin):
    """What stands on `/worried/`, on every learner's page and in letters to learners."""

    list_display = ["name", "phone", "hours", "for_staff", "place", "reviewed"]


@admin.register(RetentionRun)
class RetentionRunAdmin(admin.ModelAdmin):
    """Each night's report: for each period how many rows. To read only."""

    list_display = ["at", "counts"]
    readonly_fields = ["at", "counts"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A run writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: RetentionRun | None = None) -> bool:
        """Nobody edits a report."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RetentionRun | None = None) -> bool:
        """Nor deletes one."""
        return False
