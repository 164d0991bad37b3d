"""Put the public facts that ship with the portal in place."""

from typing import Any

from django.core.management.base import BaseCommand

from frontdoor.organisations.register.shipped import load_public_facts


class Command(BaseCommand):
    """`load_public_facts`: councils, outcodes, places, and the register where there is none yet."""

    help = "Load the shipped councils, register, outcodes, sample postcodes and places. A second run changes nothing."

    def handle(self, **options: Any) -> None:
        """Load and say so."""
        load_public_facts()
        self.stdout.write("The public facts are in place.")
