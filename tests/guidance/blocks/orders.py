"""An order as a test says it."""

from datetime import date, datetime

from frontdoor.people.models import User
from guidance.blocks import actions
from guidance.blocks.actions import Order
from guidance.models import Block, TimeOffer
from tests.guidance.booking.people import NOW

TODAY = NOW.date()
ASKED = {"sessions": 20, "year_groups": (11, 10), "first_day": date(2026, 9, 14), "order_number": " PO 77 "}


def order(offer: TimeOffer, here, by: User, key: str = "one", now: datetime = NOW, **more) -> Block:
    """Twenty sessions for Years 10 and 11 from 14 September 2026, unless said."""
    return actions.order(institution=here, offer_id=offer.pk, asked=Order(**ASKED | more), key=key, by=by, now=now)


def decide(block: Block, by: User, *, yes: bool = True, note: str = "", now: datetime = NOW) -> Block:
    return actions.decide(block_id=block.pk, accepted=yes, note=note, by=by, now=now)
