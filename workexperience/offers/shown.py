"""An offer as its employer reads it: its facts by screen, and who sees it now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from frontdoor.ground.years import year_groups_in_words
from workexperience.checks.queries import current
from workexperience.models import Adjustment, Label, Mode, Offer, OfferState, Session
from workexperience.offers import queries, words
from workexperience.offers.forms import ONLINE_FACTS
from workexperience.offers.rules import Problem

# Which screen mends a problem of each column; what is not named is mended where the days are.
SCREEN_OF = {
    **dict.fromkeys(("kind", "mode", "label"), "kind"),
    **dict.fromkeys(("title", "sector", "doing", "learning"), "what"),
    **dict.fromkeys(("address", "postcode"), "where"),
    **dict.fromkeys(("year_groups", "youngest", "oldest", "supervisor_name", "supervisor_phone"), "who"),
}
STEPS = ("kind", "what", "where", "who", "when", "check")
NOT_SAID = "Not given"
Rows = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Part:
    """What one screen asks, with the answers: name and texts, a text a line."""

    screen: str
    heading: str
    rows: Rows


def parts(offer: Offer, sessions: list[Session]) -> list[Part]:
    """Everything about an offer, by the screen that asks it."""
    return [
        Part("kind", "What it is", _kind(offer)),
        Part("what", "What young people do", _what(offer)),
        Part("where", "Adjustments" if offer.mode == Mode.ONLINE else "Where", list(_where(offer))),
        Part("who", "Who it is for", list(_who(offer))),
        Part("when", "When", _when(offer, sessions)),
    ]


def _row(name: str, *texts: str) -> tuple[str, list[str]]:
    return name, [text for text in texts if text] or [NOT_SAID]


def _kind(offer: Offer) -> Rows:
    rows = [_row("Kind", offer.get_kind_display()), _row("How", offer.get_mode_display())]
    return [*rows, _row("Part of", Label(offer.label).label)] if offer.label else rows


def _what(offer: Offer) -> Rows:
    rows = [
        _row("Title", offer.title),
        _row("Kind of work", offer.sector.title if offer.sector else ""),
        _row("What they do", *offer.doing.split("\n")),
        _row("What they learn", *offer.learning.split("\n")),
    ]
    if offer.mode != Mode.IN_PERSON:
        rows.append(_row("Online time", *(label for name, label in ONLINE_FACTS.items() if getattr(offer, name))))
    return rows


def _where(offer: Offer) -> Iterator[tuple[str, list[str]]]:
    if offer.mode != Mode.ONLINE:
        yield _row("Address", offer.address, offer.town, offer.postcode)
    chosen = [Adjustment(one).label for one in Adjustment.values if one in offer.adjustments]
    yield _row("What you can do so that more people can come", *chosen, offer.adjustments_note)
    if offer.mode != Mode.ONLINE:
        yield _row(
            "Travel", "You pay for travel" if offer.pays_travel else "You do not pay for travel", offer.travel_note
        )


def _who(offer: Offer) -> Iterator[tuple[str, list[str]]]:
    years = year_groups_in_words(offer.year_groups)
    yield _row("For", years, words.ages_in_words(offer.youngest, offer.oldest))
    yield _row("What they need" if offer.mode == Mode.ONLINE else "What to wear or bring", offer.dress)
    if offer.mode != Mode.ONLINE:
        yield _row("What young people will not do", *offer.banned_tasks.split("\n"))
        yield _row("Who supervises them", offer.supervisor_name, offer.supervisor_phone)


def _when(offer: Offer, sessions: list[Session]) -> Rows:
    rows = [_row(_set(offer, session), *days(session)) for session in sessions] or [_row("Days")]
    last = words.in_words(offer.closes_on) if offer.closes_on else "The day on which the last days begin"
    return [*rows, _row("Last day to apply", last)]


def _set(offer: Offer, session: Session) -> str:
    if offer.mode != Mode.BLENDED:
        return "Days"
    return "Days online" if session.is_online else "Days in person"


def days(session: Session) -> list[str]:
    """When, from when to when, and for how many."""
    held = queries.days_of(session)
    return [words.dates_in_words(held), words.hours_in_words(held), words.places_in_words(session.places)]


def missing_online_facts(offer: Offer) -> bool:
    """Whether some of it is online and would not count as work experience as it is."""
    return offer.mode != Mode.IN_PERSON and not all(getattr(offer, name) for name in ONLINE_FACTS)


def who_sees(offer: Offer, problems: list[Problem], *, on: date) -> str:
    """Who sees it on this day, and if nobody does, why not: a whole sentence or two."""
    if offer.state == OfferState.DRAFT:
        return "Only you and your colleagues see it. It is a draft until you open it."
    if offer.state == OfferState.CLOSED:
        return "Nobody new sees it, because it is closed."
    if current(offer.employer, on=on) is None:
        return "Shown to nobody until your check is accepted. Then it is shown by itself."
    if queries.listed(on).filter(pk=offer.pk).exists():
        return "It is open. Young people and schools may see it."
    return _why_nobody(offer, problems, on)


def _why_nobody(offer: Offer, problems: list[Problem], on: date) -> str:
    """Why nobody sees an open offer of a checked employer."""
    if offer.closes_on and offer.closes_on < on:
        return f"Shown to nobody, because the last day to apply was {words.in_words(offer.closes_on)}."
    if problems:
        return f"Shown to nobody. {problems[0].sentence}"
    return "Shown to nobody new, because all places are taken on the days that are still to come."


def errors(problems: list[Problem]) -> list[tuple[str, str]]:
    """Each sentence with the screen that mends it."""
    return [(problem.sentence, SCREEN_OF.get(problem.field, "when")) for problem in problems]


def first_to_do(problems: list[Problem]) -> str:
    """The screen with which a draft goes on: the first that is not finished."""
    wanted = {screen for _, screen in errors(problems)}
    return next((step for step in STEPS if step in wanted), "check")
