"""Put the careers that ship with the portal in place."""

from typing import Any

from django.core.management.base import BaseCommand

from frontdoor.careers.shipped import load_careers


class Command(BaseCommand):
    """`load_careers`: categories, pay, careers. What was edited by hand stays as it is."""

    help = "Load the shipped careers, their ways in, and pay. A second run changes nothing."

    def handle(self, **options: Any) -> None:
        """Load and say what became of each career."""
        self.stdout.write(str(load_careers()))
