"""Careers in Django's admin: words are edited by hand, with who reviewed them and when; facts and codes too."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from frontdoor.careers import actions
from frontdoor.careers.models import AdultService, Career


@admin.register(Career)
class CareerAdmin(admin.ModelAdmin):
    """The text of a career; its address never changes, and nothing is deleted: people have saved it."""

    list_display = ["title", "main_category", "words", "reviewer", "reviewed_on", "edited_at"]
    list_filter = ["words", "main_category", "reviewed_on"]
    list_select_related = ["main_category"]
    search_fields = ["title", "slug"]
    raw_id_fields = ["occupation"]
    readonly_fields = ["slug", "edited_at"]
    filter_horizontal = ["categories"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A career comes with its facts, from a file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody's."""
        return False

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Once the categories are stored too: it is edited by hand from now on."""
        super().save_related(request, form, formsets, change)
        actions.edited(form.instance, now=timezone.now())


@admin.register(AdultService)
class AdultServiceAdmin(admin.ModelAdmin):
    """The careers service for adults: the next one is entered with the day on which it starts."""

    list_display = ["name", "phone", "starts", "reviewed"]
