"""What is done by processes that are killed in the middle (`tests.faults.mortal`)."""

from collections.abc import Callable
from datetime import datetime

import time_machine

Arm = Callable[[], None]


def send_booking(*, arm: Arm, email: str, sent: dict[str, str], now: str) -> None:
    """Somebody presses "Book this meeting", and a web process answers."""
    from django.test import Client  # noqa: PLC0415 only once Django is set up

    from frontdoor.people.models import User  # noqa: PLC0415

    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        client = Client(SERVER_NAME="frontdoor.example")
        client.force_login(User.objects.get(email=email))
        arm()
        answer = client.post("/guidance/book/", sent, secure=True)
    assert answer.status_code == 302, answer.content[:300]
    assert "/guidance/booked/" in answer["Location"], answer["Location"]


def offer_times(*, arm: Arm, service: int, now: str) -> None:
    """A worker offers what is free to whoever waits."""
    from guidance.tasks import offer_free_times  # noqa: PLC0415

    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        arm()
        offer_free_times(service)
