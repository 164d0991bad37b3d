"""Load the register of schools and colleges from a GIAS file."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import ImportCommand, Report, read_bytes
from frontdoor.organisations.register.actions import import_establishments
from frontdoor.organisations.register.links import follow_links, import_links


class Command(ImportCommand):
    """`import_establishments FILE [--links FILE]`."""

    help = "Load schools and colleges from the GIAS file “edubasealldata” (CSV, as published)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--links", metavar="FILE", help="GIAS's file of predecessors and successors")

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Merge the file into the register, then follow the links: this file's, or those that are kept."""
        now = timezone.now()
        links = read_bytes(options["links"]) if options["links"] else b""
        import_establishments(data, report, today=timezone.localdate(now))
        if options["links"]:
            import_links(links, report, now=now)
        else:
            report.notes += follow_links(now=now)
