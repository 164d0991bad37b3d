"""Load where postcodes or outcodes are."""

from typing import Any

from frontdoor.ground.importing import ImportCommand, Report
from frontdoor.organisations.places.actions import import_postcodes


class Command(ImportCommand):
    """`import_postcodes FILE`."""

    help = "Load ONSPD, Code-Point Open, a postcode table with latitude/longitude or easting/northing, or an outcode table."

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Merge the file into what is known."""
        import_postcodes(data, report)
