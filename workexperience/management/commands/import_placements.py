"""`import_placements --employer ID FILE`: work experience offers."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import ImportCommand, Report, Unreadable
from workexperience.models import Employer
from workexperience.offers.loading import load


class Command(ImportCommand):
    """One row is one session of an offer; the columns are in `docs/placements-file.md`."""

    help = "Load an employer's work experience offers, from CSV, TSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--employer`."""
        super().add_arguments(parser)
        parser.add_argument(
            "--employer", type=int, required=True, help="the number of the employer whose offers they are"
        )

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """The offers of one employer."""
        employer = Employer.objects.filter(pk=options["employer"]).first()
        if employer is None:
            raise Unreadable(f"There is no employer with the number {options['employer']}.")
        load(data, report, employer=employer, by=None, now=timezone.now())
