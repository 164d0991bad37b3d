"""What this room adds to the pages of learners: what each noun's `shown.py` offers, in this order."""

from collections.abc import Iterable, Sequence
from types import ModuleType

from django.db.models import Q

from frontdoor.record.actions import ENROLMENT
from frontdoor.record.activities import shown as activities
from frontdoor.record.care import shown as care
from frontdoor.record.carers import shown as carers
from frontdoor.record.cases import shown as cases
from frontdoor.record.claims import shown as claims
from frontdoor.record.erasing import shown as erasing
from frontdoor.record.erasing.here import erase_here
from frontdoor.record.export import shown as export
from frontdoor.record.joining import shown as joining
from frontdoor.record.joining.clashes import KEY as CARER
from frontdoor.record.looks import shown as looks
from frontdoor.record.models import Carer, Enrolment, Learner
from frontdoor.record.needs import shown as needs
from frontdoor.record.plan import shown as plan
from frontdoor.record.roll import shown as roll
from frontdoor.record.sharing import shown as sharing
from frontdoor.record.shown import Looking, Page, Place, Section, Table, Theirs
from frontdoor.record.sourceless import Source

# Modules with any of the functions that `shown` names.
NOUNS: list[ModuleType] = [
    roll,
    plan,
    activities,
    sharing,
    looks,
    cases,
    export,
    erasing,
    needs,
    care,
    claims,
    joining,
    carers,
]


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


def own_pages(learner: Learner) -> Iterable[Page]:
    """Pages of "My record"."""
    for noun in NOUNS:
        if hasattr(noun, "own_pages"):
            yield from noun.own_pages(learner)


def holds(learner: Learner) -> Iterable[Table]:
    """Every row that the learner may take away."""
    for noun in NOUNS:
        if hasattr(noun, "holds"):
            yield from noun.holds(learner)


def held_back(learner: Learner) -> Iterable[str]:
    """What the export holds back."""
    for noun in NOUNS:
        if hasattr(noun, "held_back"):
            yield from noun.held_back(learner)


def theirs(learner: Learner) -> Iterable[Theirs]:
    """What is the learner's own to delete."""
    for noun in NOUNS:
        if hasattr(noun, "theirs"):
            yield from noun.theirs(learner)


def sources() -> Iterable[Source]:
    """Being on a roll, and a parent's or carer's link that they took up and nobody ended."""
    yield Source(ENROLMENT, Enrolment.objects.filter(ended_on=None))
    taken_up = Carer.objects.filter(account__isnull=False, stopped_at=None)
    yield Source(CARER, taken_up.filter(Q(learner_says=None) | Q(learner_says=True)))


def erase(learner_ids: Sequence[int]) -> None:
    """All that hangs on these learners, with its history, and their place in looks."""
    erase_here(learner_ids)


def takes(place: Place) -> Iterable[Page]:
    """Pages to which learners chosen in a list can be handed."""
    for noun in NOUNS:
        if hasattr(noun, "takes"):
            yield from noun.takes(place)
