"""Naming the safeguarding contact: who may, what it opens, and that it is looked at once a year."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Scope
from frontdoor.record.care import actions
from frontdoor.record.inbox import due
from frontdoor.record.models import SafeguardingContact
from frontdoor.record.queries import has_safeguarding_contact
from tests.record.factories import SafeguardingContactFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DETAILS = {
    "name": "Sade Guard",
    "job_title": "Designated safeguarding lead",
    "phone": "01632 960 001",
    "email": "safe@herefield.example",
}


def name(here, by, now=NOW, **changes) -> SafeguardingContact:
    return actions.name_contact(institution=here, **DETAILS | changes, by=by, now=now)


def page(school) -> str:
    return f"/learners/{school.urn}/safeguarding/"


@time_machine.travel(NOW)
def test_leader_names_the_contact_and_every_colleague_sees_it(amina, bryn, here, signed_in) -> None:
    answer = signed_in(amina).post(page(here), DETAILS | {"name": "Sade   Guard"})

    assert answer.status_code == 302
    here.refresh_from_db()
    assert has_safeguarding_contact(here)
    body = signed_in(bryn).get(page(here)).content.decode()
    assert "Sade Guard" in body
    assert 'href="tel:01632960001"' in body
    assert '<form method="post" novalidate>' not in body


def test_teacher_may_look_and_not_change(bryn, here, signed_in) -> None:
    assert signed_in(bryn).get(page(here)).status_code == 200
    assert signed_in(bryn).post(page(here), DETAILS).status_code == 403
    assert not SafeguardingContact.objects.exists()


def test_a_wrong_number_is_told_and_what_was_typed_is_kept(amina, here, signed_in) -> None:
    body = signed_in(amina).post(page(here), DETAILS | {"phone": "ask the office"}).content.decode()

    assert "Enter a whole phone number" in body
    assert "ask the office" in body
    assert not SafeguardingContact.objects.exists()
    with pytest.raises(Refused, match="whole phone number"):
        name(here, amina, phone="999")


def test_saving_the_same_details_says_that_they_are_still_right(amina, hana, here) -> None:
    named = name(here, amina, now=datetime(2025, 9, 1, 12, tzinfo=UTC))
    name(here, hana)

    named.refresh_from_db()
    assert (named.reviewed_on, named.created_by) == (date(2026, 11, 22), amina)


def test_a_change_is_kept_in_the_history(amina, hana, here) -> None:
    named = name(here, amina)
    name(here, hana, phone="01632 960 002")

    named.refresh_from_db()
    assert (named.phone, named.created_by) == ("01632 960 002", hana)
    event = named.events.get()
    assert (event.phone, event.created_by_id) == ("01632 960 001", amina.pk)


def test_to_do_asks_for_a_contact_where_there_is_none(amina, hana, bryn, here) -> None:
    for who, number in ((amina, 1), (hana, 1), (bryn, 0)):
        assert [one.what for one in due(who, NOW)] == ["Name your safeguarding contact"] * number
    here.scope = Scope.OUT
    here.save()
    assert list(due(amina, NOW)) == []


def test_to_do_asks_to_check_it_after_a_year(amina, here) -> None:
    SafeguardingContactFactory(institution=here, reviewed_on=date(2025, 11, 23))
    assert list(due(amina, NOW)) == []

    SafeguardingContact.objects.update(reviewed_on=date(2025, 11, 22))

    (one,) = due(amina, NOW)
    assert (one.what, one.by) == ("Check that your safeguarding contact is still right", date(2026, 11, 22))
