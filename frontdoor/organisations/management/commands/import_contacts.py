"""`import_contacts FILE`: URN and email, where a school's letters go until somebody joins."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from frontdoor.ground.importing import ImportCommand, Report
from frontdoor.organisations.joining import contacts
from frontdoor.organisations.models import Kind, Organisation


class Command(ImportCommand):
    """Adds contacts; with `--invite`, new ones of schools that nobody has joined are invited as careers leaders."""

    help = "Load contacts (URN, email): where a school's letters go until somebody joins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--invite`."""
        super().add_arguments(parser)
        parser.add_argument("--invite", action="store_true", help="invite them to join, where nobody has joined yet")

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Every institution is in reach of the command line."""
        institutions = Organisation.objects.filter(kind=Kind.INSTITUTION)
        contacts.load(data, report, reach=institutions, by=None, invite=options["invite"], now=timezone.now())
