"""What this noun adds to a learner's page: for staff with the permission, and for the learner. For nobody else."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.access import Can
from frontdoor.record.models import Learner, NeedKind
from frontdoor.record.needs import queries
from frontdoor.record.shown import Line, Looking, Section, Table

# What each mark says to the learner whom it is about.
TO_THE_LEARNER = {
    NeedKind.SEN_SUPPORT: "You get extra help with learning (SEN support)",
    NeedKind.EHC_PLAN: "You have an education, health and care plan (EHC plan)",
    NeedKind.FREE_MEALS: "You can have free school meals, or your school gets pupil premium for you",
    NeedKind.LOOKED_AFTER: "A council looks after you",
    NeedKind.CARE_LEAVER: "You were looked after by a council before",
    NeedKind.YOUNG_CARER: "You look after somebody in your family",
    NeedKind.ENGLISH_ADDITIONAL: "English is not your first language",
}


def sections(look: Looking) -> Iterator[Section]:
    """The institution's own marks for its staff, all live ones for the learner; a parent sees none."""
    if look.institution is not None:
        if Can.SEE_NEEDS in look.can:
            yield _for_staff(look)
    elif look.is_own:
        yield _for_the_learner(look)


def _for_staff(look: Looking) -> Section:
    assert look.institution is not None  # noqa: S101 asked by the caller
    kinds = queries.needs_of([look.learner], look.institution).get(look.learner.pk, [])
    return Section(
        "Needs and similar marks",
        [Line(kind.label) for kind in kinds],
        empty="None are marked.",
        links=[("See and change them", reverse("record:needs", args=[look.institution.urn, look.learner.pk]))],
        place=8,
    )


def _for_the_learner(look: Looking) -> Section:
    lines = [
        Line(
            TO_THE_LEARNER[NeedKind(one.kind)],
            note=f"{one.institution.name} has marked this since {day_in_words(one.starts_on)}. Its careers leader and "
            "head see it, nobody else. Ask them if it is not right.",
        )
        for one in queries.held_about(look.learner)
    ]
    return Section(
        "What your school has marked about support",
        lines,
        empty="Your school has marked nothing about needs or support here.",
        place=8,
    )


def holds(learner: Learner) -> Iterator[Table]:
    """Every mark that a school keeps or kept: in a file only when the learner asks for it."""
    found = learner.needs.select_related("institution").order_by("starts_on", "pk")
    rows = [[TO_THE_LEARNER[NeedKind(one.kind)], one.institution.name, one.starts_on, one.ended_on] for one in found]
    columns = [("mark", "What is marked"), ("school", "By"), ("from", "From"), ("until", "Until")]
    yield Table("needs", "What your school has marked about support", columns, rows, sensitive=True)
