"""`import_learners --urn URN FILE`: an institution's roll."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from frontdoor.ground.importing import ImportCommand, Report
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.record.roll import actions
from frontdoor.record.roll.parse import read_roll


class Command(ImportCommand):
    """Brings the roll to what the file says, at once. Counts pupils: those who left are among the updated."""

    help = "Load the roll of a school or college (CSV, TSV or XLSX)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--urn`, `--leavers`."""
        super().add_arguments(parser)
        parser.add_argument("--urn", type=int, required=True, help="whose roll it is")
        parser.add_argument(
            "--leavers", action="store_true", help="load it even if more than a fifth of the roll leaves"
        )

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """The command line sees needs, as it sees everything."""
        institution = Organisation.objects.filter(kind=Kind.INSTITUTION, urn=options["urn"]).first()
        if institution is None:
            raise CommandError(f"There is no institution with the URN {options['urn']}.", returncode=2)
        now = timezone.now()
        roll = read_roll(data, today=timezone.localdate(now), watch=report.watch)
        try:
            actions.load(
                roll=roll,
                institution=institution,
                now=now,
                with_needs=True,
                many_may_leave=options["leavers"],
                report=report,
            )
        except Refused as refusal:
            more = " Say so with --leavers." if "more than a fifth" in str(refusal) else ""
            raise CommandError(f"{refusal}{more}", returncode=2) from refusal
