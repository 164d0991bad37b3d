"""Reads of the register that more than one room uses."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.organisations.models import Kind, Organisation

# GIAS status codes of establishments that are not open: closed, and proposed to open.
NOT_OPEN = ("2", "4")


def open_institutions() -> QuerySet[Organisation]:
    """The schools, colleges and providers that are open by the register."""
    return Organisation.objects.filter(kind=Kind.INSTITUTION).exclude(status_code__in=NOT_OPEN)


def line_of(institution: Organisation) -> list[int]:
    """The ids of an institution and of every one before it: what was theirs is readable under it."""
    return institution.line


def exists_in_line(rows: QuerySet[Any], path: str = "organisation") -> Q:
    """Whether such a row exists for the outer institution or for one before it; `path` leads from row to institution.

    Two separate EXISTS, so that the database reads each through its own index.
    """
    own = Exists(rows.filter(**{path: OuterRef("pk")}))
    before = Exists(rows.filter(**{f"{path}__successions__new": OuterRef("pk")}))
    return Q(own) | Q(before)
