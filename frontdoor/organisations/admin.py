"""The register in Django's admin: names and places are put right by an import; hubs, councils and days by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from frontdoor.organisations.models import BankHoliday, Kind, Organisation, TermDates


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    """Institutions come from the register: only their hub's councils are ours. Nothing is deleted: things close."""

    list_display = ["name", "kind", "urn", "town", "scope", "form", "made_up"]
    list_filter = ["kind", "scope", "form", "made_up"]
    search_fields = ["name", "=urn", "=postcode", "town"]
    raw_id_fields = ["council", "hub"]
    list_select_related = False
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody's."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """What the register says is not changed by hand."""
        if obj is None or obj.kind != Kind.INSTITUTION:
            return []
        return [field.name for field in Organisation._meta.fields if field.name != "website"]


@admin.register(TermDates)
class TermDatesAdmin(admin.ModelAdmin):
    """When a council's schools are open."""

    list_select_related = ["council"]


@admin.register(BankHoliday)
class BankHolidayAdmin(admin.ModelAdmin):
    """Days when nobody is there."""
