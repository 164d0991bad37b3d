"""A meeting that took place counts for benchmark 8 in the same request; what does not count says why (J01, J02)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from benchmarks.counting import queries
from benchmarks.frameworks.files import shipped
from benchmarks.frameworks.shape import Measure
from benchmarks.measures import plan
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Activity
from guidance.models import Proof

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 14)
MEETING = Measure("share_with_meeting", {"level": 6, "n": 1, "by_end_of": 11})
CAME = {"outcome": "attended", "talked": "We looked at apprenticeships."}
Say = Callable[..., None]


@pytest.fixture
def say(as_ada: Client, booked) -> Say:
    """The adviser says what became of Mia's meeting, on the page."""

    def said(**more: str) -> None:
        assert as_ada.post(f"/guidance/day/{booked.pk}/outcome/", CAME | more).status_code == 302

    return said


def counted(school: Organisation) -> int:
    """How many of the school have a meeting that counts."""
    asked = plan(MEETING, "2026-27", [11], days=shipped("gatsby-2025").days)
    return len(queries.tally({"8": asked}, school, today=TODAY)["8"].of) if asked else -1


def why(school: Organisation) -> list[str]:
    """Why each record near the rule does not count; empty for one that does."""
    asked = plan(MEETING, "2026-27", [11], days=shipped("gatsby-2025").days)
    assert asked
    found = queries.looked_through(asked, queries.of_roll(school, today=TODAY), today=TODAY)
    return [*found.values_list("why_not", flat=True)]


def test_attended_counts_in_the_same_request_and_missed_takes_it_back(say, here) -> None:
    assert counted(here) == 0
    say()
    assert (counted(here), why(here)) == (1, [""])
    say()
    assert counted(here) == 1
    say(outcome="missed", seen="attended")  # the page was opened again
    assert (counted(here), why(here)) == (0, ["They were not there."])


def test_information_or_advice_does_not_count_and_says_why(say, here) -> None:
    say(outcome="informed")
    assert (counted(here), why(here)) == (0, ["It was not a personal guidance meeting."])
    say()  # corrected
    assert counted(here) == 1


def test_adviser_whose_level_has_ended_does_not_count_and_says_why(say, here, ada) -> None:
    Proof.objects.filter(adviser=ada, kind="qualification").update(until=date(2026, 9, 13))
    say()
    assert counted(here) == 0
    assert why(here) == ["The adviser is not known to have been qualified at level 6 or above on that day."]
    assert Activity.objects.get().adviser_note == "The adviser’s level 6 ended on 13 September 2026."
