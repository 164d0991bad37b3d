"""Which letters a hub or the department oversees."""

from typing import Any

from django.db.models import QuerySet

from frontdoor.letters import queries as letters
from frontdoor.letters.models import Letter
from frontdoor.organisations.access import Can, institutions_overseen, organisations_for
from frontdoor.organisations.models import Kind


def in_doubt_for(user: Any, can: Can) -> QuerySet[Letter]:
    """Letters that may not have arrived: a hub's are those to institutions of its area, the department's are all."""
    return overseen(letters.in_doubt(), user, can).select_related("organisation").defer("text", "html")


def overseen(found: QuerySet[Letter], user: Any, can: Can) -> QuerySet[Letter]:
    """Those of these letters over which the person's permission reaches."""
    if organisations_for(user, can).filter(kind=Kind.DEPARTMENT).exists():
        return found
    return found.filter(organisation__in=institutions_overseen(user, can))
