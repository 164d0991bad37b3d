"""What the door itself shows in Django's admin: words that people search for, to be read only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from frontdoor.home.models import AskedWord


@admin.register(AskedWord)
class AskedWordAdmin(admin.ModelAdmin):
    """On how many days a word was searched for; nothing of who did."""

    list_display = ["word", "days", "last_on"]
    search_fields = ["word"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come by themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are facts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go by themselves."""
        return False
