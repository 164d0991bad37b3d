"""The search's boxes as prepared pieces of its page: each way of filling them in is drawn once a process and kept.

They are most of the page's elements and hold nothing but what was chosen in them. What somebody typed is in no piece.
"""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from frontdoor.careers.content import categories
from workexperience.listing.wanted import WITHIN, YEARS, Wanted
from workexperience.models import Adjustment, Label, Mode, OfferKind

MOST = 500  # pieces of a few kilobytes; searches by days could be without number

# What the boxes offer, with the words for "any" first.
CHOICES = {
    "kind": [("", "Anything"), *OfferKind.choices],
    "mode": [("", "Any way"), *Mode.choices],
    "label": [("", "Anything"), *(one for one in Label.choices if one[0])],
    "year": [("", "Any year group"), *((str(year), f"Year {year}") for year in YEARS)],
    "within": [(str(miles), f"{miles} mile{'' if miles == 1 else 's'}") for miles in WITHIN],
    "adjustments": Adjustment.choices,
}
# Each piece with what of a search it shows.
PIECES = {
    "within": ("within",),
    "narrow": ("sector", "year"),
    "details": ("mode", "kind", "label", "first", "last", "pays_travel", "adjustments"),
}


def boxes(piece: str, wanted: Wanted) -> SafeString:
    """`within`, `narrow` or `details`, as this search fills them in."""
    return _drawn(piece, tuple(getattr(wanted, name) for name in PIECES[piece]))


@lru_cache(MOST)
def _drawn(piece: str, values: tuple[Any, ...]) -> SafeString:
    """From what is in the key alone, so that nothing else of a search can be in it."""
    wanted = Wanted(**dict(zip(PIECES[piece], values, strict=True)))
    choices = CHOICES | {"sector": [("", "Any kind of work"), *categories().items()]}
    drawn = render_to_string(f"workexperience/listing/_{piece}.html", {"wanted": wanted, "choices": choices})
    return mark_safe(drawn)  # noqa: S308 drawn by our template, which escapes
