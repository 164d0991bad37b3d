"""What the register asks of people on `/to-do/`."""

from datetime import date, timedelta

import pytest

from frontdoor.organisations.models import Role
from guidance.advisers import inbox, queries
from tests.factories import member
from tests.guidance.advisers.conftest import LAST, NOW
from tests.guidance.factories import ProofFactory, adviser_at


def asked(user, now=NOW) -> list[tuple[str, date | None]]:
    return [(one.what, one.by) for one in inbox.due(user, now)]


def test_an_adviser_is_asked_for_what_is_missing_until_it_is_sent(new) -> None:
    assert asked(new.user) == [("Send your qualification", None), ("Send your DBS check", None)]
    ProofFactory(adviser=new, waiting=True)
    assert asked(new.user) == [("Send your DBS check", None)]


def test_and_to_change_what_was_sent_back(new, lena) -> None:
    ProofFactory(adviser=new, accepted=False, note="Wrong", decided_by=lena)
    assert asked(new.user)[0] == ("Change your qualification and send it again", None)
    assert next(iter(inbox.due(new.user, NOW))).why == "Lena Lead sent it back with a note."


def test_and_to_renew_in_the_last_60_days_only(ada) -> None:
    assert asked(ada.user) == []
    before = NOW.replace(year=2028, month=7, day=1)
    assert asked(ada.user, before) == []
    within = NOW.replace(year=2028, month=7, day=10)
    assert asked(ada.user, within) == [("Renew your DBS check before it runs out", LAST)]
    ProofFactory(adviser=ada, dbs=True, until=LAST + timedelta(days=365))
    assert asked(ada.user, within) == []


def test_a_register_is_renewed_and_never_missed(ada) -> None:
    ProofFactory(adviser=ada, register=True, until=date(2026, 12, 31))
    (due,) = inbox.due(ada.user, NOW)
    assert due.what == "Renew your entry in a professional register before it runs out"
    assert "all the same" in due.why
    assert asked(ada.user, NOW.replace(year=2027)) == []


def test_whoever_runs_the_service_decides_within_a_week(new, lena) -> None:
    ProofFactory(adviser=new, waiting=True)
    assert asked(lena) == [("Decide about a proof of Ada Viser", date(2026, 9, 21))]
    ProofFactory(adviser=new, dbs=True, waiting=True)
    assert asked(lena) == [("Decide about 2 proofs of Ada Viser", date(2026, 9, 21))]


def test_many_are_one_line_that_counts_them_all(service, lena) -> None:
    for number in range(7):
        one = adviser_at(service.organisation, f"a{number}@advisers.example", f"Name {number}")
        ProofFactory(adviser=one, waiting=True)
    (due,) = inbox.due(lena, NOW)
    assert due.what == "Decide about 7 proofs of 7 advisers"
    assert due.url == f"/guidance/services/{service.organisation_id}/"


def test_nobody_is_asked_about_their_own_or_others_or_those_who_left(service, lena, new, amina) -> None:
    ProofFactory(adviser=new, waiting=True)
    both = member("both@advisers.example", "Bo Both", service.organisation, Role.ADVISER_LEAD)
    both.memberships.create(organisation=service.organisation, role=Role.ADVISER, created_at=NOW)
    ProofFactory(adviser=both.advising.get(), waiting=True)
    assert [what for what, _ in asked(both) if what.startswith("Decide")] == ["Decide about a proof of Ada Viser"]
    assert asked(amina) == []
    new.user.memberships.update(ended_at=NOW)
    assert list(queries.waiting_with(both)) == []
    assert asked(new.user) == []


@pytest.mark.parametrize("role", [Role.TEACHER, Role.EMPLOYER])
def test_who_has_no_part_in_it_costs_no_question_of_this_room(role, here, django_assert_num_queries) -> None:
    person = member("p@herefield.example", "P", here, role)
    person.asked_memberships = list(person.memberships.select_related("organisation"))
    with django_assert_num_queries(0):
        assert asked(person) == []
