"""What an offer of adviser time can say. Pure: no Django."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from guidance.blocks.rules import MOST_SESSIONS, SESSION

MOST_PRICE = Decimal(10_000)  # pounds: so that the price of the longest block has room in its column
UNKNOWN = "Choose from the lists."
# The least and the most of each number that a service types.
LIMITS: dict[str, tuple[int, int]] = {
    "sessions_a_day": (1, 20),
    "minutes": (15, 120),
    "least_sessions": (1, 500),
    "months_valid": (1, 24),
    "notice_hours": (0, 336),
    "cancel_days": (0, 365),
    "confirms_up_to": (0, MOST_SESSIONS),
}


def problem_with(facts: Mapping[str, Any]) -> str:
    """What is wrong with an offer, as a sentence; empty when nothing is."""
    if not facts["channels"]:
        return "Choose at least one way of meeting."
    if not Decimal(0) <= facts["price"] <= MOST_PRICE:
        return f"Enter a price from 0 to {MOST_PRICE:,} pounds."
    if facts["priced_by"] == SESSION and facts["sessions_a_day"] != 1:
        return "A price for a session has one session."
    for name, (least, most) in LIMITS.items():
        if not least <= facts[name] <= most:
            return f"Enter numbers in their limits: {name.replace('_', ' ')} is from {least} to {most:,}."
    return ""
