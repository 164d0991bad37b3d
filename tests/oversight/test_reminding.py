"""Remind these: what the check says, what goes, and how often."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from benchmarks import tasks
from benchmarks.models import Reminder, ReminderRequest, ReminderStage
from benchmarks.reminders import actions
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Contact, Organisation
from tests.benchmarks.factories import ReturnFactory
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db
REMIND = "/compliance/remind/"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def ask(*institutions: Organisation, by, now: datetime = NOW) -> ReminderRequest:
    return actions.remind_by_hand(
        institutions=[each.pk for each in institutions], asker="Inventshire Careers Hub", by=by, now=now
    )


def test_hub_reminds_the_ones_it_ticked(hugo, here, elsewhere, amina, hana, cora, signed_in):
    client = signed_in(hugo)
    checked = client.get(REMIND, {"urn": [900001]}).content.decode()
    assert "Remind 1 institution" in checked

    response = client.post(REMIND, {"urn": [900001]}, follow=True)

    assert "Reminders are on their way" in response.content.decode()
    assert set(Letter.objects.values_list("to", flat=True)) == {amina.email, hana.email}
    letter = Letter.objects.filter(to=amina.email).get()
    assert letter.subject.startswith("Herefield School (Made-up school): Inventshire Careers Hub")
    assert "We reported elsewhere" in letter.text
    assert Reminder.objects.get().created_by == hugo


def test_all_in_the_list_means_those_of_the_filter_that_have_not_yet_reported(
    hugo, here, elsewhere, beyond, amina, cora, signed_in
):
    ReturnFactory(organisation=elsewhere, submitted=True)

    signed_in(hugo).post(REMIND, {"all": "1", "words": "", "area": "council:X91"})

    assert set(Letter.objects.values_list("to", flat=True)) == {amina.email}


def test_hub_cannot_remind_another_hubs_institution(hugo, beyond, signed_in):
    Contact.objects.create(organisation=beyond, email="office@beyond.example", created_at=NOW)

    signed_in(hugo).post(REMIND, {"urn": [beyond.urn]})

    assert not Letter.objects.exists()


def test_wrong_filter_reminds_nobody(hugo, here, amina, signed_in):
    response = signed_in(hugo).post(REMIND, {"all": "1", "area": "Atlantis"}, follow=True)

    assert "Choose at least one institution" in response.content.decode()
    assert not Letter.objects.exists()


def test_by_hand_is_throttled_for_some_days(hugo, dee, here, amina):
    ask(here, by=hugo)
    with pytest.raises(Refused, match="None of these can be reminded now"):
        ask(here, by=dee, now=NOW + timedelta(days=13))

    ask(here, by=dee, now=NOW + timedelta(days=14))

    assert Letter.objects.count() == 2


def test_days_between_two_are_data(hugo, here, amina):
    ReminderStage.objects.filter(key="by-hand").update(rest_days=2)
    ask(here, by=hugo)

    assert ask(here, by=hugo, now=NOW + timedelta(days=2)).letters == 1


def test_check_says_what_the_button_does(hugo, here, elsewhere, council, amina, cora, signed_in):
    ReturnFactory(organisation=elsewhere, submitted=True)
    lost = SchoolFactory(council=council)

    page = signed_in(hugo).get(REMIND, {"urn": [here.urn, elsewhere.urn, lost.urn]}).content.decode()

    numbers = [part.split("institution")[0].strip() for part in page.split('govuk-summary-list__value">')[1:]]
    assert numbers == ["3", "1", "1", "1"]  # chosen, will be reminded, no contact, left out


def test_many_are_left_to_a_worker_and_made_once(hugo, council, django_capture_on_commit_callbacks):
    schools = [SchoolFactory(council=council) for _ in range(actions.AT_ONCE + 1)]
    Contact.objects.bulk_create(
        Contact(organisation=each, email=f"office@{each.urn}.example", created_at=timezone.now()) for each in schools
    )
    with django_capture_on_commit_callbacks() as callbacks:
        asked = ask(*schools, by=hugo)
    assert (asked.done_at, len(callbacks), Letter.objects.count()) == (None, 1, 0)

    tasks.pick_up_requests()
    tasks.remind(asked.pk)

    asked.refresh_from_db()
    assert asked.done_at
    assert asked.reminded == asked.letters == Letter.objects.count() == actions.AT_ONCE + 1


def test_switched_off_by_the_department(hugo, here, amina, signed_in):
    ReminderStage.objects.filter(key="by-hand").update(active=False)

    response = signed_in(hugo).get(REMIND, {"urn": [here.urn]}, follow=True)

    assert "Reminders by hand are switched off for now." in response.content.decode()
