"""What careers add to the one search: careers by name, task, wish, slang or school subject. See `finding/`."""

from collections.abc import Iterable

from frontdoor.careers.choices import finding as choices
from frontdoor.careers.finding import ranking
from frontdoor.careers.models import Career
from frontdoor.ground.finding import Group, Hit

SUGGESTED = 6


def find(text: str) -> Iterable[Group]:
    """The careers that fit, or the nearest when none does; the readers' pages that fit."""
    found = ranking.find(text)
    fits = bool(found) and found[0].score >= ranking.FITS
    yield Group("Careers", _hits(ranking.worth_showing(found)), fits=fits, place=1)
    yield choices.group(text)


def suggest(text: str) -> Iterable[Hit]:
    """The best few, while somebody types."""
    found = ranking.find(text, typing=True)
    return _hits([one for one in found if one.score >= ranking.FITS][:SUGGESTED])


def _hits(found: Iterable[ranking.Found]) -> list[Hit]:
    careers = Career.objects.select_related("main_category").only("title", "slug", "overview", "main_category__title")
    by_id = careers.in_bulk([one.career for one in found])
    return [
        Hit(career.title, career.get_absolute_url(), career.overview, career.main_category.title)
        for one in found
        if (career := by_id.get(one.career))
    ]
