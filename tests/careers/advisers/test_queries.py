"""Which adult service is shown, and what asking for it costs."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache

from frontdoor.careers.advisers import queries
from frontdoor.careers.advisers.queries import adult_service, shipped, talk
from frontdoor.careers.models import AdultService


def service(name: str, starts: date) -> AdultService:
    return AdultService.objects.create(
        name=name,
        phone="0800 000 000",
        hours="Always.",
        text="Advice.",
        website="https://advice.example/",
        starts=starts,
        reviewed=starts,
    )


@pytest.mark.django_db
def test_shipped_facts_stand_where_no_row_says_otherwise():
    assert adult_service().phone == shipped().phone == "0800 100 900"
    assert shipped().reviewed == date(2026, 11, 21)
    shipped().clean_fields()


@pytest.mark.django_db
@time_machine.travel("2026-11-21 12:00Z")
def test_service_that_started_last_is_shown():
    service("Now", date(2026, 10, 1))
    service("Before", date(2020, 1, 1))
    service("Next year", date(2027, 1, 1))

    assert adult_service().name == "Now"


@pytest.mark.django_db
def test_next_service_is_shown_from_its_day_on():
    service("Next year", date(2027, 1, 1))
    with time_machine.travel("2026-12-31 12:00Z"):
        assert adult_service().name == shipped().name
    cache.clear()
    with time_machine.travel("2027-01-01 12:00Z"):
        assert adult_service().name == "Next year"


@pytest.mark.django_db
def test_service_is_asked_for_once_a_minute(django_assert_num_queries):
    with django_assert_num_queries(1):
        talk()
        talk()


@pytest.mark.django_db
def test_ask_an_adviser_leads_to_booking_once_there_is_one(monkeypatch):
    monkeypatch.setattr(queries, "is_there", lambda _: False)
    assert talk().href == "#adviser"
    monkeypatch.setattr(queries, "is_there", lambda path: path == "/guidance/")
    assert talk().href == "/guidance/"
