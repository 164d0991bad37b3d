"""A search of the listing ends in one of a few named ways; each has words of its own on the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial

from frontdoor.careers.advisers.models import AdultService
from frontdoor.careers.advisers.queries import current_service
from frontdoor.ground.asking import Question, ask
from frontdoor.organisations.models import Point
from frontdoor.organisations.places.queries import Answer, Whereabouts, whereabouts
from workexperience.listing import cards, finding
from workexperience.listing.cards import Card, Page
from workexperience.listing.finding import COUNTED, Query
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
    """The end of a search: the offers with a place, or of mode online those; `wider` ones from further; `online` beside.

    `service` is the adult service of today, None where no row says one: the page tells of it whatever was found.
    """

    outcome: Outcome
    wanted: Wanted
    service: AdultService | None
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
    """Find the place, then the offers: two messages to the database, one without a place; where nothing is near, two more."""
    if wanted.where and wanted.mode != Mode.ONLINE:
        return _around(wanted, today)
    online = wanted.mode == Mode.ONLINE
    query = finding.soonest_query(wanted, online=online, today=today)
    service, page, *beside = ask(current_service(today), _page(query, wanted, today), *_beside(wanted, today))
    outcome = Outcome.RESULTS if (page.cards if online else page.hits.page) else Outcome.NONE
    return Found(outcome, wanted, service, lines=_lines(page), online=_lines(*beside))


def _around(wanted: Wanted, today: date) -> Found:
    """What must be known first is asked in one message: where it is."""
    service, answer = ask(current_service(today), whereabouts(wanted.where))
    if answer.point is None:
        return Found(NOT_FOUND[answer.outcome], wanted, service, answer)
    near = partial(finding.near_query, wanted, answer.point, today=today, few=finding.few(wanted))
    # The near ones come last: what is set before them holds to the end of the message.
    *beside, page = ask(*_beside(wanted, today), _page(near(miles=wanted.within), wanted, today))
    found = Found(Outcome.RESULTS, wanted, service, answer, _lines(page), online=_lines(*beside))
    if page.hits.page or wanted.after:
        return found
    for miles in [None] if wanted.within == WIDEST else [WIDEST, None]:
        (page,) = ask(_page(near(miles=miles, limit=WIDER, counts=False), wanted, today))
        if page.hits.page:
            break
    return replace(found, outcome=Outcome.NONE_NEAR, wider=_lines(page))


def _beside(wanted: Wanted, today: date) -> list[Question[Page]]:
    """The first online offers of the same search; none on later pages, and none where only a place will do."""
    if wanted.mode or wanted.after:
        return []
    return [_page(finding.soonest_query(wanted, online=True, today=today, limit=BESIDE), wanted, today)]


def _page(query: Query, wanted: Wanted, today: date) -> Question[Page]:
    return cards.page(query, today=today, first=wanted.first, last=wanted.last)


def _lines(page: Page | None = None) -> Lines:
    return Lines(page.cards, page.hits.number, page.hits.after) if page else Lines()
