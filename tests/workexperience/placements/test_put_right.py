"""A school puts right what a workplace said, also when the placement has moved on, and marks what nobody marked."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from frontdoor.record.models import Attendance, Participation
from tests.workexperience.factories import SessionFactory, applied
from tests.workexperience.placements.conftest import FRIDAY, MONDAY, MORNING, again, day_of
from tests.workexperience.placements.test_sweep import is_right
from workexperience.applications import moves
from workexperience.models import Application, ApplicationState, Mark
from workexperience.placements import actions, queries, sweep
from workexperience.placements.inbox import due

S = ApplicationState
pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 3, 6, 10, tzinfo=UTC)
LATE = MORNING + timedelta(days=19)


def all_days(one, mark, now=AFTER):
    for day in one.days.all():
        actions.mark(day_id=day.pk, mark=mark, by=None, now=now)


def at_school(one, mark, *, by, now=AFTER, day=MONDAY):
    return actions.mark_at_school(day_id=day_of(one, day).pk, mark=mark, by=by, now=now)


def absent(one, amina, clock):
    clock(AFTER)
    all_days(one, Mark.NOT_HERE)
    for day in one.days.all():
        actions.answer(day_id=day.pk, by=amina, now=AFTER)
    assert again(one).state == S.ABSENT


def in_record(one):
    found = Participation.objects.get(learner=one.learner)
    return found.attendance, found.activity.hours


def test_who_was_unwell_was_there_but_their_hours_are_the_schools_to_say(one, clock, amina):
    clock(AFTER)
    all_days(one, Mark.UNWELL)
    assert again(one).state == S.FEEDBACK
    assert in_record(one)[0] == Attendance.INVITED
    at_school(one, Mark.HERE, by=amina)
    assert in_record(one) == (Attendance.ATTENDED, Decimal("5.50"))


def test_absent_becomes_feedback_and_the_record_says_so(one, clock, amina, week):
    absent(one, amina, clock)
    at_school(one, Mark.HERE, by=amina)
    found = again(one)
    assert (found.state, found.ended_at, found.ended_because) == (S.FEEDBACK, None, "")
    assert in_record(one) == (Attendance.ATTENDED, Decimal("5.50"))
    assert is_right(week)


def test_after_the_time_for_feedback_it_goes_past_it(one, clock, amina):
    absent(one, amina, clock)
    clock(LATE)
    at_school(one, Mark.HERE, by=amina, now=LATE)
    assert again(one).state == S.REFLECTION


def test_counted_becomes_absent_when_nobody_was_there_after_all(one, clock, amina, week):
    clock(AFTER)
    all_days(one, Mark.HERE)
    for now in (LATE, LATE + timedelta(days=28)):
        sweep.move_on(now=now)
    assert again(one).state == S.COUNTED
    clock(LATE)
    for number in range(5):
        at_school(one, Mark.NOT_HERE, by=amina, now=LATE, day=MONDAY + timedelta(days=number))
    assert again(one).state == S.ABSENT
    assert in_record(one)[0] == Attendance.ABSENT
    assert is_right(week)


def test_what_ran_out_unmarked_goes_on_and_takes_its_place_again(one, clock, amina, week):
    clock(LATE)
    sweep.move_on(now=LATE)
    assert (again(one).state, is_right(week)) == (S.EXPIRED, True)
    at_school(one, Mark.HERE, by=amina, now=LATE)
    assert (again(one).state, is_right(week)) == (S.REFLECTION, True)
    assert in_record(one) == (Attendance.ATTENDED, Decimal("5.50"))


def test_who_has_asked_again_is_counted(one, clock, amina, here):
    absent(one, amina, clock)
    again_later = SessionFactory(
        offer=one.offer, first_day=MONDAY + timedelta(days=70), last_day=FRIDAY + timedelta(days=70)
    )
    applied(again_later, institution=here, learner=one.learner)
    at_school(one, Mark.HERE, by=amina)
    assert again(one).state == S.COUNTED


def test_no_other_move_leaves_an_end(one, clock, amina):
    absent(one, amina, clock)
    with pytest.raises(ValueError, match="correction"):
        moves.put_right(moves.locked(one.pk), S.CONFIRMED, by=amina, now=AFTER, words="")


def test_days_that_nobody_has_marked_are_listed_and_linked(one, clock, here, amina, signed_in):
    tuesday = MORNING + timedelta(days=1)
    clock(tuesday)
    assert list(queries.unsaid(here, on=tuesday.date())) == [day_of(one)]
    assert [line.what for line in due(amina, tuesday)] == ["Say who was at a workplace: 1 day"]
    day = reverse("workexperience:placement-day", args=[here.urn, day_of(one).pk])
    client = signed_in(amina)
    for page in (
        reverse("workexperience:placement-days", args=[here.urn]),
        reverse("workexperience:school-application", args=[here.urn, one.pk]),
    ):
        said = client.get(page).content.decode()
        assert "Not said yet" in said
        assert day in said


def test_a_year_of_days_fits_into_the_record(one, clock):
    clock(AFTER)
    first = day_of(one)
    for number in range(190):
        first.pk, first.day = None, MONDAY - timedelta(days=number + 1)
        first.save(force_insert=True)
    Application.objects.get(pk=one.pk).days.update(mark=Mark.HERE, marked_at=MORNING)
    actions.recorded(again(one), AFTER)
    assert in_record(one)[1] == 195 * Decimal("5.50")
