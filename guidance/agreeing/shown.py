"""The yes of parents and carers on the pages of learners: for the parent themself, and for staff who record it."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.access import Can
from frontdoor.record.models import Learner
from frontdoor.record.shown import Line, Looking, Section, Table
from guidance.agreeing.queries import Question, asked, questions
from guidance.models import AgreedTo

TITLE = "Meetings with a careers adviser: your yes"


def section(look: Looking) -> Iterable[Section]:
    """For a parent or carer of a child under 16: what they said yes to, and where they say it."""
    if look.institution is not None or look.is_own:
        return
    if listed := questions(look.learner, on=look.today):
        where = reverse("guidance:agree", args=[look.learner.pk])
        yield Section(TITLE, [_line(one) for one in listed], links=[("Say yes, or take it back", where)], place=6)


def links(look: Looking) -> list[tuple[str, str]]:
    """For staff who may record it: words and address, for a learner under 16."""
    if look.institution is None or Can.LOG_ACTIVITY not in look.can or not asked(look.learner, on=look.today):
        return []
    where = reverse("guidance:parent-yes", args=[look.institution.urn, look.learner.pk])
    return [("What a parent or carer said yes to", where)]


def _line(one: Question) -> Line:
    until = f"Yes, until {day_in_words(one.yes.until)}" if one.yes else "Not said"
    return Line(str(one.agreed_to.label), beside=until)


def holds(learner: Learner) -> Iterable[Table]:
    """Every yes that was said for the learner, the oldest first; not who said it, which is about the family."""
    found = learner.parental_yeses.order_by("created_at", "pk")
    rows = [[str(AgreedTo(one.agreed_to).label), one.said_on, one.until, one.ended_at] for one in found]
    columns = [("yes_to", "Yes to"), ("said_on", "Said on"), ("until", "Holds until"), ("taken_back", "Taken back")]
    yield Table("guidance_yeses", "What a parent or carer said yes to", columns, rows)
