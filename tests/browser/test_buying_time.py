"""Journey: from "who still needs a meeting" to booked meetings with bought adviser time, in one sitting of eight pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Organisation
from guidance.models import Block, BlockedPeriod, Channel, Draw, Meeting, Service
from tests.browser.visitors import Forms
from tests.guidance.factories import ServiceFactory, TimeOfferFactory, WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIST = "/learners/900001/gaps/guidance-16/11/"
BOOK = "Book and invite 3 pupils"
ENOUGH = 8  # pages


@pytest.fixture
def at_monday() -> Iterator[None]:
    """It is Monday 23 November 2026, 9am, and the clock goes on: a browser waits by it."""
    with time_machine.travel(MONDAY, tick=True):
        yield


@pytest.fixture
def services(at_monday: None) -> list[Service]:
    """Three that sell time by video, each with an adviser who is there each morning."""
    made = []
    for name, price in (("Eastway Advisers", 45), ("Northway Advisers", 40), ("Westway Advisers", 50)):
        service = ServiceFactory(organisation__name=name)
        channels = [Channel.VIDEO.value]
        TimeOfferFactory(service=service, price=price, channels=channels, name=f"Guidance by {name}")
        adviser = able_adviser(service.organisation, f"ada@{name[:4].lower()}.example", f"Ada {name[:4]}")
        for weekday in range(5):
            WeeklyFactory(adviser=adviser, weekday=weekday, starts_at=time(9), ends_at=time(12), channels=channels)
        made.append(service)
    return made


@pytest.fixture
def year_11(here: Organisation) -> list[Any]:
    """Three of 16, and one of 15 for whom nobody has said yes to video."""
    born = [date(2010, 9, 2)] * 3 + [date(2011, 8, 30)]
    people = [
        LearnerFactory(given_names=name, date_of_birth=day)
        for name, day in zip(("Ama", "Ben", "Cai", "Dot"), born, strict=True)
    ]
    for one in people:
        enrolled(here, learner=one, email=f"{one.given_names.lower()}@pupils.example")
    return people


def order(visitor: Any) -> list[str]:
    """From the list to the confirmed block; the pages on the way."""
    visitor.open(LIST)
    seen = [visitor.heading]
    assert "Not yet: 4 pupils" in visitor.text
    visitor.press("Meetings with bought adviser time")
    seen.append(visitor.heading)
    for said in ("You chose 4 pupils", "£160", "£180", "£200", "Confirmed at once"):
        assert said in visitor.text
    visitor.follow("Order from Northway Advisers")
    seen.append(visitor.heading)
    assert visitor.value("How many sessions?") == "4"
    visitor.fill("Purchase order number", "PO 4471")
    visitor.press("Continue")
    seen.append(visitor.heading)
    assert "Your order is confirmed at once" in visitor.text
    visitor.press("Order")
    return [*seen, visitor.heading]


def block_a_day(visitor: Any) -> str:
    """No meetings on Wednesday, when the first one would be; the page that follows."""
    visitor.tick("Year 11")
    visitor.fill_date("First day", "25", "11", "2026")
    visitor.fill("Why, if you would like to say", "Mock exams")
    visitor.press("Add")
    assert "Mock exams" in visitor.text
    assert visitor.heading == "Times without meetings"
    return visitor.heading


def press_again(visitor: Any, plan: tuple[str, Any]) -> None:
    """The same press once more: the page is loaded again, or sent again by somebody who went back to the plan."""
    if isinstance(visitor, Forms):
        visitor.url, visitor.tree = plan
        visitor.press(BOOK)
    else:
        visitor.page.reload()


def test_from_the_shortage_to_meetings_in_one_sitting(visitor, here, amina, services, year_11):
    visitor.sign_in(amina)
    seen = order(visitor)
    assert (seen[-1], Block.objects.get().sessions) == ("Times without meetings", 4)
    seen.append(block_a_day(visitor))
    assert BlockedPeriod.objects.get().year_group == 11
    visitor.follow("Continue with 4 pupils")
    seen.append(visitor.heading)
    assert "There is a time for 3 of 4 pupils" in visitor.text
    assert "Thursday 26 November 2026" in visitor.text
    assert "Wednesday 25 November 2026" not in visitor.text
    assert "Who is left, and why" in visitor.text
    assert "Dot Inventedson" in visitor.text.partition("Who is left, and why")[2]
    assert not Meeting.objects.exists()
    plan = (visitor.path, getattr(visitor, "tree", None))
    visitor.press(BOOK)
    seen.append(visitor.heading)

    assert visitor.heading.startswith("3 pupils have a meeting")
    assert len(seen) <= ENOUGH, seen
    assert Meeting.objects.values("learner").distinct().count() == Meeting.objects.count() == 3
    letters = Letter.objects.filter(kind="meeting-booked")
    assert sorted(letters.values_list("to", flat=True)) == [f"{one}@pupils.example" for one in ("ama", "ben", "cai")]

    press_again(visitor, plan)
    assert visitor.heading == "Nobody new has a meeting"
    assert Meeting.objects.count() == Draw.objects.count() == letters.count() == 3

    visitor.open(LIST)
    visitor.press("Meetings with bought adviser time")
    visitor.open("/guidance/suppliers/900001/fill/")
    assert "3 have a meeting already" in visitor.text
    assert "Dot Inventedson" in visitor.text.partition("Who is left, and why")[2]
