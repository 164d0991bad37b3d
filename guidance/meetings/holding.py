"""Every row about their meetings that a learner takes along, and their own words, which they may delete."""

from collections.abc import Iterable
from functools import partial

from django.db.models import Q

from frontdoor.record.models import Learner
from frontdoor.record.shown import Table, Theirs
from guidance.advisers.standing import name_of
from guidance.booking import words
from guidance.booking.queries import BEGINS, of_learner
from guidance.feedback.actions import delete_words as delete_feedback_words
from guidance.meetings.erasing import delete_words
from guidance.models import Channel, Feedback, Hold, Meeting, Note, ParentalYes, Summary, Supporter, Wait
from guidance.times.words import ways

WROTE = ~Q(words="") | ~Q(helps="")


def holds(learner: Learner) -> Iterable[Table]:
    """Meetings, who came along, what was left of them, waiting and what was offered, and who said yes."""
    yield _meetings(learner)
    yield _supporters(learner)
    yield _summaries(learner)
    yield _feedback(learner)
    yield _waits(learner)
    yield _offers(learner)
    yield _yeses(learner)


def _meetings(learner: Learner) -> Table:
    columns = [
        ("when", "When"), ("how", "How"), ("adviser", "With"), ("service", "Of"), ("place", "Where"),
        ("at", "For your school or college"), ("reference", "Reference"), ("topic", "What about"),
        ("words", "What you would like to talk about"), ("helps", "What would help you"),
        ("shares_what_helps", "The adviser may read “what helps me”"), ("phone", "Phone number"),
        ("language", "Language"), ("booked_by", "Who booked it"), ("booked", "Booked"), ("moves", "How often it was moved"),
        ("cancelled", "Cancelled"), ("because", "Why it was cancelled"), ("outcome", "What became of it"),
    ]  # fmt: skip
    rows = [
        [
            words.when(one), words.how(one), words.adviser(one), one.adviser.service.organisation.name,
            one.place.name if one.place else "", one.institution.name if one.institution else "", one.reference,
            str(one.get_topic_display()), one.words, one.helps, one.shares_what_helps, one.phone,
            str(one.get_language_display()), str(one.get_booked_as_display()), one.created_at, one.moves,
            one.cancelled_at, one.cancelled_because, str(one.get_outcome_display()),
        ]
        for one in of_learner(learner).order_by(BEGINS.asc(), "pk")
    ]  # fmt: skip
    return Table("meetings", "Meetings with a careers adviser", columns, rows)


def _supporters(learner: Learner) -> Table:
    columns = [
        ("meeting", "Reference of the meeting"), ("name", "Who was asked to join"), ("email", "Their email address"),
        ("asked", "Asked"), ("ended", "Taken back"),
    ]  # fmt: skip
    found = Supporter.objects.filter(meeting__learner=learner).select_related("meeting").order_by("created_at", "pk")
    rows = [[one.meeting.reference, one.name, one.email, one.created_at, one.ended_at] for one in found]
    return Table("meeting-supporters", "Who was asked to come with you", columns, rows)


def _summaries(learner: Learner) -> Table:
    columns = [
        ("meeting", "Reference of the meeting"), ("talked", "What you talked about and decided"),
        ("options", "Choices you looked at"), ("school_may_read", "Your school’s careers leader and head may read it"),
        ("advisers_may_read", "Advisers whom you meet later may read it"), ("written", "Written"),
    ]  # fmt: skip
    found = Summary.objects.filter(meeting__learner=learner).select_related("meeting").order_by("written_at", "pk")
    rows = [
        [one.meeting.reference, one.talked, one.options, one.school_may_read, one.advisers_may_read, one.written_at]
        for one in found
    ]
    return Table("meeting-summaries", "What you talked about with a careers adviser", columns, rows)


def _feedback(learner: Learner) -> Table:
    columns = [
        ("meeting", "Reference of the meeting"), ("helped", "Did it help?"), ("knows_next", "You know what to do next"),
        ("words", "What else you said"), ("said", "Said on"),
    ]  # fmt: skip
    found = Feedback.objects.filter(meeting__learner=learner).select_related("meeting").order_by("said_at", "pk")
    rows = [
        [one.meeting.reference, str(one.get_helped_display()), one.knows_next, one.words, one.said_at] for one in found
    ]
    return Table("meeting-feedback", "What you said about your meetings", columns, rows)


def _waits(learner: Learner) -> Table:
    columns = [
        ("service", "For a meeting with"), ("at", "For your school or college"), ("topic", "What about"), ("how", "How"),
        ("language", "Language"), ("phone", "Phone number"), ("words", "What you would like to talk about"),
        ("helps", "What would help you"), ("shares_what_helps", "The adviser may read “what helps me”"),
        ("soon", "A decision was near"), ("promised", "Promised by"), ("since", "Since"), ("offers", "Times offered"),
        ("by", "Who asked"), ("ended", "Ended"), ("end", "How it ended"),
    ]  # fmt: skip
    found = Wait.objects.filter(learner=learner).select_related("service__organisation", "institution")
    rows = [
        [
            one.service.organisation.name, one.institution.name if one.institution else "",
            str(one.get_topic_display()), ways(one.channels), str(one.get_language_display()), one.phone, one.words,
            one.helps, one.shares_what_helps, one.band == 1, one.promised_by, one.created_at, one.offers,
            str(one.get_booked_as_display()), one.ended_at, str(one.get_end_display()),
        ]
        for one in found.order_by("created_at", "pk")
    ]  # fmt: skip
    return Table("meeting-waits", "Waiting for a meeting", columns, rows)


def _offers(learner: Learner) -> Table:
    columns = [
        ("from", "From"),
        ("until", "Until"),
        ("how", "How"),
        ("adviser", "With"),
        ("kept", "Kept for you until"),
    ]
    found = Hold.objects.filter(wait__learner=learner).select_related("adviser__user").order_by("pk")
    rows = [
        [one.during.lower, one.during.upper, str(Channel(one.channel).label), name_of(one.adviser), one.expires_at]
        for one in found
    ]
    return Table("meeting-offers", "Times that are offered to you", columns, rows)


def _yeses(learner: Learner) -> Table:
    columns = [("to", "Yes to"), ("said", "Said on"), ("until", "Holds until"), ("ended", "Taken back")]
    found = ParentalYes.objects.filter(learner=learner).order_by("created_at", "pk")
    rows = [[str(one.get_agreed_to_display()), one.said_on, one.until, one.ended_at] for one in found]
    return Table("meeting-yeses", "What a parent or carer said yes to", columns, rows)


def held_back(learner: Learner) -> Iterable[str]:
    """Who said yes: about somebody else. That an adviser keeps notes of their own, and where to ask for them."""
    if ParentalYes.objects.filter(learner=learner).exists():
        yield "Who said yes to your meetings for you. The day on which they said so is here."
    own = Note.objects.filter(meeting__learner=learner).values_list("adviser__service__organisation__name", flat=True)
    if names := sorted(set(own)):
        yield f"What advisers noted for themselves about your meetings: notes exist. To ask for them, ask {' and '.join(names)}."


def theirs(learner: Learner) -> Iterable[Theirs]:
    """Their own words to advisers."""
    count = sum(model.objects.filter(WROTE, learner=learner).count() for model in (Meeting, Wait))
    if count:
        said = f"What I wrote for my meetings with careers advisers: {count} text{'' if count == 1 else 's'}"
        yield Theirs("meeting-words", said, partial(delete_words, learner=learner))
    about = Feedback.objects.filter(meeting__learner=learner).exclude(words="").count()
    if about:
        said = f"What I wrote about how my meetings were: {about} text{'' if about == 1 else 's'}"
        yield Theirs("meeting-feedback", said, partial(delete_feedback_words, learner=learner))
