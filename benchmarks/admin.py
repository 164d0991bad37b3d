"""What this room shows in Django's admin: content only."""

from django.contrib import admin

from benchmarks.models import ReminderStage


@admin.register(ReminderStage)
class ReminderStageAdmin(admin.ModelAdmin):
    """When the yearly reminders go. A stage is switched off, not deleted: what was sent points to it."""

    list_display = ["label", "key", "month", "week", "until_month", "until_day", "rest_days", "active"]

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Nobody's."""
        return False
