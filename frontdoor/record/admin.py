"""Helplines in Django's admin: facts of somebody else, kept with their source and the day they were last checked."""

from django.contrib import admin

from frontdoor.record.models import Helpline


@admin.register(Helpline)
class HelplineAdmin(admin.ModelAdmin):
    """What stands on `/worried/`, on every learner's page and in letters to learners."""

    list_display = ["name", "phone", "hours", "for_staff", "place", "reviewed"]
