"""What the roll adds to an institution's page of learners; and where a learner was enrolled, for their export."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.ground.years import year_group_in_words
from frontdoor.organisations.access import Can
from frontdoor.record.models import Enrolment, Learner
from frontdoor.record.shown import Page, Place, Table


def pages(place: Place) -> Iterable[Page]:
    """For whoever may load it."""
    if Can.MANAGE_LEARNERS in place.can:
        urn = place.institution.urn
        yield Page(
            "Load the roll", reverse("record:roll-upload", args=[urn]), "Joiners, changes and leavers from a file."
        )
        yield Page(
            "Start a new school year", reverse("record:roll-new-year", args=[urn]), "Every year group goes one on."
        )


def holds(learner: Learner) -> Iterable[Table]:
    """Every enrolment, the first first. A pupil number is the school's; see `held_back`."""
    columns = [
        ("school", "School or college"), ("year_group", "Year group"), ("group", "Group"), ("from", "From"),
        ("until", "Until"), ("email", "Your address there"),
    ]  # fmt: skip
    found = learner.enrolments.select_related("institution").order_by("started_on", "pk")
    yield Table("enrolments", "Where you learn, and learned", columns, [_held(one) for one in found])


def _held(one: Enrolment) -> list[object]:
    year = "" if one.year_group is None else year_group_in_words(one.year_group)
    return [one.institution.name, year, one.tutor_group, one.started_on, one.ended_on, one.email]


def held_back(learner: Learner) -> Iterable[str]:
    """The pupil number, where a school gave one."""
    schools = learner.enrolments.exclude(upn="").order_by("institution__name")
    names = list(schools.values_list("institution__name", flat=True).distinct())
    if names:
        yield f"Your unique pupil number (UPN), which {' and '.join(names)} holds for you: ask there to see it."
