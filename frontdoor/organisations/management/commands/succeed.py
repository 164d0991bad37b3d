"""`succeed OLD_URN NEW_URN`: which school follows one that the register split among several."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.organisations.register.succession import succeed


class Command(BaseCommand):
    """Moves the people and open work of a closed school to the one that follows it. Twice is once."""

    help = "Let one school follow another that is closed: its people and open work move. There is no way back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two URNs, the older first."""
        parser.add_argument("old", metavar="OLD_URN", type=int)
        parser.add_argument("new", metavar="NEW_URN", type=int)

    def handle(self, *, old: int, new: int, **options: Any) -> None:
        """A refusal is a sentence and exit 1, and nobody is moved."""
        try:
            before, after = _closed(_institution(old)), _institution(new)
            succeed(old=before, new=after, by=None, now=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{after.label} ({new}) follows {before.label} ({old}).")


def _institution(urn: int) -> Organisation:
    found = Organisation.objects.filter(kind=Kind.INSTITUTION, urn=urn).first()
    if found is None:
        raise Refused(f"There is no institution with the URN {urn}.")
    return found


def _closed(institution: Organisation) -> Organisation:
    if institution.status_code != "2":
        raise Refused(f"{institution.urn} is open by the register, so it keeps its people.")
    return institution
