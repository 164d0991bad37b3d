"""Where pupils stand with what they should have, and the lists of those who still need it."""

from datetime import date

import pytest

from benchmarks.entitlements import queries
from benchmarks.entitlements.shape import State, entitlements, for_year, with_id
from frontdoor.ground.years import academic_year
from frontdoor.record.models import ActivityKind, Attendance, Part, ProviderKind
from frontdoor.record.queries import roll
from tests.benchmarks.counting.test_queries import TODAY, took_part
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db
SEVEN = [Part.PURPOSE, Part.OUTCOMES, Part.STAFF, Part.TRAINEES]


def standing(institution, learner, key) -> queries.Standing:
    found = queries.standings(institution, roll(institution, today=TODAY), today=TODAY, whole_roll=True)
    return next(one for one in found[learner.pk] if one.entitlement.id == key)


def test_every_year_from_7_to_13_has_entitlements_and_no_other() -> None:
    assert all(len(for_year(year)) >= 4 for year in range(7, 14))
    assert not for_year(6)
    assert not for_year(None)
    assert len({one.id for one in entitlements()}) == len(entitlements())


@pytest.mark.parametrize(
    ("key", "now_in", "due"),
    [
        ("guidance-16", 11, date(2027, 8, 31)),
        ("guidance-16", 9, date(2029, 8, 31)),
        ("provider-access-8-9", 8, date(2028, 2, 28)),
        ("provider-access-8-9", 9, date(2027, 2, 28)),
        ("employer", 7, date(2027, 8, 31)),
    ],
)
def test_each_is_due_when_its_year_group_ends(key, now_in, due) -> None:
    assert with_id(key).due_on("2026-27", now_in) == due


def test_a_meeting_is_not_yet_then_in_hand_then_done(here) -> None:
    learner = enrolled(here).learner
    assert standing(here, learner, "guidance-16").state == State.NOT_YET
    booked = took_part([learner], Attendance.INVITED, day=date(2026, 11, 19), adviser_level=None)
    assert standing(here, learner, "guidance-16").state == State.IN_HAND
    booked.participations.update(attendance=Attendance.ATTENDED)
    assert standing(here, learner, "guidance-16").state == State.NOT_YET  # the adviser's level is not known
    booked.adviser_level = 6
    booked.save()
    assert standing(here, learner, "guidance-16").state == State.DONE


def test_every_kind_of_provider_is_needed(here) -> None:
    learner = enrolled(here).learner
    for number, kind in enumerate(ProviderKind, 1):
        took_part([learner], kind=ActivityKind.PROVIDER, parts=SEVEN, provider_kinds=[kind])
        found = standing(here, learner, "providers")
        assert (found.have, found.progress) == (number, f"{number} of 4")
    assert found.state == State.DONE


def test_days_are_shown_with_what_is_still_missing(here) -> None:
    learner = enrolled(here).learner
    assert standing(here, learner, "days-10-11").progress == "0 of 5"
    took_part([learner], kind=ActivityKind.WORKPLACE, hours=17.5, last_day=date(2026, 10, 7))
    assert standing(here, learner, "days-10-11").progress == "3.5 in person"


@pytest.mark.parametrize("number", [1, 12])
def test_a_whole_school_costs_the_same_at_any_size(here, number, django_assert_num_queries) -> None:
    for index in range(number):
        took_part([enrolled(here, year_group=7 + index % 7).learner])
    everyone = list(roll(here, today=TODAY))
    queries.standings(here, everyone, today=TODAY, whole_roll=True)
    with django_assert_num_queries(1):  # all that the pupils have; the rule of this year is kept for a minute
        queries.standings(here, everyone, today=TODAY, whole_roll=True)


def test_the_grid_counts_every_pupil_once_in_each_row(here, signed_in, amina) -> None:
    for _ in range(3):
        enrolled(here)
    took_part([enrolled(here).learner])
    everyone = list(roll(here, today=TODAY))
    cells = queries.grid(everyone, queries.standings(here, everyone, today=TODAY))
    assert {cell.number for cell in cells} == {4}
    guidance = next(cell for cell in cells if cell.entitlement.id == "guidance-16")
    assert guidance.counts == {State.DONE: 1, State.IN_HAND: 0, State.NOT_YET: 3}


def test_pages_show_who_still_needs_what_in_few_queries(here, amina, signed_in, django_assert_max_num_queries) -> None:
    year = academic_year(date.today())  # the pages take the day from the clock
    done, waits = enrolled(here).learner, enrolled(here).learner
    took_part([done], day=date(int(year[:4]), 9, 10))
    client = signed_in(amina)
    client.get("/learners/900001/gaps/")
    for path in ("gaps/", "gaps/group/?group=11", "gaps/guidance-16/11/", f"{waits.pk}/"):
        with django_assert_max_num_queries(12):
            answer = client.get(f"/learners/900001/{path}")
        assert answer.status_code == 200
    page = client.get("/learners/900001/gaps/guidance-16/11/").content.decode()
    assert waits.name in page
    assert done.name not in page
    assert done.name in client.get("/learners/900001/gaps/guidance-16/11/?state=done").content.decode()


@pytest.mark.parametrize("path", ["guidance-16/13", "nothing/11"])
def test_a_list_that_is_not_there_is_not_found(here, amina, signed_in, path) -> None:
    assert signed_in(amina).get(f"/learners/900001/gaps/{path}/").status_code == 404
