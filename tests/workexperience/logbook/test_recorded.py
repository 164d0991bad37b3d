"""What a placement writes into the record, and the days that it counts for."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.entitlements.queries import standings
from frontdoor.record.activities.actions import can_change
from frontdoor.record.models import Activity, ActivityKind, Part
from frontdoor.record.queries import roll
from tests.workexperience.logbook.conftest import MONDAY, NOW, mark, went
from workexperience.logbook.rules import Held, Was, outcome
from workexperience.models import Happened, Mark, OfferKind
from workexperience.placements import recorded

MARKS = ["here", "not-here", "unwell", "wrong", ""]
pytestmark = pytest.mark.django_db


def row(placement, online=False):
    return Activity.objects.get(source_key=recorded.key_of(placement, online=online))


def mark_of(activity):
    return activity.participations.get().attendance


def days(placement, here) -> str:
    pupils = roll(here, today=NOW.date())
    found = standings(here, pupils, today=NOW.date())[placement.learner_id]
    one = next(one.days for one in found if one.entitlement.id == "days-10-11")
    return f"{one.words}. {one.why}".strip() if one else ""


def test_nothing_is_written_before_a_day_is_marked(placement, here):
    recorded.record_placement(placement, NOW)
    assert not Activity.objects.exists()
    assert days(placement, here) == ""


def test_five_days_in_person_and_two_short_ones_online(placement, here):
    went(placement)
    said = days(placement, here)
    assert said.startswith("5.0 in person + 0.0 online. It was online, and this is not recorded: feedback")
    placement.feedback, placement.feedback_at = "Sami measured well.", NOW
    placement.save()
    recorded.record_placement(placement, NOW)
    assert days(placement, here) == "5.0 in person + 1.0 online."
    week = row(placement)
    assert (week.day, week.last_day, week.hours, week.mode) == (MONDAY, date(2027, 3, 5), Decimal(30), "in-person")
    assert (week.kind, week.host, week.institution) == (
        ActivityKind.WORKPLACE, placement.offer.employer.organisation, here
    )  # fmt: skip
    assert not can_change(week)


def test_only_attended_dates_and_hours_are_written(placement):
    mark(placement, Mark.HERE, MONDAY, date(2027, 3, 3))
    mark(placement, Mark.UNWELL, date(2027, 3, 2))
    week = row(placement)
    assert (week.dates, week.hours) == ([MONDAY, date(2027, 3, 3)], Decimal(12))
    assert mark_of(week) == "attended"
    assert mark_of(row(placement, online=True)) == "invited"


def test_a_mark_that_is_put_right_changes_it_and_one_taken_back_takes_it_away(placement):
    mark(placement, Mark.NOT_HERE, online=False)
    assert mark_of(row(placement)) == "absent"
    mark(placement, Mark.HERE, MONDAY)
    assert (mark_of(row(placement)), row(placement).hours) == ("attended", Decimal(6))
    mark(placement, "")
    assert not Activity.objects.exists()


def test_the_same_again_changes_nothing(placement):
    went(placement)
    before = list(Activity.objects.values())
    recorded.record_placement(placement, NOW)
    assert list(Activity.objects.values()) == before


def test_a_learner_who_has_left_the_roll_is_still_marked(placement):
    placement.learner.enrolments.update(ended_on=MONDAY)
    went(placement)
    assert mark_of(row(placement)) == "attended"


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (OfferKind.TALK, ActivityKind.EMPLOYER),
        (OfferKind.INTERVIEW, ActivityKind.EMPLOYER),
        (OfferKind.VISIT, ActivityKind.WORKPLACE),
        (OfferKind.PROJECT, ActivityKind.WORKPLACE),
    ],
)
def test_each_kind_of_offer_is_a_kind_of_activity(placement, kind, wanted):
    placement.offer.kind = kind
    placement.offer.save()
    went(placement)
    assert row(placement).kind == wanted


def test_what_was_part_of_it_comes_from_the_offer_the_learner_and_what_was_written(placement):
    placement.offer.has_task = placement.offer.has_live_contact = False
    placement.offer.save()
    went(placement)
    assert set(row(placement).parts) == {Part.PURPOSE, Part.OUTCOMES}
    placement.happened, placement.reflection, placement.reflected_at = [*Happened], "I learned to ask.", NOW
    placement.feedback, placement.feedback_at = "Sami measured well.", NOW
    placement.save()
    recorded.record_placement(placement, NOW)
    seven = {Part.PURPOSE, Part.OUTCOMES, Part.TWO_WAY, Part.REFLECTION, Part.RANGE_OF_PEOPLE, Part.TASK, Part.FEEDBACK}
    assert set(row(placement).parts) == seven
    assert row(placement).participations.get().feedback is True


HELD = st.builds(
    Held,
    day=st.integers(0, 30).map(lambda n: MONDAY + timedelta(days=n)),
    ends_at=st.times(),
    hours=st.decimals(0, 12, places=2),
    is_online=st.just(False),
    mark=st.sampled_from(MARKS),
)


@given(st.lists(HELD, max_size=10))
def test_hours_and_dates_are_those_of_the_days_that_it_is_about(found):
    said = outcome(found)
    here_on = [day for day in found if day.mark == "here"]
    if not found:
        assert said is None
    elif here_on:
        assert (said.was, said.hours) == (Was.ATTENDED, sum(day.hours for day in here_on))
        assert set(said.dates) == {day.day for day in here_on}
    else:
        assert (said.was == Was.ABSENT) is all(day.mark == "not-here" for day in found)
        assert said.hours == sum(day.hours for day in found)
