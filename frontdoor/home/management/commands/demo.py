"""`demo`: who the demo people are, as JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from frontdoor.ground.refused import Refused
from frontdoor.organisations.invented import actions
from frontdoor.organisations.models import Organisation


class Command(BaseCommand):
    """Prints a JSON list: each demo person with role, organisation, and its URN or id."""

    help = "Print the demo people as JSON: email, role, organisation, URN or id."

    def handle(self, **options: object) -> None:
        """Refuses outside demo mode, and before `seed` has run."""
        try:
            actions.refuse_outside_demo_mode()
            self.stdout.write(json.dumps(list(actions.listed()), indent=2, ensure_ascii=False))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        except Organisation.DoesNotExist:
            raise CommandError("There are no demo people yet. Run: bin/manage seed --size demo") from None
