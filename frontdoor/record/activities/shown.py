"""What a learner has done, on the pages of learners; and the pages of activities, for an institution's staff."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.ground.years import academic_year, in_words
from frontdoor.organisations.access import Can
from frontdoor.record.activities import queries
from frontdoor.record.activities import words as words_of
from frontdoor.record.activities.experience import totals
from frontdoor.record.activities.facts import facts_of
from frontdoor.record.models import Learner, Mode, Participation
from frontdoor.record.shown import Line, Looking, Page, Place, Section, Table

SHOWN = 1_000  # lines; thirty a year over seven years are 210
HOW = {  # the ways to be at a workplace, in their order
    Mode.IN_PERSON: "In person",
    Mode.ONLINE: "Online",
    Mode.BLENDED: "In person and online",
    Mode.PHONE: "By phone",
}


def sections(look: Looking) -> Iterable[Section]:
    """Experience of workplaces; then all that they have done, over all years and schools, newest first.

    The same for staff, a parent and the learner.
    """
    done = list(queries.timeline(look.learner))
    yield _experience(done, look)
    lines = [_line(row, look) for row in done[:SHOWN]]
    empty = "Nothing is recorded yet." if not look.is_own else "Nothing is recorded yet. Your school adds what you do."
    yield Section("What they have done" if not look.is_own else "What you have done", lines, empty, place=4)


def _experience(done: list[Participation], look: Looking) -> Section:
    """Hours and dates as they were recorded. How many days they count for is another question."""
    found = totals(queries.stays_of(done, today=look.today))
    lines = [
        Line(words, words_of.hours_in_words(found[how].hours), note=_dates(found[how].dates))
        for how, words in HOW.items()
        if how in found
    ]
    return Section("Experience of workplaces", lines, "No experience of a workplace is recorded yet.", place=4)


def _dates(number: int) -> str:
    return f"On {number} different dates" if number > 1 else "On one date"


def _line(row: Participation, look: Looking) -> Line:
    """One activity: never an adviser's note, and a link only for staff of the institution whose activity it is."""
    facts = facts_of(row.activity)
    said = [str(row.activity.get_kind_display()), words_of.hours_in_words(queries.hours_of(row))]
    who = words_of.host_of(facts)
    said += [f"with {who}"] if who else []
    place = row.activity.institution
    if place is not None and place != look.institution:
        said.append(f"at {place.name}")
    return Line(
        facts.title,
        words_of.days_in_words(facts),
        _address(row) if look.institution and place == look.institution else "",
        ", ".join(said),
        under=in_words(academic_year(facts.day)),
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


def holds(learner: Learner) -> Iterable[Table]:
    """Every activity that a learner was invited to: was there, was absent, or has it before them."""
    columns = [
        ("title", "What"), ("kind", "Kind"), ("from", "From"), ("until", "Until"), ("hours", "Hours"), ("how", "How"),
        ("with", "With"), ("at", "At"), ("subject", "School subject"), ("there", "Were you there?"),
        ("feedback", "Feedback was given"), ("source", "Where the row comes from"),
    ]  # fmt: skip
    found = learner.participations.select_related("activity", "activity__host", "activity__institution")
    rows = [_held(row) for row in found.order_by("activity__day", "activity_id")]
    yield Table("activities", "What you have done and were invited to", columns, rows)


def _held(row: Participation) -> list[object]:
    facts, place = facts_of(row.activity), row.activity.institution
    return [
        facts.title, str(row.activity.get_kind_display()), facts.day, facts.last_day or facts.day, queries.hours_of(row),
        str(row.activity.get_mode_display()), words_of.host_of(facts), place.name if place else "", facts.subject,
        str(row.get_attendance_display()), row.feedback, row.activity.source,
    ]  # fmt: skip


def held_back(learner: Learner) -> Iterable[str]:
    """What an activity says of others."""
    if learner.participations.exclude(activity__adviser_level=None).exists():
        yield "The level of an adviser's qualification, and what is noted about it: that is about the adviser."
