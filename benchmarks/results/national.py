"""National figures beside a return, each with its source and year."""

from dataclasses import dataclass

from benchmarks.frameworks.queries import series_break, version_for
from benchmarks.models import Return
from benchmarks.national import NationalResults, latest_average, latest_shares
from frontdoor.ground.refused import Refused


@dataclass(frozen=True)
class National:
    """A year's published figures for England and whether they are another measure than this return's."""

    results: NationalResults
    broken: bool


@dataclass(frozen=True)
class Beside:
    """The newest average number of benchmarks achieved, and the newest share of institutions achieving each."""

    average: National | None
    shares: National | None


def national_beside(found: Return) -> Beside:
    """Figures of the return's own year or, as they come out later, of the newest year before it."""
    return Beside(_national(latest_average(found.year), found), _national(latest_shares(found.year), found))


def _national(results: NationalResults | None, found: Return) -> National | None:
    return National(results, _broken(results.year, found)) if results else None


def _broken(year: str, found: Return) -> bool:
    try:
        return series_break(version_for(year).pk, found.framework_id)
    except Refused:  # older than every framework
        return True
