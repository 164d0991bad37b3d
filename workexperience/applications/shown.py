"""Applications on the pages of learners: their own, a parent's, and that of staff of the school through which they go."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.shown import Line, Looking, Section
from workexperience.applications import queries, words
from workexperience.models import ENDS, Application

TITLE, MOST = "Work experience that goes on now", 10


def sections(look: Looking) -> Iterable[Section]:
    """What is not over yet, and who has it now. Nothing for staff and parents while there is nothing."""
    found = queries.all_of(look.learner).select_related("learner", *queries.AROUND).exclude(state__in=ENDS)
    if look.institution is not None:
        found = found.filter(institution=look.institution) if Can.SEE_LEARNERS in look.can else found.none()
    lines = [_line(one, look) for one in found[:MOST]]
    if look.is_own:
        links = [("Everything you asked for", reverse("workexperience:my-applications"))] if lines else []
        links = links or [("Find work experience", "/work-experience/")]
        yield Section(TITLE, lines, "You have asked for nothing just now.", links, place=2)
    elif lines:
        yield Section(TITLE, lines, place=4)


def _line(one: Application, look: Looking) -> Line:
    when = ", and online ".join(words.when(part)[0] for part in words.parts(one))
    return Line(
        one.offer.title,
        beside=words.to_learner(one).state if look.is_own else one.get_state_display(),
        href=reverse("workexperience:my-application", args=[one.pk]) if look.is_own else "",
        note=f"{when}. Who has it now: {words.to_learner(one).who if look.is_own else words.holder(one)}",
    )
