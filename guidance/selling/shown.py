"""What a service sold, as its own pages show it: offers as a school reads them, blocks with where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from frontdoor.ground.years import year_groups_in_words
from guidance.blocks import queries, rules, words
from guidance.blocks.offers import Staff, staff_of
from guidance.models import Service, TimeOffer


@dataclass(frozen=True)
class Shown:
    """An offer and the lines under its name: what stands there and its words."""

    offer: TimeOffer
    lines: list[tuple[str, str]]

    @property
    def price(self) -> str:
        """`£40 a session, without VAT`."""
        return f"{words.price_in_words(self.offer)}, without VAT"

    @property
    def ways(self) -> str:
        """`Video call, phone`."""
        return words.channels_in_words(self.offer.channels)


def as_schools_see(offers: Iterable[TimeOffer], service: Service, *, on: date) -> list[Shown]:
    """Offers of one service as a school reads them. What its advisers are able to do is read from the register."""
    listed = list(offers)
    staff = staff_of([service.pk], on=on).get(service.pk, Staff()) if listed else Staff()
    return [Shown(one, [*_lines(one), ("Advisers", words.staff_in_words(staff))]) for one in listed]


def _lines(offer: TimeOffer) -> list[tuple[str, str]]:
    months = "1 month" if offer.months_valid == 1 else f"{offer.months_valid} months"
    once = f"Up to {words.sessions_in_words(offer.confirms_up_to)}: at once"
    return [
        ("Price", f"{words.price_in_words(offer)}, without VAT"),
        ("Ways of meeting", words.channels_in_words(offer.channels)),
        ("Schools in", words.areas_in_words(offer.areas)),
        ("A session", f"{offer.minutes} minutes"),
        ("Least order", words.sessions_in_words(offer.least_sessions)),
        ("To be used within", months),
        *terms(offer),
        ("Orders are confirmed", once if offer.confirms_up_to else "When you say yes"),
        ("How pupils are kept safe", offer.safeguarding),
    ]


def terms(told: Any) -> list[tuple[str, str]]:
    """When a session goes back, and when a block can be ended: of an offer, or as a block was ordered."""
    hours = "1 hour" if told.notice_hours == 1 else f"{told.notice_hours} hours"
    days = {0: "Until its first day", 1: "Until 1 day before its first day"}
    free = days.get(told.cancel_days, f"Until {told.cancel_days} days before its first day")
    late = f"Goes back to the school when cancelled {hours} before, or by the service"
    return [
        ("A session that is cancelled", late if told.notice_hours else "Goes back to the school until it begins"),
        ("Ending without charge", f"{free}, while nothing of it is booked"),
    ]


@dataclass(frozen=True)
class Sold:
    """A block of `with_left` as a line, and as its own page shows it."""

    block: Any
    stand: rules.Stand

    @property
    def years(self) -> str:
        """`Years 10 and 11`."""
        return year_groups_in_words(self.block.year_groups)

    @property
    def sessions(self) -> str:
        """`10 sessions`."""
        return words.sessions_in_words(self.block.sessions)

    @property
    def is_waiting(self) -> bool:
        """Whether the service has to say yes or no."""
        return self.stand == rules.Stand.ORDERED

    @property
    def is_live(self) -> bool:
        """Whether it counts, so that it can be ended."""
        return self.stand in (rules.Stand.NOT_BEGUN, rules.Stand.HOLDS, rules.Stand.USED_UP)

    @property
    def to_pay(self) -> Decimal:
        """What it costs as it stands now."""
        return queries.to_pay(self.block)


def sold(blocks: Iterable[Any], *, on: date) -> list[Sold]:
    """Blocks of `with_left` with where they stand on a day. No query."""
    return [Sold(one, queries.stand_of(one, on)) for one in blocks]
