"""What this room adds to the pages of learners: what each noun's `shown.py` offers, in this order."""

from collections.abc import Iterable
from types import ModuleType

from frontdoor.record.activities import shown as activities
from frontdoor.record.care import shown as care
from frontdoor.record.carers import shown as carers
from frontdoor.record.claims import shown as claims
from frontdoor.record.joining import shown as joining
from frontdoor.record.needs import shown as needs
from frontdoor.record.roll import shown as roll
from frontdoor.record.shown import Looking, Page, Place, Section

# Modules with `sections(look)`, `pages(place)` or both.
NOUNS: list[ModuleType] = [roll, activities, needs, care, claims, joining, carers]


def sections(look: Looking) -> Iterable[Section]:
    """Parts of a learner's page."""
    for noun in NOUNS:
        if hasattr(noun, "sections"):
            yield from noun.sections(look)


def pages(place: Place) -> Iterable[Page]:
    """Pages about an institution's learners."""
    for noun in NOUNS:
        if hasattr(noun, "pages"):
            yield from noun.pages(place)


def takes(place: Place) -> Iterable[Page]:
    """Pages to which learners chosen in a list can be handed."""
    for noun in NOUNS:
        if hasattr(noun, "takes"):
            yield from noun.takes(place)
