"""An offer as a test says it."""

from decimal import Decimal

from guidance.selling.actions import Facts

FACTS = Facts(
    name="By the session",
    channels=("video", "phone"),
    areas=("London",),
    priced_by="session",
    price=Decimal("40.50"),
    sessions_a_day=1,
    minutes=45,
    least_sessions=5,
    months_valid=12,
    notice_hours=48,
    cancel_days=14,
    confirms_up_to=20,
    safeguarding="Every call is in a room of its own.",
)
TYPED = {
    "name": "By the session",
    "channels": ["video", "phone"],
    "areas": ["London"],
    "priced_by": "session",
    "price_session": "40.50",
    "price_day": "",
    "sessions_a_day": "",
    "minutes": "45",
    "least_sessions": "5",
    "months_valid": "12",
    "notice_hours": "48",
    "cancel_days": "14",
    "confirms_up_to": "20",
    "safeguarding": "Every call is in a room of its own.",
}
