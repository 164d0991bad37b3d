"""Columns that every room stores alike: who did something, and that who and when stand together."""

from django.conf import settings
from django.db import models
from django.db.models import Q


def who(*, optional: bool = False, related_name: str = "+") -> models.ForeignKey:
    """A person who did something. PROTECT, because who and when stand together: erasing a person clears their row."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, null=optional, blank=optional
    )


def together(*fields: str) -> Q:
    """All of these are set, or none is."""
    return Q(**{f"{field}__isnull": True for field in fields}) | Q(**{f"{field}__isnull": False for field in fields})
