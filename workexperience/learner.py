"""What this room adds to the pages of learners: what they asked for and wrote, and where a school finds employers."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.models import Learner
from frontdoor.record.shown import Looking, Page, Place, Section, Table, Theirs
from frontdoor.record.sourceless import Source
from workexperience.applications import shown as applications
from workexperience.applications.erasing import forget_letters, free_places
from workexperience.applications.moves import KEY
from workexperience.applications.rules import SEEN_BY_EMPLOYER
from workexperience.logbook import shown as logbook
from workexperience.models import Application
from workexperience.reports.erasing import forget_addresses


def sections(look: Looking) -> Iterable[Section]:
    """What the learner has asked for and who has it now."""
    yield from applications.sections(look)


def own_pages(learner: Learner) -> Iterable[Page]:  # noqa: ARG001 every room's has this shape
    """All that the learner asked for."""
    yield Page("Work experience", reverse("workexperience:my-applications"), "What you asked for, and who has it now")


def pages(place: Place) -> Iterable[Page]:
    """The board of applications, the days, and the employers near the school."""
    if Can.SEE_LEARNERS in place.can:
        board = reverse("workexperience:board", args=[place.institution.urn])
        yield Page("Work experience", board, "Who asked for it, and who has it now.", often=True)
        here = reverse("workexperience:employers-near", args=[place.institution.urn])
        yield Page("Employers near you", here, "Ask one for something that it does not offer yet.")
        days = reverse("workexperience:placement-days", args=[place.institution.urn])
        yield Page("Work experience days", days, "Who is at a workplace today, and which workplace needs you now.")


def holds(learner: Learner) -> Iterable[Table]:
    """Applications, their days, and who was asked to agree."""
    return logbook.holds(learner)


def held_back(learner: Learner) -> Iterable[str]:
    """What an application says of others."""
    return logbook.held_back(learner)


def theirs(learner: Learner) -> Iterable[Theirs]:
    """Their own words about their days."""
    return logbook.theirs(learner)


def sources() -> Iterable[Source]:
    """An application with which the employer has something to do."""
    yield Source(KEY, Application.objects.filter(state__in=SEEN_BY_EMPLOYER))


def erase(learner_ids: Sequence[int]) -> None:
    """Places that they would not come to are free again; their applications go with the record, which they hang on.

    Letters about them to parents are emptied. A report that they sent with their address is nobody's from now on.
    """
    free_places(learner_ids)
    forget_letters(learner_ids)
    forget_addresses(learner_ids)
