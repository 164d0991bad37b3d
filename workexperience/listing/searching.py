"""A search of the listing ends in one of a few named ways; each has words of its own on the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from frontdoor.organisations.models import Point
from frontdoor.organisations.places.queries import Answer, Whereabouts, locate
from workexperience.listing import finding
from workexperience.listing.cards import Card, cards
from workexperience.listing.finding import COUNTED, Hits
from workexperience.listing.wanted import WIDEST, Wanted
from workexperience.models import Mode

BESIDE = 3  # online offers beside those with a place
WIDER = 5  # offers from further away, when there is none near


class Outcome(StrEnum):
    """How a search ends."""

    RESULTS = "results"
    NONE_NEAR = "none-near"
    NONE = "none"
    WHICH = "which"
    NOT_KNOWN = "not-known"
    OUTSIDE_ENGLAND = "outside-england"


NOT_FOUND = {
    Whereabouts.OUTSIDE_ENGLAND: Outcome.OUTSIDE_ENGLAND,
    Whereabouts.NOT_KNOWN: Outcome.NOT_KNOWN,
    Whereabouts.SEVERAL: Outcome.WHICH,
}


@dataclass(frozen=True)
class Lines:
    """Offers as they are shown, how many there are (None: not counted again), and where the next page begins."""

    cards: Sequence[Card] = ()
    number: int | None = 0
    after: str = ""

    @property
    def count(self) -> str:
        """`1 offer`, `23 offers`, `More than 100 offers`."""
        if self.number is not None and self.number > COUNTED:
            return f"More than {COUNTED} offers"
        return f"{self.number} offer{'' if self.number == 1 else 's'}"


@dataclass(frozen=True)
class Found:
    """The end of a search: the offers with a place, or of mode online those; `wider` ones from further; `online` beside."""

    outcome: Outcome
    wanted: Wanted
    answer: Answer | None = None
    lines: Lines = field(default_factory=Lines)
    wider: Lines = field(default_factory=Lines)
    online: Lines = field(default_factory=Lines)

    @property
    def point(self) -> Point | None:
        """The place that was asked for, where it is known."""
        return self.answer.point if self.answer else None

    @property
    def is_online(self) -> bool:
        """Whether only online offers were asked for."""
        return self.wanted.mode == Mode.ONLINE

    @property
    def found_nothing(self) -> bool:
        """Whether the first page of a search that asked for something found no offer with a place: unmet demand."""
        asked = self.wanted.where or self.wanted.is_narrow
        return bool(asked) and not self.is_online and self.outcome in (Outcome.NONE_NEAR, Outcome.NONE)


def search(wanted: Wanted, *, today: date) -> Found:
    """Find the place, then the offers. None of the messages to the database grows with the page.

    At most seven of them where something is near; where nothing is, wider searches ask up to four more.
    """
    if wanted.mode == Mode.ONLINE:
        lines = _lines(finding.soonest(wanted, online=True, today=today), wanted, today)
        return Found(Outcome.RESULTS if lines.cards else Outcome.NONE, wanted, lines=lines)
    answer = locate(wanted.where) if wanted.where else None
    if answer and answer.point is None:
        return Found(NOT_FOUND[answer.outcome], wanted, answer)
    if answer and answer.point:
        return _near(wanted, answer, answer.point, today)
    hits = finding.soonest(wanted, online=False, today=today)
    found = Found(Outcome.RESULTS if hits.page else Outcome.NONE, wanted, lines=_lines(hits, wanted, today))
    return replace(found, online=_online(wanted, today))


def _near(wanted: Wanted, answer: Answer, point: Point, today: date) -> Found:
    hits = finding.near(wanted, point, miles=wanted.within, today=today)
    found = Found(Outcome.RESULTS, wanted, answer, _lines(hits, wanted, today), online=_online(wanted, today))
    if hits.page or wanted.after:
        return found
    further: Hits = Hits([], 0)
    if wanted.within < WIDEST:
        further = finding.near(wanted, point, miles=WIDEST, today=today, limit=WIDER)
    if not further.page:
        further = finding.near(wanted, point, miles=None, today=today, limit=WIDER)
    return replace(found, outcome=Outcome.NONE_NEAR, wider=_lines(further, wanted, today))


def _online(wanted: Wanted, today: date) -> Lines:
    """The first online offers of the same search; none on later pages, and none where only a place will do."""
    if wanted.mode or wanted.after:
        return Lines()
    hits = finding.soonest(wanted, online=True, today=today, limit=COUNTED)
    return _lines(replace(hits, page=hits.page[:BESIDE]), wanted, today)


def _lines(hits: Hits, wanted: Wanted, today: date) -> Lines:
    if not hits.page:
        return Lines((), hits.number)
    return Lines(cards(hits.page, today=today, first=wanted.first, last=wanted.last), hits.number, hits.after)
