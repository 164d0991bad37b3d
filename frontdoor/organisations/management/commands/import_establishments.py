"""Load the register of schools and colleges from a GIAS file."""

from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import ImportCommand, Report
from frontdoor.organisations.register.actions import import_establishments


class Command(ImportCommand):
    """`import_establishments FILE [--links FILE]`."""

    help = "Load schools and colleges from the GIAS file “edubasealldata” (CSV, as published)."

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Merge the file into the register."""
        import_establishments(data, report, today=timezone.localdate())
