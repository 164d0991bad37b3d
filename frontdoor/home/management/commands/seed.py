"""`seed --size demo|area|nation`: invented institutions, people and activity, the same every time."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from frontdoor.ground.refused import Refused
from frontdoor.organisations.invented import actions
from frontdoor.organisations.invented.area import make_area
from frontdoor.organisations.register.shipped import load_public_facts
from frontdoor.record.area import analyse, seed_school
from frontdoor.record.care.seed import seed_demo as name_contacts


class Command(BaseCommand):
    """Makes the invented world; a second run changes nothing. Rooms add to it by a `seed.py` with `seed_demo()`, and may have a `seed_nation()`."""

    help = "Fill the database with invented institutions, people and activity. Demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--size`."""
        parser.add_argument("--size", choices=["demo", "area", "nation"], default="demo", help="how much to invent")

    def handle(self, *, size: str, **options: object) -> None:
        """Bodies and people, the public facts, then each room's own, in the order of the floors."""
        try:
            actions.make_invented()
            self.stdout.write("Invented institutions and demo people are in place.")
            load_public_facts()
            self.stdout.write("The register, postcodes and places that ship with the portal are in place.")
            rooms = [room for room in apps.get_app_configs() if find_spec(f"{room.name}.seed")]
            for room in rooms:
                import_module(f"{room.name}.seed").seed_demo()
                self.stdout.write(f"{room.verbose_name}: made-up activity is in place.")
            if size == "area":
                self._area()
            if size == "nation":
                self._nation(rooms)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def _nation(self, rooms: Iterable[AppConfig]) -> None:
        """What rooms make of a whole country's size: a million offers of work experience; minutes."""
        for room in rooms:
            if make := getattr(import_module(f"{room.name}.seed"), "seed_nation", None):
                make()
                self.stdout.write(f"{room.verbose_name}: as much as a whole country has is in place.")

    def _area(self) -> None:
        """One council's 40 schools with 40,000 pupils and a year of activity; about ten minutes."""
        schools = make_area()
        name_contacts()
        for school in tqdm(schools, disable=None, unit="schools", leave=False):
            seed_school(school)
        analyse()
        self.stdout.write("One council’s made-up schools, their pupils and a year of activity are in place.")
