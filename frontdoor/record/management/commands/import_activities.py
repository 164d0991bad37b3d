"""`import_activities --urn URN FILE`: activities and who was there."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import ImportCommand, Report, Unreadable
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.record.activities.loading import load


class Command(ImportCommand):
    """One row is one learner in one activity; the columns are in `docs/activities-file.md`."""

    help = "Load activities and who was there, from CSV, TSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--urn`."""
        super().add_arguments(parser)
        parser.add_argument("--urn", type=int, required=True, help="the school or college whose programme it is")

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """The activities of one institution."""
        institution = Organisation.objects.filter(urn=options["urn"], kind=Kind.INSTITUTION).first()
        if institution is None:
            raise Unreadable(f"There is no school or college with the URN {options['urn']}.")
        load(data, report, institution=institution, by=None, now=timezone.now())
