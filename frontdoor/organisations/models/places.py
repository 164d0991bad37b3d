"""Where things are: a point on the British National Grid, and the postcodes, outcodes and places that lead to one.

Points are grid metres (EPSG:27700), so that the distance between two is metres and the index can walk outwards from one.
"""

from typing import Any, NamedTuple

from django.contrib.postgres.indexes import GistIndex
from django.db import models


class Point(NamedTuple):
    """Metres east and north of the grid's origin."""

    easting: float
    northing: float


class PointField(models.Field):
    """PostgreSQL's own `point` type, without PostGIS: all that nearest-first needs."""

    description = "A point on the British National Grid"

    def db_type(self, connection: Any) -> str:
        """The column's type."""
        return "point"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """Text on the way in."""
        return "%s::point"

    def get_prep_value(self, value: Any) -> str | None:
        """`(easting,northing)`."""
        return None if value is None else f"({value[0]},{value[1]})"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Point | None:
        """A `Point`."""
        return point_of(value)


def point_of(text: str | None) -> Point | None:
    """The point that the database writes as `(easting,northing)`."""
    if text is None:
        return None
    east, north = text.strip("()").split(",")
    return Point(float(east), float(north))


class Near(models.Func):
    """Metres between two points, written so that `order_by` walks the GiST index: `Near(F("point"), Value(...))`."""

    function = ""
    template = "%(expressions)s"
    arg_joiner = " <-> "
    output_field = models.FloatField()


class Postcode(models.Model):
    """A postcode's own point. One no longer in use has none of its own: its outcode answers for it."""

    postcode = models.CharField(max_length=8, primary_key=True, help_text="In capitals with the space: LS27 0PD")
    point = PointField(null=True)
    live = models.BooleanField("still in use", default=True)
    country = models.CharField(max_length=20, blank=True, help_text="Empty where the source does not say")

    PERSONAL: set[str] = set()
    PLAIN = {"postcode", "point", "live", "country"}

    def __str__(self) -> str:
        return self.postcode


class Outcode(models.Model):
    """The first half of a postcode with the middle of its area."""

    outcode = models.CharField(max_length=4, primary_key=True)
    point = PointField(null=True)
    region = models.CharField(max_length=40, help_text="An English region, or Scotland, Wales, Northern Ireland ...")

    PERSONAL: set[str] = set()
    PLAIN = {"outcode", "point", "region"}

    def __str__(self) -> str:
        return self.outcode


class Place(models.Model):
    """A town or village by name. The same name can stand for several: its council and region tell them apart."""

    name = models.CharField(max_length=100)
    council_name = models.CharField("main local authority", max_length=100)
    region = models.CharField(max_length=40)
    point = PointField()
    schools = models.PositiveIntegerField("schools counted there", default=0)

    PERSONAL: set[str] = set()
    PLAIN = {"id", "name", "council_name", "region", "point", "schools"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "council_name", "region"], name="organisations_place_once"),
        ]
        indexes = [GistIndex(fields=["point"], name="organisations_place_point")]

    def __str__(self) -> str:
        return self.name if self.name == self.council_name else f"{self.name}, {self.council_name}"
