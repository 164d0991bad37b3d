"""A meeting as its learner reads it: where it stands, who booked it, how to get there; and their meetings in their record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import live_memberships
from frontdoor.record.models import Learner
from frontdoor.record.shown import Line, Looking, Section
from guidance.booking import words
from guidance.booking.queries import of_learner
from guidance.models import BookedAs, Channel, Meeting, Outcome

TITLE, MOST = "Meetings with a careers adviser", 10
BOOKED, NOW, OVER, CANCELLED, MISSED = "Booked", "Now", "Over", "Cancelled", "Did not come"
ATTENDED, INFORMED = "Attended", "Information or advice"
COLOURS = {
    BOOKED: "green", NOW: "blue", OVER: "grey", CANCELLED: "grey", MISSED: "yellow", ATTENDED: "green", INFORMED: "blue",
}  # fmt: skip
BECAME = {Outcome.ATTENDED: ATTENDED, Outcome.INFORMED: INFORMED, Outcome.MISSED: MISSED}
ENDING = 3  # digits of a number by which its owner knows it


@dataclass(frozen=True)
class Stands:
    """Where a meeting stands: a word, and whether it can still be moved or cancelled."""

    word: str
    can_change: bool

    @property
    def colour(self) -> str:
        """Of its tag."""
        return COLOURS[self.word]


def stands(meeting: Meeting, now: datetime) -> Stands:
    """Where it stands at a moment."""
    return Stands(_word(meeting, now), meeting.cancelled_at is None and meeting.during.lower > now)


def _word(meeting: Meeting, now: datetime) -> str:
    if meeting.cancelled_at:
        return CANCELLED
    if meeting.outcome:
        return became(meeting)
    if meeting.during.upper <= now:
        return OVER
    return NOW if meeting.during.lower <= now else BOOKED


def became(meeting: Meeting) -> str:
    """What became of it, in the words that everybody reads; empty while nobody has said it."""
    return BECAME[Outcome(meeting.outcome)] if meeting.outcome else ""


def who_booked(meeting: Meeting) -> str:
    """`You`, `Your adviser`, `Staff of Herefield School`."""
    if meeting.booked_as != BookedAs.STAFF:
        return {BookedAs.LEARNER: "You", BookedAs.ADVISER: "Your adviser"}[BookedAs(meeting.booked_as)]
    service = meeting.adviser.service.organisation
    theirs = {row.organisation_id for row in live_memberships(meeting.created_by)}
    school = meeting.institution
    return f"Staff of {(service if school is None or service.pk in theirs - {school.pk} else school).name}"


def who_cancelled(meeting: Meeting) -> str:
    """Who cancelled it, as its learner reads it; empty when only the letter's key is known."""
    by = meeting.cancelled_by_id
    if by is None:
        return "It was cancelled with the link in a letter."
    if by == meeting.learner.account_id:
        return "You cancelled it."
    return "Your adviser cancelled it." if by == meeting.adviser.user_id else "Staff cancelled it."


def joining(meeting: Meeting, *, is_own: bool) -> list[str]:
    """How to get there. Whoever has only the letter's key gets the number's last digits."""
    if is_own or meeting.channel != Channel.PHONE or not meeting.phone:
        return words.joining(meeting)
    return [f"Your adviser rings you on the number that ends with {meeting.phone[-ENDING:]}."]


def mine(learner: Learner, now: datetime) -> tuple[list[Meeting], list[Meeting]]:
    """A learner's meetings: those to come, the next one first; then those that are over or cancelled, the newest first."""
    return split(of_learner(learner), now)


def split(newest_first: Iterable[Meeting], now: datetime) -> tuple[list[Meeting], list[Meeting]]:
    """The same of any meetings."""
    found = list(newest_first)
    coming = [one for one in found if one.cancelled_at is None and one.during.upper > now]
    return coming[::-1], [one for one in found if one not in coming]


def sections(look: Looking, links: Sequence[tuple[str, str]] = ()) -> Iterable[Section]:
    """To the learner what comes, with the way to it. To a parent when and how. To staff what they can do.

    `links` of staff: words and address.
    """
    now = timezone.now()
    if look.institution is not None:
        if links:  # the meetings themselves stand where these lead: this page is opened often, and by many
            yield Section(TITLE, [], "", links, place=4)
        return
    lines = [_line(one, look) for one in mine(look.learner, now)[0][:MOST]]
    if look.is_own:
        links = [("Your meetings", reverse("guidance:my-meetings"))] if lines else []
        links.append(("Book a meeting", reverse("guidance:start")))
        yield Section(TITLE, lines, "You have no meeting booked.", links, place=2)
    elif lines:
        yield Section(TITLE, lines, place=4)


def _line(one: Meeting, look: Looking) -> Line:
    href = reverse("guidance:my-meeting", args=[one.pk]) if look.is_own else ""
    return Line(words.when(one), href=href, note=f"{words.how(one)} with {words.adviser(one)}")


def to_staff(learner: Learner, institution: Organisation, now: datetime, *, reads: bool = False) -> list[Line]:
    """A learner's meetings on behalf of a school, as its staff read them: the day, and what became of it. One query.

    `reads`: for who may read the summaries that the learner lets the school read; each leads to its own.
    """
    mine = of_learner(learner).filter(institution=institution).select_related("summary")
    coming, others = split(mine, now)
    return [
        Line(day_in_words(one.during.lower), beside=_word(one, now), href=_summary_of(one) if reads else "")
        for one in [*coming, *others][:MOST]
    ]


def _summary_of(one: Meeting) -> str:
    """The address of its summary for the school; empty where there is none that the school may read."""
    summary = getattr(one, "summary", None)
    if summary is None or one.institution is None or not summary.school_may_read:
        return ""
    return reverse("guidance:pupil-summary", args=[one.institution.urn, one.pk])
