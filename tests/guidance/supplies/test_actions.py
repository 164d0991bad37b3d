"""Choosing, changing and ending: what is stored, who is written to, and what a second press does."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Role
from guidance.models import Supply
from guidance.supplies import actions, queries
from guidance.supplies.rules import Stand
from tests.factories import MembershipFactory, member
from tests.guidance.factories import ServiceFactory, adviser_at, bought
from tests.guidance.supplies.conftest import NOW, TERMS, TODAY, terms

LATER = NOW + timedelta(hours=1)


def letters(kind):
    return list(Letter.objects.filter(kind=kind).order_by("to"))


def stand(supply, on=TODAY):
    supply.refresh_from_db()
    return queries.standing_of(supply, on=on).stand


def test_choosing_is_stored_and_those_who_run_the_service_are_told(chosen, leo, service):
    assert (chosen.year_groups, chosen.first_day, chosen.last_day) == ([10, 11], TODAY, None)
    (letter,) = letters("supply-chosen")
    assert letter.to == leo.email
    assert "Years 10 and 11" in letter.text
    assert f"/guidance/services/{service.organisation_id}/" in letter.text
    assert is_wanted(letter, now=NOW)


def test_the_same_choice_twice_is_one_row_and_one_letter(chosen, here, service, amina):
    assert actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=LATER) == chosen
    assert len(letters("supply-chosen")) == 1


def test_another_choice_of_the_same_service_is_a_sentence(chosen, here, service, amina):
    with pytest.raises(Refused, match="You have chosen Inventshire Advisers already"):
        actions.choose(institution=here, service=service, terms=terms(12), by=amina, now=LATER)


def test_a_service_that_stopped_taking_schools_is_a_sentence(here, service, amina):
    service.takes_schools = False
    service.save(update_fields=["takes_schools"])
    with pytest.raises(Refused, match="takes no new schools"):
        actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=NOW)


def test_what_is_chosen_stays_when_the_service_stops_taking_schools(chosen, service):
    service.takes_schools = False
    service.save(update_fields=["takes_schools"])
    assert actions.change(supply_id=chosen.pk, terms=terms(11), by=chosen.created_by, now=LATER).year_groups == [11]


def test_own_staff_are_the_schools_own_and_get_no_letter(here, elsewhere, amina, cora):
    own = adviser_at(here).service
    made = actions.choose(institution=here, service=own, terms=TERMS, by=amina, now=NOW)
    assert made.service.kind == "Own staff"
    assert not Letter.objects.filter(kind__startswith="supply-").exists()
    with pytest.raises(Refused, match="takes no new schools"):
        actions.choose(institution=elsewhere, service=own, terms=TERMS, by=cora, now=NOW)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (terms(), "at least one year group"),
        (terms(3), "not year groups of Herefield School"),
        (terms(11, last=TODAY - timedelta(1)), "The last day must be"),
        (terms(11, first=date(1900, 1, 4)), "The first day must be today or in the future"),
        (terms(11, first=date(2062, 1, 4)), "The first day must be within the next two years"),
    ],
)
def test_nonsense_is_refused(here, service, amina, told, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.choose(institution=here, service=service, terms=told, by=amina, now=NOW)


def test_who_left_or_only_teaches_changes_nothing(chosen, here, service, bryn, cora, leo):
    for by in (bryn, cora, leo):
        with pytest.raises(Refused, match="no longer work there"):
            actions.choose(institution=here, service=service, terms=TERMS, by=by, now=NOW)
        with pytest.raises(Refused, match="no longer work there"):
            actions.change(supply_id=chosen.pk, terms=terms(11), by=by, now=NOW)
        with pytest.raises(Refused, match="no longer work there"):
            actions.end_by_school(supply_id=chosen.pk, because="", by=by, now=NOW)
    for by in (bryn, cora, chosen.created_by):
        with pytest.raises(Refused, match="no longer work there"):
            actions.end_by_service(supply_id=chosen.pk, because="No time", by=by, now=NOW)


def test_after_its_last_day_a_service_can_be_chosen_again(here, service, amina, leo):
    first = actions.choose(institution=here, service=service, terms=terms(10, last=TODAY), by=amina, now=NOW)
    tomorrow = NOW + timedelta(1)
    second = actions.choose(
        institution=here, service=service, terms=terms(11, first=TODAY + timedelta(1)), by=amina, now=tomorrow
    )
    assert first.pk != second.pk
    assert stand(first, on=tomorrow.date()) == Stand.OVER
    assert [row.supply.pk for row in queries.of_school(here, on=tomorrow.date())] == [second.pk, first.pk]


def test_a_change_is_stored_and_told_and_the_same_again_is_silent(chosen, amina, leo):
    told = terms(11, 12, last=date(2027, 7, 16))
    for _ in range(2):
        actions.change(supply_id=chosen.pk, terms=told, by=amina, now=LATER)
    (letter,) = letters("supply-changed")
    assert (letter.to, is_wanted(letter, now=LATER)) == (leo.email, True)
    assert "Years 11 and 12" in letter.text
    assert "16 July 2027" in letter.text


def test_a_letter_about_a_change_that_was_changed_again_does_not_go(chosen, amina):
    for minutes, years in enumerate([(11,), (12,), (11,)]):
        actions.change(supply_id=chosen.pk, terms=terms(*years), by=amina, now=LATER + timedelta(minutes=minutes))
    told = [is_wanted(letter, now=LATER) for letter in Letter.objects.filter(kind="supply-changed").order_by("pk")]
    assert told == [True, False, True]


def test_the_first_day_stays_once_it_has_begun(chosen, amina):
    with pytest.raises(Refused, match="begun already"):
        actions.change(supply_id=chosen.pk, terms=terms(10, first=date(2027, 1, 4)), by=amina, now=LATER)


def test_a_year_group_that_is_no_more_can_be_kept_in_a_change(chosen, here, amina):
    here.age_high = 15
    here.save(update_fields=["age_high"])
    changed = actions.change(supply_id=chosen.pk, terms=terms(9, 11), by=amina, now=LATER)
    assert changed.year_groups == [9, 11]


def test_ending_by_the_school_is_told_once_and_takes_back_what_waits(chosen, amina, leo):
    actions.end_by_school(supply_id=chosen.pk, because="  We have our own now. ", by=amina, now=LATER)
    actions.end_by_school(supply_id=chosen.pk, because="Again", by=amina, now=LATER)
    assert stand(chosen) == Stand.OVER
    assert chosen.ended_because == "We have our own now."
    (letter,) = letters("supply-ended")
    assert letter.to == leo.email
    assert "We have our own now." in letter.text
    assert is_wanted(letter, now=LATER)
    assert not is_wanted(letters("supply-chosen")[0], now=LATER)


def test_ending_needs_no_reason_from_the_school(chosen, amina):
    actions.end_by_school(supply_id=chosen.pk, because="", by=amina, now=LATER)
    assert "says why" not in letters("supply-ended")[0].text


def test_the_service_ends_with_a_reason_and_the_school_is_told(chosen, amina, hana, bryn, leo):
    with pytest.raises(Refused, match="Say why"):
        actions.end_by_service(supply_id=chosen.pk, because=" ", by=leo, now=LATER)
    actions.end_by_service(supply_id=chosen.pk, because="Our adviser has left.", by=leo, now=LATER)
    actions.end_by_service(supply_id=chosen.pk, because="Twice", by=leo, now=LATER)
    told = letters("supply-stopped")
    assert [letter.to for letter in told] == [amina.email, hana.email]
    assert "Our adviser has left." in told[0].text
    assert "/guidance/suppliers/900001/" in told[0].text


def test_who_is_leader_and_head_gets_one_letter(chosen, here, amina, leo):
    MembershipFactory(user=amina, organisation=here, role=Role.HEAD)
    actions.end_by_service(supply_id=chosen.pk, because="Our adviser has left.", by=leo, now=LATER)
    assert len(letters("supply-stopped")) == 1


def test_a_letter_about_an_end_does_not_go_once_it_is_chosen_again(chosen, here, service, amina):
    actions.end_by_school(supply_id=chosen.pk, because="", by=amina, now=LATER)
    actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=LATER)
    assert not is_wanted(letters("supply-ended")[0], now=LATER)


def test_what_has_not_begun_and_is_ended_leaves_the_list(here, service, amina):
    coming = terms(10, first=date(2027, 1, 4))
    made = actions.choose(institution=here, service=service, terms=coming, by=amina, now=NOW)
    assert stand(made) == Stand.NOT_BEGUN
    actions.end_by_school(supply_id=made.pk, because="", by=amina, now=LATER)
    assert queries.of_school(here, on=TODAY) == []
    assert Supply.objects.count() == 1


def test_what_is_over_cannot_be_changed(chosen, amina):
    actions.end_by_school(supply_id=chosen.pk, because="", by=amina, now=LATER)
    with pytest.raises(Refused, match="has ended already"):
        actions.change(supply_id=chosen.pk, terms=terms(11), by=amina, now=LATER)


def test_suppliers_of_a_year_group_on_a_day(chosen, here, service, elsewhere):
    assert list(queries.suppliers(here, 11, on=TODAY)) == [service]
    assert list(queries.suppliers(here, on=TODAY)) == [service]
    assert not queries.suppliers(here, 12, on=TODAY)
    assert not queries.suppliers(here, 11, on=TODAY - timedelta(1))
    assert not queries.suppliers(elsewhere, on=TODAY)


def test_an_ended_supply_held_until_the_day_before(chosen, here, amina):
    actions.end_by_school(supply_id=chosen.pk, because="", by=amina, now=NOW + timedelta(2))
    assert queries.suppliers(here, on=TODAY + timedelta(1)).exists()
    assert not queries.suppliers(here, on=TODAY + timedelta(2)).exists()


def test_supplied_by_lists_the_schools_by_name_without_what_is_over(chosen, here, elsewhere, service, amina, cora):
    coming = terms(12, first=date(2027, 1, 4))
    second = actions.choose(institution=elsewhere, service=service, terms=coming, by=cora, now=NOW)
    assert list(queries.supplied_by(service, TODAY)) == [second, chosen]
    actions.end_by_school(supply_id=chosen.pk, because="", by=amina, now=LATER)
    assert list(queries.supplied_by(service, TODAY)) == [second]


def test_for_adults_are_adult_services_with_an_adviser(db):
    with_one = ServiceFactory(organisation__kind="adult-service")
    ServiceFactory(organisation__kind="adult-service")
    adviser_at(with_one.organisation)
    adviser_at(ServiceFactory().organisation, "other@advisers.example")
    assert list(queries.for_adults()) == [with_one]


def test_letters_go_to_nobody_who_left(here, service, amina, leo):
    member("lia@advisers.example", "Lia", service.organisation, Role.ADVISER_LEAD)
    leo.memberships.update(ended_at=NOW)
    actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=NOW)
    assert [letter.to for letter in letters("supply-chosen")] == ["lia@advisers.example"]


@pytest.mark.parametrize("by_school", [True, False])
def test_who_was_bought_from_is_not_ended_while_sessions_are_left(here, service, amina, leo, by_school):
    block = bought(here, service, 1)
    supply = Supply.objects.get()
    end, by = (actions.end_by_school, amina) if by_school else (actions.end_by_service, leo)
    with pytest.raises(Refused, match="that is not used up"):
        end(supply_id=supply.pk, because="Enough.", by=by, now=NOW)
    block.ended_by, block.ended_at = amina, NOW
    block.save()
    assert end(supply_id=supply.pk, because="Enough.", by=by, now=NOW).ended_at == NOW
