"""How the pages of this room fetch what their address names, with permission. The URN is always in the address."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from benchmarks import queries
from benchmarks.models import Return
from frontdoor.ground.years import academic_year, first_day
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Kind, Organisation

FIRST_YEAR = "2014-15"  # the benchmarks were published in 2014


class YearConverter:
    """`2026-27` in an address; `2026-28` is no year and so no page."""

    regex = r"20\d\d-\d\d"

    def to_python(self, value: str) -> str:
        """The text itself. ValueError, so a 404, when it is not an academic year."""
        first_day(value)
        return value

    def to_url(self, value: str) -> str:
        """The text itself."""
        return value


class ReferenceConverter:
    """`GB-7K3M-2Q` in an address."""

    regex = r"GB-[0-9A-Z]{4}-[0-9A-Z]{2}"

    def to_python(self, value: str) -> str:
        """The text itself."""
        return value

    def to_url(self, value: str) -> str:
        """The text itself."""
        return value


def this_year() -> str:
    """The academic year of today."""
    return academic_year(timezone.localdate())


def institution_for(request: HttpRequest, can: Can, urn: int) -> Organisation:
    """The institution with this URN, if the person may; else 404 or 403 as `get_for` promises."""
    return place_for(request.user, can, kind=Kind.INSTITUTION, urn=urn)[0]


def year_for(request: HttpRequest, can: Can, urn: int, year: str) -> Organisation:
    """The institution, for a page about a year: 404 for a year that has not begun or was before the benchmarks."""
    institution = institution_for(request, can, urn)
    if not FIRST_YEAR <= year <= this_year():
        raise Http404
    return institution


def submitted_for(institution: Organisation, year: str, reference: str = "") -> Return:
    """The submitted return with this reference, or the one that counts for the year; 404 when there is none."""
    found = queries.submitted_returns(institution).filter(year=year)
    if reference:
        found = found.filter(reference=reference)
    first = found.first()
    if first is None:
        raise Http404
    return first
