"""The register's file, loaded by a worker for the department."""

from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import Report
from frontdoor.organisations.register.actions import import_establishments
from frontdoor.organisations.register.links import follow_links


def load(data: bytes, report: Report, *, by: Any) -> None:  # noqa: ARG001 every job's loader is told by whom
    """Merge an uploaded GIAS file into the register; successors follow what it closes. Unreadable: nothing is changed."""
    now = timezone.now()
    import_establishments(data, report, today=timezone.localdate(now))
    report.notes += follow_links(now=now)
