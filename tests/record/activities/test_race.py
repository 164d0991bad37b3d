"""The same form posted twice at once records one activity; its twin, without the shared key, records two."""

import itertools

import pytest

from frontdoor.record.activities import actions
from frontdoor.record.models import Activity, Participation
from tests.benchmarks.test_races import at_once
from tests.record.activities.conftest import NOW, talk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def twice(here, amina, year11, keys):
    def log():
        return actions.log_activity(
            institution=here, by=amina, now=NOW, facts=talk(), attended=year11, source="x", source_key=next(keys)
        )

    return at_once(log, log)


def test_the_same_form_posted_twice_at_once_is_one_activity(here, amina, year11) -> None:
    one, two = twice(here, amina, year11, itertools.repeat("log:1"))
    assert one == two == Activity.objects.get()
    assert Participation.objects.count() == 4


def test_twin_without_the_shared_key_there_are_two(here, amina, year11) -> None:
    twice(here, amina, year11, (f"log:{n}" for n in itertools.count()))
    assert Activity.objects.count() == 2
