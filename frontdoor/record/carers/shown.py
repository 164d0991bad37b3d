"""Parents and carers on the pages of learners."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.organisations.access import Can
from frontdoor.record.carers import queries
from frontdoor.record.models import Learner
from frontdoor.record.shown import Line, Looking, Page, Place, Section, Table


def sections(look: Looking) -> Iterable[Section]:
    """For staff who manage learners, and for the learner from 13. A parent sees nothing of other parents."""
    if look.institution and Can.MANAGE_LEARNERS in look.can:
        yield _for_staff(look)
    elif look.is_own and queries.knows_parents(look.learner, today=look.today):
        yield _for_learner(look)


def _for_staff(look: Looking) -> Section:
    address = reverse("record:carers", kwargs={"urn": look.institution.urn, "learner_id": look.learner.pk})  # type: ignore[union-attr]
    own, others = queries.by_school(look.learner, look.institution, today=look.today)  # type: ignore[arg-type]
    lines = [Line(one.name or one.email, beside=_state(one)) for one in own]
    lines += [Line("Named by another school") for _ in others]
    links = [("Parents and carers: invite and stop", address)]
    return Section("Parents and carers", lines, empty="No parent or carer is named.", links=links, place=9)


def _for_learner(look: Looking) -> Section:
    lines = [
        Line(one.name or one.email, beside=_state(one))
        for one in queries.marked(queries.accepted(look.learner), today=look.today)
    ]
    words = "Change or see what they see" if queries.decides(look.learner, today=look.today) else "See what they see"
    links = [(words, reverse("record:parents"))] if lines else []
    empty = "No parent or carer sees your record. Only your school can invite them."
    return Section("Who of your family sees your record", lines, empty=empty, links=links, place=9)


def _state(carer: Any) -> str:
    if carer.sees_today:
        return "Sees the record"
    return "Invited" if carer.invited_at and not carer.accepted_at else "Does not see it"


def pages(place: Place) -> Iterable[Page]:
    """Letters to all whom the roll names."""
    if Can.MANAGE_LEARNERS in place.can:
        address = reverse("record:carers-years", kwargs={"urn": place.institution.urn})
        yield Page("Invite parents and carers", address, "Letters to those whom your roll names, by year group.")


def holds(learner: Learner) -> Iterable[Table]:
    """Who of their family has accepted, as far as the learner is shown it: from 13, and never an address."""
    today = timezone.localdate()
    known = (
        list(queries.marked(queries.accepted(learner), today=today))
        if queries.knows_parents(learner, today=today)
        else []
    )
    rows = [
        [one.name or "Somebody without a name", one.institution.name, one.accepted_at, one.sees_today] for one in known
    ]
    columns = [("name", "Name"), ("named_by", "Named by"), ("since", "Since"), ("sees", "Sees your record")]
    yield Table("family", "Who of your family sees your record", columns, rows)


def held_back(learner: Learner) -> Iterable[str]:
    """What is about the family, not about the learner; the same words whether or not anybody is named."""
    if queries.knows_parents(learner, today=timezone.localdate()):
        yield "Email addresses of parents and carers, and whom your school invited who has not accepted."
    else:
        yield "Parents and carers whom your school may have named: from 13 you see who of your family sees your record."
