"""Putting the adult service in place."""

import pytest

from frontdoor.careers.advisers.actions import put_adult_service
from frontdoor.careers.advisers.queries import adult_service, shipped
from frontdoor.careers.models import AdultService

pytestmark = pytest.mark.django_db


def test_shipped_service_becomes_a_row_once():
    put_adult_service()
    put_adult_service()

    assert [(row.name, row.phone) for row in AdultService.objects.all()] == [(shipped().name, shipped().phone)]


def test_what_an_editor_wrote_stays_and_is_shown_at_once():
    put_adult_service()
    assert adult_service().phone == shipped().phone
    row = AdultService.objects.get()
    row.phone = "0800 000 111"
    row.save()

    put_adult_service()

    assert adult_service().phone == "0800 000 111"
