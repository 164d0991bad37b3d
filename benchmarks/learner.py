"""What this room adds to the pages of learners: where a pupil stands with what they should have, and who still needs it."""

from collections.abc import Iterable

from benchmarks.entitlements.queries import Standing, standings
from benchmarks.entitlements.shape import WORDS
from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.access import Can
from frontdoor.record.models import Enrolment
from frontdoor.record.shown import Line, Looking, Page, Place, Section


def sections(look: Looking) -> Iterable[Section]:
    """What the learner should have by when, for each institution whose roll they are on."""
    for enrolment in _enrolments(look):
        lines = _lines(enrolment, look)
        if lines:
            yield Section("What should happen, and by when", lines, place=3)
            return  # a second roll asks for the same again


def _enrolments(look: Looking) -> list[Enrolment]:
    if look.enrolment:
        return [look.enrolment]
    here = look.learner.enrolments.filter(ended_on=None).select_related("institution")
    return list(here.order_by("sort")) if look.institution is None else []


def _lines(enrolment: Enrolment, look: Looking) -> list[Line]:
    institution = look.institution or enrolment.institution
    found = standings(institution, [enrolment], today=look.today)
    return [_line(one) for one in found[enrolment.learner_id]]


def _line(one: Standing) -> Line:
    return Line(one.entitlement.title, WORDS[one.state], note=f"By {day_in_words(one.due_on)}{_so_far(one)}")


def _so_far(one: Standing) -> str:
    """`: 2 of 4 so far`, or the days, with why some of what happened adds nothing."""
    if one.days:
        return f": {one.days.words}. {one.days.why}".rstrip()
    return f": {one.progress} so far" if one.have and one.so_far else ""


def pages(place: Place) -> Iterable[Page]:
    """Who still needs what."""
    if Can.SEE_LEARNERS in place.can:
        urn = place.institution.urn
        yield Page(
            "Who still needs what",
            f"/learners/{urn}/gaps/",
            "What each year group should have, and by when",
            often=True,
        )
        yield Page("Class lists", f"/learners/{urn}/gaps/group/", "Each pupil of a group at a glance", often=True)
