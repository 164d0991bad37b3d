"""`import_term_dates [FILE]`: when each council's schools are open."""

from argparse import ArgumentParser
from typing import Any

from frontdoor.ground.importing import ImportCommand, Report, read_table
from frontdoor.ground.refused import Refused
from frontdoor.organisations.calendar import actions, shipped


class Command(ImportCommand):
    """Without a file it loads the terms that ship with the portal. A council is named by its name or its code."""

    help = "Load term dates: council, year, term, first and last day for pupils, half term."
    file_help = "the file to load, or - for standard input; the terms that ship with the portal unless given"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file may be left out."""
        super().add_arguments(parser)
        parser.set_defaults(file=str(shipped.TERM_DATES))
        for action in parser._actions:  # noqa: SLF001 - argparse has no other way to loosen what the parent declared
            if action.dest == "file":
                action.nargs, action.required = "?", False

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Each row is stored on its own; one that is wrong is rejected with its reason."""
        table = read_table(data, needed=actions.COLUMNS, what="a list of term dates")
        councils = actions.Councils()
        for row in report.rows(table):
            try:
                outcome = actions.save_term(row.values, councils=councils)
            except Refused as refusal:
                report.reject(row.line, row.cells, str(refusal))
            else:
                setattr(report.counts, outcome, getattr(report.counts, outcome) + 1)
