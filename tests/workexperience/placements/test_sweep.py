"""What moves on by itself, and checks that run out between a yes and the days: no place lost, none given twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.record.models import Participation, Reason
from tests.workexperience.answers.conftest import NOW, SOL, asked
from tests.workexperience.factories import CheckFactory, SessionFactory, applied
from tests.workexperience.placements.conftest import FRIDAY, MONDAY, MORNING, again, day_of
from workexperience.answers import actions as answers
from workexperience.applications import moves
from workexperience.checks import actions as checks
from workexperience.checks import expiry
from workexperience.models import HOLDING, Application, ApplicationState, Mark, Offer
from workexperience.placements import actions, sweep

S = ApplicationState
pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 3, 6, 10, tzinfo=UTC)


def at(clock, now):
    clock(now)
    sweep.move_on(now=now)


def letters(kind):
    return Letter.objects.filter(kind=kind)


def is_right(session):
    """As many places are taken as applications hold one, and no more than there are."""
    session.refresh_from_db()
    held = Application.objects.filter(session=session, state__in=HOLDING).count()
    return session.taken == held <= session.places


def mark_all(one, mark=Mark.HERE, now=AFTER):
    for day in one.days.all():
        actions.mark(day_id=day.pk, mark=mark, by=None, now=now)


def test_an_offered_place_runs_out_and_the_next_is_offered_it(clock, week, here, amina, erin):
    type(week).objects.filter(pk=week.pk).update(places=1)
    first, second, third = (asked(week, institution=here) for _ in range(3))
    moves.put(moves.locked(first.pk), S.WITHDRAWN, by=None, now=NOW)
    assert again(second).state == S.OFFERED
    at(clock, NOW + timedelta(days=3, minutes=1))
    assert (again(second).state, again(third).state) == (S.EXPIRED, S.OFFERED)
    assert is_right(week)


def test_other_days_run_out(clock, week, here, amina, erin):
    one = asked(week, institution=here)
    other = SessionFactory(offer=week.offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    answers.offer_other_days(application_id=one.pk, session_id=other.pk, online_session_id=None, by=erin, now=NOW)
    at(clock, NOW + timedelta(days=7))
    assert again(one).state == S.EXPIRED
    assert is_right(week)
    assert is_right(other)
    assert letters("placement-over").count() == 1


def test_whatever_is_not_confirmed_ends_on_the_first_day(clock, week, here, amina, erin):
    waits = asked(week, institution=here)
    school = applied(week, institution=here)
    at(clock, MORNING - timedelta(days=1))
    assert {again(waits).state, again(school).state} == {S.EMPLOYER, S.SCHOOL}
    at(clock, MORNING)
    assert {again(waits).state, again(school).state} == {S.EXPIRED}
    assert not Reason.objects.filter(source_key=moves.reason_key(waits), ended_at=None).exists()


def test_the_whole_way_after_the_days(one, clock):
    clock(AFTER)
    mark_all(one)
    assert again(one).state == S.FEEDBACK
    at(clock, MORNING + timedelta(days=18))
    assert again(one).state == S.FEEDBACK
    at(clock, MORNING + timedelta(days=19))
    assert again(one).state == S.REFLECTION
    assert not Reason.objects.filter(source_key=moves.reason_key(one), ended_at=None).exists()
    at(clock, MORNING + timedelta(days=19 + 28))
    found = again(one)
    assert (found.state, found.ended_because) == (S.COUNTED, "Counted without a reflection.")


def test_days_marked_on_time_move_on_in_the_night(one, clock):
    for number, day in enumerate(one.days.all()):
        clock(MORNING + timedelta(days=number))
        actions.mark(day_id=day.pk, mark=Mark.HERE, by=None, now=MORNING + timedelta(days=number))
    assert again(one).state == S.CONFIRMED
    at(clock, datetime(2027, 3, 6, 0, 1, tzinfo=UTC))
    assert again(one).state == S.FEEDBACK


def test_unmarked_days_are_asked_for_once_each_and_end_after_14_days(one, clock, erin):
    at(clock, MORNING + timedelta(days=1))
    at(clock, MORNING + timedelta(days=1, hours=3))
    assert letters("placement-unmarked").count() == 1
    at(clock, AFTER)
    assert letters("placement-unmarked").count() == 5
    assert one.learner.given_names not in " ".join(letters("placement-unmarked").values_list("text", flat=True))
    at(clock, MORNING + timedelta(days=19))
    assert (again(one).state, again(one).ended_because) == (S.EXPIRED, "Nobody said who was there.")


def test_one_marked_day_is_enough_to_go_on(one, clock):
    clock(MORNING)
    actions.mark(day_id=day_of(one).pk, mark=Mark.HERE, by=None, now=MORNING)
    at(clock, MORNING + timedelta(days=19))
    assert again(one).state in (S.FEEDBACK, S.REFLECTION)


def test_link_is_sent_on_the_working_day_before_and_once(one, clock, erin):
    Application.objects.filter(pk=one.pk).update(link_hash="")
    at(clock, datetime(2027, 2, 25, 12, tzinfo=UTC))  # a Thursday
    assert not letters("placement-day-link").exists()
    at(clock, datetime(2027, 2, 26, 0, 5, tzinfo=UTC))  # Friday before Monday
    at(clock, datetime(2027, 2, 28, 12, tzinfo=UTC))
    assert [letter.to for letter in letters("placement-day-link")] == [erin.email]


def test_school_hears_a_week_before_unmarked_days_end_once(one, clock, amina):
    at(clock, MORNING + timedelta(days=10))
    assert not letters("placement-unsaid-school")
    at(clock, MORNING + timedelta(days=11))
    at(clock, MORNING + timedelta(days=11, minutes=10))
    (letter,) = letters("placement-unsaid-school")
    assert letter.to == amina.email
    assert "19 March 2027" in letter.text
    assert one.learner.given_names not in letter.text


def test_one_that_cannot_be_moved_on_stops_no_other_and_the_run_says_so(one, clock, week, here, caplog):
    other = asked(SessionFactory(), institution=here)
    name = one.learner.given_names
    mark_days(one)
    Offer.objects.filter(pk=one.offer_id).update(title="")  # the record takes nothing without a name
    clock(AFTER)
    with pytest.raises(RuntimeError, match="1 applications"):
        sweep.move_on(now=AFTER)
    assert (again(one).state, again(other).state) == (S.CONFIRMED, S.EXPIRED)
    assert f"Application {one.pk} could not" in caplog.text
    assert name not in caplog.text


def mark_days(one):
    one.days.update(mark=Mark.HERE, marked_at=MORNING)


def test_a_run_with_nothing_to_do_looks_at_nothing(one, clock, employer, erin):
    """A day that has been asked for is not asked for again, and one that is accepted waits for what is missing."""
    clock(AFTER)
    assert sweep.move_on(now=AFTER) > 0
    assert sweep.move_on(now=AFTER) == 0
    Application.objects.filter(pk=one.pk).update(state=S.ACCEPTED, contact_phone="")
    one.days.update(day=F("day") + timedelta(days=30))
    assert not sweep.checked_again(on=AFTER.date()).exists()


def test_unchanged_days_are_not_written_again(one):
    with CaptureQueriesContext(connection) as queries:
        actions.make_days(moves.locked(one.pk))
    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_letter_about_feedback_goes_only_while_it_is_due(one, clock, erin):
    mark_days(one)
    at(clock, AFTER)
    letter = letters("placement-feedback-due").get()
    assert is_wanted(letter, now=AFTER)
    at(clock, MORNING + timedelta(days=19))
    assert not is_wanted(letter, now=AFTER)


def test_nobody_is_asked_for_feedback_when_its_time_has_passed(one, clock, erin):
    mark_days(one)
    at(clock, MORNING + timedelta(days=30))
    assert again(one).state == S.REFLECTION
    assert not letters("placement-feedback-due")


@pytest.mark.parametrize(
    ("day", "after"), [(date(2027, 2, 25), date(2027, 2, 26)), (date(2027, 2, 26), MONDAY), (date(2027, 2, 27), MONDAY)]
)
def test_next_working_day_is_no_weekend(day, after):
    assert sweep.next_working_day(day) == after


def test_repeating_it_changes_nothing(one, clock):
    at(clock, MORNING + timedelta(days=19))
    before = list(Application.objects.values()), Letter.objects.count()
    at(clock, MORNING + timedelta(days=19))
    assert before == (list(Application.objects.values()), Letter.objects.count())


# --- A check that runs out, or is withdrawn, between the yes and the days ------------------------------------------


def test_a_check_that_runs_out_puts_placements_on_hold_and_a_new_one_brings_them_back(
    one, clock, employer, week, hub, here
):
    employer.checks.update(insured_until=date(2027, 2, 10))
    at(clock, datetime(2027, 2, 10, 23, tzinfo=UTC))
    assert again(one).state == S.CONFIRMED
    at(clock, datetime(2027, 2, 11, 0, 5, tzinfo=UTC))
    found = again(one)
    assert (found.state, is_right(week)) == (S.ACCEPTED, True)
    assert [letter.to for letter in letters("placement-on-hold")] == [one.learner.account.email]
    assert "Do not go there until you hear from us" in letters("placement-on-hold").get().text
    assert letters("placement-on-hold-school").get().to == "amina@herefield.example"
    at(clock, datetime(2027, 2, 11, 0, 15, tzinfo=UTC))
    assert letters("placement-on-hold").count() == 1

    later = datetime(2027, 2, 20, 9, tzinfo=UTC)
    clock(later)
    employer.checks.update(replaced_at=later)
    CheckFactory(employer=employer, accepted_by_hub=True)
    sweep.move_on(now=later)
    assert (again(one).state, is_right(week)) == (S.CONFIRMED, True)
    assert letters("placement-on").count() == 2


def test_withdrawing_a_check_acts_at_once_and_accepting_one_too(one, clock, employer, week, council, hugo, here):
    employer.organisation.council = council
    employer.organisation.save(update_fields=["council"])
    type(week).objects.filter(pk=week.pk).update(places=1)
    waits = asked(week, institution=here)
    assert again(waits).state == S.WAITING
    later = NOW + timedelta(days=1)
    clock(later)
    checks.withdraw(check_id=employer.checks.get().pk, because="No insurance.", by=hugo, now=later)
    assert (again(one).state, again(waits).state) == (S.ACCEPTED, S.WAITING)
    assert letters("placement-on-hold").count() == 1

    moves.put(moves.locked(one.pk), S.WITHDRAWN, by=None, now=later)  # frees the place: nobody gets it without a check
    assert (again(waits).state, is_right(week)) == (S.WAITING, True)
    another = applied(week, institution=here)
    ready = moves.ready(moves.locked(another.pk), by=None, now=later)
    assert ready.state == S.WAITING

    new = CheckFactory(employer=employer)
    checks.accept(check_id=new.pk, by=hugo, now=later)
    assert (again(waits).state, again(another).state) == (S.OFFERED, S.WAITING)
    assert is_right(week)


def test_a_check_that_ends_in_the_middle_keeps_the_days_that_were(one, clock, employer):
    clock(MORNING)
    actions.mark(day_id=day_of(one).pk, mark=Mark.HERE, by=None, now=MORNING)
    employer.checks.update(insured_until=MONDAY)
    at(clock, MORNING + timedelta(days=1))
    assert again(one).state == S.ACCEPTED
    at(clock, MORNING + timedelta(days=19))
    assert again(one).state in (S.FEEDBACK, S.REFLECTION)


@pytest.mark.parametrize("mark", ["", Mark.NOT_HERE])
def test_on_hold_to_the_end_and_never_there_runs_out(one, clock, employer, amina, mark):
    if mark:
        clock(MORNING)
        actions.mark(day_id=day_of(one).pk, mark=mark, by=None, now=MORNING)
        actions.answer(day_id=day_of(one).pk, by=amina, now=MORNING)
    employer.checks.update(insured_until=MONDAY)
    at(clock, MORNING + timedelta(days=1))
    at(clock, MORNING + timedelta(days=19))
    assert again(one).state == S.EXPIRED
    assert Participation.objects.filter(learner=one.learner).exists() == bool(mark)


def test_schools_with_somebody_there_later_are_told_before_at_each_stage_once(
    one, clock, employer, here, amina, elsewhere, cora
):
    employer.checks.update(insured_until=FRIDAY - timedelta(days=1))
    told = []
    for days in (61, 60, 59, 30, 7, 7, 1, -1):
        now = datetime(2027, 3, 4, 9, 10, tzinfo=UTC) - timedelta(days=days)
        clock(now)
        expiry.remind_of_expiry(on=now.date(), now=now)
        told.append(letters("check-ending-school").count())
    assert told == [0, 1, 1, 2, 3, 3, 3, 3]
    letter = letters("check-ending-school").first()
    assert letter.to == amina.email
    assert "One of your pupils or learners has a confirmed placement" in letter.text
    assert one.learner.given_names not in letter.text


def test_schools_without_days_after_its_end_are_not_told(one, clock, employer):
    employer.checks.update(insured_until=FRIDAY)
    now = datetime(2027, 2, 26, 9, 10, tzinfo=UTC)
    clock(now)
    expiry.remind_of_expiry(on=now.date(), now=now)
    assert not letters("check-ending-school").exists()


def test_without_the_sweep_the_yes_still_needs_a_check(clock, week, here, amina, erin, employer):
    """The twin of the tests above: `settle` itself asks, whenever it runs."""
    one = asked(week, institution=here)
    answers.accept(application_id=one.pk, supervision=SOL, by=erin, now=NOW)
    employer.checks.update(insured_until=NOW.date() - timedelta(days=1))
    assert actions.settle(moves.locked(one.pk), by=None, now=NOW).state == S.ACCEPTED
