"""The British National Grid and latitude and longitude, with the full change of datum. Pure; pyproj does the sums.

Leaving the datum out (which is easy: both look like plain numbers) puts every point about 100 m off.
"""

from functools import lru_cache

from pyproj import Transformer

MILE = 1609.344  # metres


@lru_cache(maxsize=1)
def _to_degrees() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


@lru_cache(maxsize=1)
def _to_metres() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude (WGS84) of a grid point in metres."""
    longitude, latitude = _to_degrees().transform(easting, northing)
    return latitude, longitude


def metres(latitudes: list[float], longitudes: list[float]) -> list[tuple[float, float]]:
    """Easting and northing of each point, to the metre. Infinite for a point that is nowhere on the grid."""
    eastings, northings = _to_metres().transform(longitudes, latitudes)
    return [(round(e, 0), round(n, 0)) for e, n in zip(eastings, northings, strict=True)]
