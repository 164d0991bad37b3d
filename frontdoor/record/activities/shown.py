"""What a learner has done, on the pages of learners; and the pages of activities, for an institution's staff."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.activities import queries, words
from frontdoor.record.activities.facts import facts_of
from frontdoor.record.models import Participation
from frontdoor.record.shown import Line, Looking, Page, Place, Section

SHOWN = 200  # lines; thirty a year over seven years


def sections(look: Looking) -> Iterable[Section]:
    """What they have done, over all years and schools, newest first: the same for staff, a parent and the learner."""
    lines = [_line(row, look) for row in queries.timeline(look.learner)[:SHOWN]]
    empty = "Nothing is recorded yet." if not look.is_own else "Nothing is recorded yet. Your school adds what you do."
    yield Section("What they have done" if not look.is_own else "What you have done", lines, empty, place=4)


def _line(row: Participation, look: Looking) -> Line:
    """One activity: never an adviser's note, and a link only for staff of the institution whose activity it is."""
    facts = facts_of(row.activity)
    hours = words.hours_in_words(row.hours if row.hours is not None else facts.hours)
    who = words.host_of(facts)
    said = [str(row.activity.get_kind_display()), hours, f"with {who}" if who else ""]
    place = row.activity.institution
    if place is not None and place != look.institution:
        said.append(f"at {place.name}")
    return Line(
        facts.title,
        words.days_in_words(facts.day, facts.last_day),
        _address(row) if look.institution and place == look.institution else "",
        ", ".join(filter(None, said)),
    )


def _address(row: Participation) -> str:
    urn = row.activity.institution.urn if row.activity.institution else 0
    return reverse("record:activity", args=[urn, row.activity_id])


def pages(place: Place) -> Iterable[Page]:
    """The list, and the way to record another."""
    here = [place.institution.urn]
    if Can.LOG_ACTIVITY in place.can:
        yield Page(
            "Record an activity",
            reverse("record:activity-log", args=here),
            "Once, for everybody who was there",
            often=True,
        )
    if Can.SEE_LEARNERS in place.can:
        yield Page(
            "Activities", reverse("record:activities", args=here), "What has happened, and who was there", often=True
        )


def takes(place: Place) -> Iterable[Page]:
    """Learners chosen in a list can be handed to the recording of an activity."""
    if Can.LOG_ACTIVITY in place.can:
        address = reverse("record:activity-log", args=[place.institution.urn])
        yield Page("Record an activity", address, "For those you chose")
