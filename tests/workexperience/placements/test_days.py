"""Who was there on each day: said by the workplace, answered by the school, and what follows when the days are over."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.models import Participation
from tests.workexperience.answers.conftest import NOW, SOL, asked
from tests.workexperience.placements.conftest import FRIDAY, MONDAY, MORNING, again, day_of
from workexperience.answers import actions as answers
from workexperience.models import Application, ApplicationState, Mark
from workexperience.placements import actions, queries, sweep
from workexperience.placements.inbox import due

S = ApplicationState
pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 3, 6, 10, tzinfo=UTC)


def mark(one, mark=Mark.HERE, day=MONDAY, now=MORNING, by=None):
    return actions.mark(day_id=day_of(one, day).pk, mark=mark, by=by, now=now)


def mark_all(one, marks=(Mark.HERE,) * 5, by=None):
    for number, each in enumerate(marks):
        mark(one, each, MONDAY + timedelta(days=number), MORNING + timedelta(days=number), by)


def urgent_letters():
    return Letter.objects.filter(kind="placement-urgent").order_by("pk")


@pytest.mark.parametrize("said", [Mark.NOT_HERE, Mark.UNWELL, Mark.WRONG])
def test_last_three_marks_reach_the_school_at_once_and_stay_until_answered(one, clock, here, amina, said):
    clock(MORNING)
    mark(one, said)
    (told,) = urgent_letters()
    assert told.to == amina.email
    assert "01632 960 115" in told.text
    assert one.learner.given_names not in told.text + told.subject
    assert list(queries.urgent(here)) == [day_of(one)]
    assert "Ring now" in next(iter(due(amina, MORNING))).what

    actions.answer(day_id=day_of(one).pk, by=amina, now=MORNING)
    assert not queries.urgent(here).exists()
    assert (day_of(one).answered_by, day_of(one).answered_at) == (amina, MORNING)


def test_here_tells_nobody(one, clock, here):
    clock(MORNING)
    mark(one)
    assert not urgent_letters()
    assert not queries.urgent(here).exists()


def test_same_mark_twice_is_one(one, clock):
    clock(MORNING)
    assert mark(one, Mark.UNWELL) == mark(one, Mark.UNWELL, now=MORNING + timedelta(minutes=1))
    assert day_of(one).marked_at == MORNING
    assert urgent_letters().count() == 1


def test_a_mark_is_put_right_on_the_same_day_and_the_school_told(one, clock, here):
    clock(MORNING)
    mark(one, Mark.NOT_HERE)
    mark(one, Mark.HERE, now=MORNING + timedelta(minutes=20))
    assert [letter.subject[:9] for letter in urgent_letters()] == ["Now: a pu", "Put right"]
    assert not queries.urgent(here).exists()
    clock(MORNING + timedelta(days=1))
    with pytest.raises(Refused, match="before today"):
        mark(one, Mark.UNWELL, now=MORNING + timedelta(days=1))


def test_an_answered_mark_stays(one, clock, amina):
    clock(MORNING)
    mark(one, Mark.UNWELL)
    actions.answer(day_id=day_of(one).pk, by=amina, now=MORNING)
    with pytest.raises(Refused, match="answered"):
        mark(one, Mark.HERE)


def test_a_day_to_come_cannot_be_marked(one, clock):
    clock(MORNING)
    with pytest.raises(Refused, match="not come yet"):
        mark(one, day=FRIDAY)


def test_a_forgotten_day_can_be_marked_later(one, clock):
    later = MORNING + timedelta(days=3)
    clock(later)
    mark(one, now=later)
    assert day_of(one).mark == Mark.HERE


def test_school_marks_a_day_and_puts_one_right(one, clock, amina, here):
    later = MORNING + timedelta(days=2)
    clock(later)
    actions.mark_at_school(day_id=day_of(one).pk, mark=Mark.UNWELL, by=amina, now=later)
    assert day_of(one).answered_by == amina  # nobody has to ring whoever has just said it
    assert not queries.urgent(here).exists()
    actions.mark_at_school(day_id=day_of(one).pk, mark=Mark.HERE, by=amina, now=later)
    assert (day_of(one).mark, day_of(one).answered_by) == (Mark.HERE, None)
    assert not urgent_letters()


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ((Mark.HERE,) * 5, S.FEEDBACK),
        ((Mark.NOT_HERE, Mark.HERE, Mark.UNWELL, Mark.NOT_HERE, Mark.NOT_HERE), S.FEEDBACK),
        ((Mark.NOT_HERE,) * 5, S.ABSENT),
    ],
)
def test_last_mark_after_the_days_moves_it_on(one, clock, amina, marks, state):
    clock(AFTER)
    for number, each in enumerate(marks):
        mark(one, each, MONDAY + timedelta(days=number), AFTER)
    for day in one.days.all():
        actions.answer(day_id=day.pk, by=amina, now=AFTER)
    assert again(one).state == state


def test_nobody_is_absent_before_the_school_has_answered(one, clock, amina):
    clock(AFTER)
    for number in range(5):
        mark(one, Mark.NOT_HERE, MONDAY + timedelta(days=number), AFTER)
    sweep.move_on(now=AFTER)
    assert again(one).state == S.CONFIRMED
    for day in one.days.all():
        actions.answer(day_id=day.pk, by=amina, now=AFTER)
    assert again(one).state == S.ABSENT


def test_pressing_again_and_again_sends_few_letters_and_the_last_is_not_a_false_all_clear(one, clock, amina):
    clock(MORNING)
    for minute in range(12):
        said = Mark.HERE if minute % 2 else Mark.UNWELL
        mark(one, said, now=MORNING + timedelta(minutes=minute))
    assert [letter.subject[:9] for letter in urgent_letters()] == ["Now: a pu", "Put right", "Now: a pu"]
    mark(one, Mark.WRONG, now=MORNING + timedelta(minutes=20))
    assert "something is wrong" in urgent_letters().last().subject


def test_feedback_from_the_last_date_on_which_somebody_comes(clock, week, here, erin, amina):
    type(week).objects.filter(pk=week.pk).update(last_day="2027-03-07")  # a Sunday; the offer is from Monday to Friday
    made = asked(type(week).objects.get(pk=week.pk), institution=here)
    answers.accept(application_id=made.pk, supervision=SOL, by=erin, now=NOW)
    assert not queries.can_write_feedback(again(made), on=FRIDAY)
    assert queries.can_write_feedback(again(made), on=FRIDAY - timedelta(days=1))


def test_last_mark_on_the_last_day_waits_for_its_end(one, clock):
    clock(MORNING + timedelta(days=4))
    mark_all(one)
    assert again(one).state == S.CONFIRMED


def test_feedback_from_the_last_day_and_once(one, clock, erin):
    said = {"application_id": one.pk, "words": "Asked good questions.", "name": "Sol Marsh", "by": None}
    clock(MORNING)
    with pytest.raises(Refused, match="from the last day"):
        actions.give_feedback(**said, now=MORNING)
    friday = MORNING + timedelta(days=4)
    clock(friday)
    mark_all(one)
    assert actions.give_feedback(**said, now=friday) == actions.give_feedback(**said, now=friday)
    assert again(one).state == S.CONFIRMED
    with pytest.raises(Refused, match="written"):
        actions.give_feedback(**said | {"words": "Other words."}, now=friday)


def test_feedback_after_the_days_moves_it_on(one, clock):
    clock(AFTER)
    for number in range(5):
        mark(one, day=MONDAY + timedelta(days=number), now=AFTER)
    actions.give_feedback(application_id=one.pk, words="Good.", name="Sol", by=None, now=AFTER)
    assert (again(one).state, again(one).feedback_name) == (S.REFLECTION, "Sol")


def test_marks_stand_in_the_record_at_once(one, clock):
    clock(MORNING)
    mark(one)
    (part,) = Participation.objects.filter(learner=one.learner)
    assert part.activity.host == one.offer.employer.organisation


def test_employer_has_lines_for_answers_unmarked_days_and_feedback(one, clock, erin):
    tuesday = MORNING + timedelta(days=1)
    clock(tuesday)
    assert [line.what for line in due(erin, tuesday)] == ["Say who was there on Monday"]
    clock(AFTER)
    for number in range(5):
        mark(one, day=MONDAY + timedelta(days=number), now=AFTER)
    assert [line.what for line in due(erin, AFTER)] == ["Write a few words of feedback"]


@pytest.mark.parametrize(("first", "last"), [("2027-03-26", "2027-03-29"), ("2027-10-29", "2027-11-01")])
def test_today_is_londons_today_when_the_clocks_change(clock, here, erin, week, amina, first, last):
    """28 March and 31 October 2027: half past eleven at night is still today, and a day's hours stay as they are."""
    days = {"first_day": first, "last_day": last, "weekdays": [1, 2, 3, 4, 5, 6, 7]}
    type(week).objects.filter(pk=week.pk).update(**days)
    week.offer.employer.checks.update(insured_until="2028-08-31")
    made = asked(type(week).objects.get(pk=week.pk), institution=here)
    answers.accept(application_id=made.pk, supervision=SOL, by=erin, now=NOW)
    late = datetime.fromisoformat(f"{last}T23:30:00").replace(tzinfo=UTC) - timedelta(hours=last == "2027-03-29")
    clock(late)
    for day in made.days.all():
        actions.mark(day_id=day.pk, mark=Mark.HERE, by=None, now=late)
        assert str(day.hours) == "5.50"
    assert Application.objects.get(pk=made.pk).state == S.CONFIRMED  # the last day is not over
    night = late + timedelta(minutes=31)
    clock(night)
    day = made.days.last()
    with pytest.raises(Refused, match="before today"):
        actions.mark(day_id=day.pk, mark=Mark.UNWELL, by=None, now=night)
