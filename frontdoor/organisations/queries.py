"""Reads of the register that more than one room uses."""

from django.db.models import QuerySet

from frontdoor.organisations.models import Kind, Organisation

# GIAS status codes of establishments that are not open: closed, and proposed to open.
NOT_OPEN = ("2", "4")


def open_institutions() -> QuerySet[Organisation]:
    """The schools, colleges and providers that are open by the register."""
    return Organisation.objects.filter(kind=Kind.INSTITUTION).exclude(status_code__in=NOT_OPEN)
