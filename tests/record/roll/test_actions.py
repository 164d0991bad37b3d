"""What a file does to a roll: joiners, changes, leavers; the same file twice does nothing; no school learns of another."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.ground.importing import Report
from frontdoor.ground.refused import Refused
from frontdoor.record.access import learners_at
from frontdoor.record.models import Carer, Enrolment, Learner, LinkState, Need, NewYear, PendingLink
from frontdoor.record.queries import roll as on_roll
from frontdoor.record.roll import actions, queries
from frontdoor.record.roll.parse import read_roll
from tests.factories import SchoolFactory
from tests.record.factories import SafeguardingContactFactory, enrolled
from tests.record.roll.files import HEADER, roll_file, row, upn

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _contacts(here, elsewhere) -> None:
    for school in (here, elsewhere):
        SafeguardingContactFactory(institution=school)


def load(school, data: bytes, *, now: datetime = NOW, **more):
    report = Report()
    roll = read_roll(data, today=now.date())
    actions.load(roll=roll, institution=school, now=now, report=report, **{"many_may_leave": True} | more)
    return report.counts


def counted(counts) -> tuple[int, int, int, int]:
    return counts.created, counts.updated, counts.unchanged, counts.rejected


def test_a_roll_is_loaded_and_the_school_sees_its_pupils(here, amina) -> None:
    assert counted(load(here, roll_file(row(1), row(2)), by=amina)) == (2, 0, 0, 0)
    first = on_roll(here, today=TODAY).first()
    assert (first.upn, first.year_group, first.tutor_group) == (upn(1), 11, "11A")
    assert (first.learner.given_names, first.learner.date_of_birth) == ("Given1", date(2011, 3, 4))
    assert (first.started_on, first.created_by) == (TODAY, amina)
    assert learners_at(here, today=TODAY).count() == 2


def test_the_same_file_twice_changes_nothing(here) -> None:
    header = [*HEADER, "Preferred Forename", "Parent Email", "SEN Status", "Admission Date"]
    data = roll_file(
        [*row(1), "Gi", "p@q.example", "K", "01/09/2022"], [*row(2, UPN=""), "", "", "", ""], header=header
    )
    load(here, data, with_needs=True)
    before = [list(model.objects.order_by("pk").values()) for model in (Learner, Enrolment, Carer, Need)]
    assert counted(load(here, data, with_needs=True, now=NOW + timedelta(days=3))) == (0, 0, 2, 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Learner, Enrolment, Carer, Need)] == before


def test_facts_that_changed_are_changed_and_nothing_else(here) -> None:
    load(here, roll_file(row(1), row(2)))
    other = row(1, **{"Legal Surname": "Newname", "Year Group": "12", "Reg Group": "12Z"})
    assert counted(load(here, roll_file(other, row(2)))) == (0, 1, 1, 0)
    found = Enrolment.objects.get(upn=upn(1))
    assert (found.learner.family_name, found.year_group, found.tutor_group) == ("Newname", 12, "12Z")
    assert found.learner.date_of_birth == date(2011, 3, 4)


def test_an_empty_cell_clears_a_group_and_keeps_a_birth_date_and_year(here) -> None:
    load(here, roll_file(row(1)))
    load(here, roll_file(row(1, **{"Reg Group": "", "DOB": "", "Year Group": ""})))
    found = Enrolment.objects.get()
    assert (found.tutor_group, found.year_group, found.learner.date_of_birth) == ("", 11, date(2011, 3, 4))


def test_who_is_not_in_the_file_leaves_and_is_seen_no_more(here, amina) -> None:
    load(here, roll_file(row(1), row(2)))
    assert counted(load(here, roll_file(row(2)), by=amina)) == (0, 1, 1, 0)
    assert Enrolment.objects.get(upn=upn(1)).ended_on == TODAY
    assert learners_at(here, today=TODAY).count() == 1
    assert Learner.objects.count() == 2


def test_a_leaving_date_that_is_past_ends_the_enrolment_on_that_day(here) -> None:
    header = [*HEADER, "Leaving Date"]
    load(here, roll_file(*[row(n) for n in range(1, 4)]), now=NOW - timedelta(days=90))
    data = roll_file(
        [*row(1), "18/11/2026"], [*row(2), "20/11/2026"], [*row(3), ""], [*row(4), "01/07/2025"], header=header
    )
    assert counted(load(here, data)) == (0, 1, 2, 0)
    assert Enrolment.objects.get(upn=upn(1)).ended_on == date(2026, 11, 18)
    assert counted(load(here, data)) == (0, 0, 2, 0)
    assert not Enrolment.objects.filter(upn=upn(4)).exists()


def test_more_than_a_fifth_leaving_is_refused_until_somebody_says_so(here) -> None:
    load(here, roll_file(*[row(n) for n in range(10)]))
    assert counted(load(here, roll_file(*[row(n) for n in range(2, 10)]), many_may_leave=False)) == (0, 2, 8, 0)
    fewer = roll_file(*[row(n) for n in range(4, 10)])
    with pytest.raises(Refused, match="2 of 8 pupils leave, more than a fifth"):
        load(here, fewer, many_may_leave=False)
    assert Enrolment.objects.filter(ended_on=None).count() == 8
    assert counted(load(here, fewer)) == (0, 2, 6, 0)


def test_who_comes_back_has_the_same_record(here) -> None:
    load(here, roll_file(row(1), row(2)))
    load(here, roll_file(row(2)))
    assert counted(load(here, roll_file(row(1, **{"Year Group": "12"}), row(2)))) == (1, 0, 1, 0)
    assert Learner.objects.count() == 2
    assert [one.ended_on for one in Enrolment.objects.filter(upn=upn(1)).order_by("pk")] == [TODAY, None]
    assert learners_at(here, today=TODAY).count() == 2


def test_without_a_upn_a_pupil_is_known_by_name_and_birth_date(here) -> None:
    load(here, roll_file(row(1, UPN="")))
    assert counted(load(here, roll_file(row(1, UPN="", **{"Year Group": "12"})))) == (0, 1, 0, 0)
    assert counted(load(here, roll_file(row(1)))) == (0, 1, 0, 0)
    assert Enrolment.objects.get().upn == upn(1)


def test_a_temporary_upn_gives_way_to_the_lasting_one(here) -> None:
    load(here, roll_file(row(1, UPN=upn(1, temporary=True))))
    assert counted(load(here, roll_file(row(1)))) == (0, 1, 0, 0)
    assert Enrolment.objects.get().upn == upn(1)


def test_two_of_one_name_and_birth_date_need_a_upn(here) -> None:
    twin = {"Legal Forename": "Ann", "Legal Surname": "Made"}
    load(here, roll_file(row(1, **twin), row(2, **twin)))
    assert counted(load(here, roll_file(row(3, UPN="", **twin)))) == (0, 0, 0, 1)
    assert Enrolment.objects.filter(ended_on=None).count() == 2


def test_a_upn_that_came_to_somebody_else_renames_nobody(here) -> None:
    load(here, roll_file(row(1), row(2)))
    wrong = row(9, UPN=upn(1), DOB="01/01/2013")
    assert counted(load(here, roll_file(wrong, row(2)))) == (0, 0, 1, 1)
    found = Enrolment.objects.get(upn=upn(1))
    assert (found.learner.family_name, found.ended_on) == ("Inventedson1", None)


def test_nobody_leaves_because_their_row_was_rejected(here) -> None:
    load(here, roll_file(row(1), row(2), row(3, UPN="")))
    bad = roll_file(row(1, DOB="soon"), row(2), row(3, UPN="", DOB=""))
    assert counted(load(here, bad)) == (0, 0, 1, 2)


def test_rejected_rows_put_right_are_no_whole_roll(here, tmp_path) -> None:
    rejects = tmp_path / "r.csv"
    report = Report(rejects=rejects)
    roll = read_roll(roll_file(row(1), row(2, DOB="soon")), today=TODAY)
    actions.load(roll=roll, institution=here, now=NOW, report=report)
    report.close()
    right = rejects.read_text(encoding="utf-8-sig").replace("soon", "04/03/2011")
    assert "The date of birth is not a date" in right
    assert counted(load(here, right.encode(), many_may_leave=False)) == (1, 0, 0, 0)
    assert learners_at(here, today=TODAY).count() == 2


def test_parents_are_named_and_nobody_is_invited_and_a_stopped_one_stays_stopped(here, amina) -> None:
    header = [*HEADER, "Parent Email"]
    data = roll_file([*row(1), "Pat@home.example"], header=header)
    load(here, data)
    carer = Carer.objects.get()
    assert (carer.email, carer.institution, carer.invited_at, carer.account) == ("pat@home.example", here, None, None)
    Carer.objects.update(stopped_by=amina, stopped_at=NOW)
    assert counted(load(here, data)) == (0, 0, 1, 0)
    assert Carer.objects.count() == 1


def test_marks_begin_and_end_with_the_file_for_those_who_may_see_them(here) -> None:
    header = [*HEADER, "SEN Status", "In Care"]
    load(here, roll_file([*row(1), "K", "Y"], header=header))
    assert not Need.objects.exists()
    assert counted(load(here, roll_file([*row(1), "K", "Y"], header=header), with_needs=True)) == (0, 1, 0, 0)
    assert counted(load(here, roll_file([*row(1), "E", "Y"], header=header), with_needs=True)) == (0, 1, 0, 0)
    assert set(Need.objects.filter(ended_on=None).values_list("kind", flat=True)) == {"ehc-plan", "looked-after"}
    load(here, roll_file(row(1)), with_needs=True)
    assert Need.objects.filter(ended_on=None).count() == 2


def test_no_roll_without_a_safeguarding_contact() -> None:
    with pytest.raises(Refused, match="safeguarding contact"):
        load(SchoolFactory(), roll_file(row(1)))


def test_a_roll_that_changed_since_somebody_looked_is_not_loaded(here) -> None:
    roll = read_roll(roll_file(row(1), row(2)), today=TODAY)
    seen = queries.difference(roll, here, today=TODAY, with_needs=True).mark
    load(here, roll_file(row(1)))
    with pytest.raises(Refused, match="has changed since you looked"):
        actions.load(roll=roll, institution=here, now=NOW, seen=seen)
    assert Enrolment.objects.count() == 1


def test_a_upn_on_another_roll_makes_a_new_record_and_a_link_that_nobody_is_told_of(here, elsewhere) -> None:
    load(here, roll_file(row(1), row(2)))
    report = Report()
    roll = read_roll(roll_file(row(1), row(3)), today=TODAY)
    actions.load(roll=roll, institution=elsewhere, now=NOW, report=report)

    assert (counted(report.counts), report.notes) == ((2, 0, 0, 0), [])
    theirs, mine = Enrolment.objects.filter(upn=upn(1)).order_by("pk")
    link = PendingLink.objects.get()
    assert (link.earlier, link.later, link.state) == (theirs.learner, mine.learner, LinkState.WAITING)
    assert theirs.learner != mine.learner
    assert learners_at(here, today=TODAY).count() == learners_at(elsewhere, today=TODAY).count() == 2
    load(elsewhere, roll_file(row(1), row(3)))
    load(here, roll_file(row(1), row(2)))
    assert PendingLink.objects.count() == 1


def test_the_preview_is_the_same_whether_another_school_holds_the_upn_or_not(here, elsewhere) -> None:
    roll = read_roll(roll_file(row(1)), today=TODAY)
    before = queries.difference(roll, elsewhere, today=TODAY, with_needs=True)
    load(here, roll_file(row(1)))
    assert queries.difference(roll, elsewhere, today=TODAY, with_needs=True) == before


def test_two_records_join_once_the_other_school_has_ended_its_enrolment(here, elsewhere) -> None:
    load(here, roll_file(row(1), row(2)))
    load(elsewhere, roll_file(row(1)))
    load(here, roll_file(row(2)))
    assert PendingLink.objects.get().state == LinkState.JOINED
    assert (
        Enrolment.objects.get(institution=elsewhere).learner
        == Enrolment.objects.get(upn=upn(1), institution=here).learner
    )


def test_who_left_another_school_first_brings_the_record_along(here, elsewhere) -> None:
    load(here, roll_file(row(1), row(2)))
    load(here, roll_file(row(2)))
    load(elsewhere, roll_file(row(1)))
    assert Enrolment.objects.filter(upn=upn(1)).values("learner").distinct().count() == 1


def test_who_left_here_and_is_on_another_roll_now_is_a_new_record_here(here, elsewhere) -> None:
    load(here, roll_file(row(1), row(2)))
    load(here, roll_file(row(2)))
    load(elsewhere, roll_file(row(1)))
    load(here, roll_file(row(1), row(2)))
    now_here = Enrolment.objects.get(upn=upn(1), institution=here, ended_on=None)
    assert now_here.learner != Enrolment.objects.get(institution=elsewhere).learner
    assert PendingLink.objects.filter(state=LinkState.WAITING, later=now_here.learner).exists()


def test_a_upn_put_right_to_one_that_another_school_holds_makes_a_link_too(here, elsewhere) -> None:
    load(here, roll_file(row(1)))
    load(elsewhere, roll_file(row(1, UPN=upn(8, temporary=True))))
    assert not PendingLink.objects.exists()
    load(elsewhere, roll_file(row(1)))
    assert PendingLink.objects.get().later == Enrolment.objects.get(institution=elsewhere).learner


@pytest.mark.parametrize("pupils", [30, 300])
def test_a_roll_that_another_school_holds_whole_costs_the_same_writes(
    here, elsewhere, pupils, django_assert_max_num_queries
) -> None:
    data = roll_file(*[row(n) for n in range(pupils)])
    load(here, data)
    with django_assert_max_num_queries(32):
        load(elsewhere, data)
    assert PendingLink.objects.count() == pupils


@pytest.mark.parametrize("pupils", [30, 300])
def test_a_roll_costs_the_same_writes_at_any_length(here, pupils, django_assert_max_num_queries) -> None:
    data = roll_file(*[row(n) for n in range(pupils)])
    with django_assert_max_num_queries(27):
        load(here, data)
    moved = roll_file(*[row(n, **{"Year Group": "12"}) for n in range(5, pupils)])
    with django_assert_max_num_queries(27):
        load(here, moved)
    assert Enrolment.objects.filter(ended_on=None, year_group=12).count() == pupils - 5


def test_a_file_that_moves_the_year_groups_on_is_the_start_of_the_year(here, amina) -> None:
    september = datetime(2026, 9, 3, 9, tzinfo=UTC)
    load(here, roll_file(*[row(n, **{"Year Group": "10"}) for n in range(4)]), now=september - timedelta(days=60))
    assert not NewYear.objects.exists()
    load(here, roll_file(*[row(n, **{"Year Group": "11"}) for n in range(4)]), now=september)
    assert NewYear.objects.get().year == "2026-27"
    with pytest.raises(Refused, match="started on your roll already, on 3 September 2026"):
        actions.start_year(institution=here, staying=[], by=amina, now=september + timedelta(days=5))


def test_a_new_year_moves_everybody_one_on_once(here, amina) -> None:
    ended, staying = enrolled(here, year_group=13), enrolled(here, year_group=13)
    others = [enrolled(here, year_group=group) for group in (7, 12, None)]
    july = datetime(2027, 7, 20, 9, tzinfo=UTC)
    assert actions.start_year(institution=here, staying=[staying.pk], by=amina, now=july) == 3
    ended.refresh_from_db()
    assert ended.ended_on == july.date()
    found = Enrolment.objects.filter(pk__in=[staying.pk, *(one.pk for one in others)]).order_by("pk")
    assert [one.year_group for one in found] == [14, 8, 13, None]
    for later in (july, datetime(2027, 9, 1, 9, tzinfo=UTC), datetime(2028, 5, 31, 9, tzinfo=UTC)):
        with pytest.raises(Refused, match="started on your roll already, on 20 July 2027"):
            actions.start_year(institution=here, staying=[], by=amina, now=later)
    assert actions.start_year(institution=here, staying=[], by=amina, now=datetime(2028, 6, 1, 9, tzinfo=UTC)) == 1


def test_at_a_school_up_to_16_year_11_is_the_last(amina) -> None:
    school = SchoolFactory(age_high=16)
    leaver, stayer = enrolled(school, year_group=11), enrolled(school, year_group=11)
    assert list(queries.at_the_end(school)) == [leaver, stayer]
    assert actions.start_year(institution=school, staying=[stayer.pk], by=amina, now=NOW) == 0
    stayer.refresh_from_db()
    assert (stayer.year_group, stayer.ended_on) == (11, None)


def test_a_year_is_not_started_on_an_empty_roll(here, amina) -> None:
    with pytest.raises(Refused, match="nobody on your roll"):
        actions.start_year(institution=here, staying=[], by=amina, now=NOW)
    assert not NewYear.objects.exists()
