"""What this room adds to the pages of learners: their meetings with careers advisers."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.models import Learner
from frontdoor.record.shown import Looking, Page, Place, Section, Table, Theirs
from frontdoor.record.sourceless import Source
from guidance.advisers.queries import at_work
from guidance.agreeing import shown as agreeing
from guidance.booking.reasons import KEY
from guidance.days import shown as days
from guidance.meetings import holding, shown
from guidance.meetings.erasing import forget_letters, free_times
from guidance.models import Meeting


def sections(look: Looking) -> Iterable[Section]:
    """Meetings to come, what staff can book and record there, and what a parent says yes to."""
    yield from shown.sections(look, [*days.links(look), *agreeing.links(look)])
    yield from agreeing.section(look)


def pages(place: Place) -> Iterable[Page]:
    """Adviser time that is bought, for those who buy it."""
    if Can.CHOOSE_SUPPLIERS in place.can:
        address = reverse("guidance:blocks", args=[place.institution.urn])
        yield Page("Adviser time", address, "What you bought, and what is left of it")
        due = reverse("home:capacity", args=[place.institution.urn])
        yield Page("Who is due for guidance", due, "Month by month, beside the sessions there are")


def takes(place: Place) -> Iterable[Page]:
    """Learners chosen in a list can be given meetings of bought adviser time."""
    if Can.CHOOSE_SUPPLIERS in place.can:
        address = reverse("guidance:compare", args=[place.institution.urn])
        yield Page("Meetings with bought adviser time", address, "For those you chose")


def own_pages(learner: Learner) -> Iterable[Page]:  # noqa: ARG001 every room's has this shape
    """All the learner's meetings."""
    yield Page("Your meetings", reverse("guidance:my-meetings"), "With careers advisers, to come and over")


def holds(learner: Learner) -> Iterable[Table]:
    """Meetings with their summaries and feedback, waiting, and who said yes."""
    return holding.holds(learner)


def held_back(learner: Learner) -> Iterable[str]:
    """Who said yes, and that an adviser wrote notes for themself."""
    return holding.held_back(learner)


def theirs(learner: Learner) -> Iterable[Theirs]:
    """Their own words to advisers, and about meetings."""
    return holding.theirs(learner)


def sources() -> Iterable[Source]:
    """A meeting that is not cancelled, at the time that it has now, of an adviser who still works there."""
    yield Source(KEY, Meeting.objects.filter(cancelled_at=None, adviser__in=at_work()), ("pk", "moves"))


def erase(learner_ids: Sequence[int]) -> None:
    """Their times are free again, and letters about them empty. Meetings, waits and yeses go with the record, which they hang on."""
    free_times(learner_ids)
    forget_letters(learner_ids)
