"""Put the helplines that ship with the portal in place."""

from typing import Any

from django.core.management.base import BaseCommand

from frontdoor.record.care.shipped import load_helplines


class Command(BaseCommand):
    """`load_helplines`: the numbers of `/worried/` and of every learner's page."""

    help = "Load the shipped helplines where there is none yet. A second run changes nothing."

    def handle(self, **options: Any) -> None:
        """Load and say how many."""
        self.stdout.write(f"Helplines loaded: {load_helplines()}.")
