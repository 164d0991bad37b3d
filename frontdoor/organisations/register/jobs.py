"""The register's files, loaded by a worker for the department."""

from typing import Any

from django.db import connection
from django.utils import timezone

from frontdoor.ground.importing import Report
from frontdoor.organisations.models import Link
from frontdoor.organisations.register.actions import import_establishments
from frontdoor.organisations.register.links import follow_links, import_links
from frontdoor.organisations.register.merge import ONE_AT_A_TIME


def load(data: bytes, report: Report, *, by: Any) -> None:  # noqa: ARG001 every job's loader is told by whom
    """Merge an uploaded GIAS file into the register; successors follow what it closes. Unreadable: nothing is changed."""
    now = timezone.now()
    import_establishments(data, report, today=timezone.localdate(now))
    report.notes += follow_links(now=now)


def load_links(data: bytes, report: Report, *, by: Any) -> None:  # noqa: ARG001 as above
    """Keep an uploaded file of links and count them; successors follow. Unreadable: nothing is changed."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    before = _links()
    told = import_links(data, report, now=timezone.now())
    after = _links()
    report.counts.created = len(after.keys() - before.keys())
    report.counts.updated = sum(after[key] != facts for key, facts in before.items())
    report.counts.unchanged = told - report.counts.created - report.counts.updated


def _links() -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What is kept of each link, by what makes it one."""
    rows = Link.objects.values_list("urn", "link_urn", "link_type", "link_name", "established")
    return {row[:3]: row[3:] for row in rows}
