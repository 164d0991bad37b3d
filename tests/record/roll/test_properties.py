"""Random rolls, loaded one after the other: nobody twice, nobody lost, and the same file again does nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from frontdoor.record.models import Enrolment, Learner, Reason, ReasonKind
from frontdoor.record.roll import actions, queries
from frontdoor.record.roll.compare import Held, compare
from frontdoor.record.roll.parse import Pupil, Rejected, Roll, read_roll
from tests.factories import SchoolFactory
from tests.record.factories import SafeguardingContactFactory
from tests.record.roll.files import roll_file, row, upn

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)

ROWS = st.builds(
    lambda number, has_upn, name, born, year, group: row(
        number,
        **({} if has_upn else {"UPN": ""}),
        **{"Legal Forename": name, "Legal Surname": "Made", "DOB": born, "Year Group": year, "Reg Group": group},
    ),
    st.integers(0, 6),
    st.booleans(),
    st.sampled_from(["Ann", "Bo", "Cy"]),
    st.sampled_from(["04/03/2011", "05/03/2011", "", "soon"]),
    st.sampled_from(["11", "12", "", "99"]),
    st.sampled_from(["A", "B", ""]),
)
FILES = st.lists(ROWS, max_size=7)


def load(school, rows, now: datetime):
    roll = read_roll(roll_file(*rows), today=now.date())
    return actions.load(roll=roll, institution=school, now=now, many_may_leave=True)


def test_two_numbers_for_one_name_are_two_people_at_once_and_the_next_time(db) -> None:
    nameless = pupil(0, "Ann", UPN="")
    assert loaded_twice([nameless], [nameless, pupil(0, "Ann"), pupil(1, "Ann")]) == 2


def test_a_number_that_comes_to_another_name_leaves_the_first_name_to_somebody_else(db) -> None:
    first = [pupil(0, "Bo"), pupil(1, "Ann", UPN="")]
    assert loaded_twice(first, [pupil(0, "Ann"), pupil(1, "Bo", UPN="")]) == 2


def pupil(number: int, name: str, **facts: str) -> list[str]:
    return row(number, **{"Legal Forename": name, "Legal Surname": "Made"} | facts)


def loaded_twice(*files) -> int:
    """How many are on the roll after these files, none of which changes anything the second time."""
    school = SchoolFactory()
    SafeguardingContactFactory(institution=school)
    for day, rows in enumerate(files):
        now = NOW + timedelta(days=day)
        load(school, rows, now)
        read = read_roll(roll_file(*rows), today=now.date())
        assert queries.difference(read, school, today=now.date(), with_needs=True).is_nothing
    return Enrolment.objects.filter(institution=school, ended_on=None).count()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(FILES, min_size=1, max_size=4))
def test_rolls_one_after_the_other(db, files) -> None:
    school = SchoolFactory()
    SafeguardingContactFactory(institution=school)
    for day, rows in enumerate(files):
        now = NOW + timedelta(days=day)
        found = load(school, rows, now)
        again = queries.difference(
            read_roll(roll_file(*rows), today=now.date()), school, today=now.date(), with_needs=True
        )
        assert again.is_nothing
        _whole(school, found)
    assert (
        Enrolment.objects.filter(institution=school).count()
        >= Learner.objects.filter(enrolments__institution=school).distinct().count()
    )


def _whole(school, found) -> None:
    """Every good row is one pupil on the roll, everybody else who was on it left on a day or is spared; reasons follow."""
    current = Enrolment.objects.filter(institution=school, ended_on=None)
    assert current.count() == found.on_roll + len(found.joiners) - len(found.leavers)
    assert current.values("learner").distinct().count() == current.count()
    numbers = [one.upn for one in current if one.upn]
    assert len(numbers) == len(set(numbers))
    open_for = Reason.objects.filter(organisation=school, kind=ReasonKind.ENROLLED, ended_at=None)
    assert sorted(open_for.values_list("learner", flat=True)) == sorted(current.values_list("learner", flat=True))


HELD = st.builds(
    Held,
    enrolment_id=st.integers(1, 50),
    learner_id=st.integers(1, 50),
    given_names=st.sampled_from(["Ann", "Bo"]),
    family_name=st.just("Made"),
    known_as=st.just(""),
    date_of_birth=st.sampled_from([None, date(2011, 3, 4), date(2011, 3, 5)]),
    upn=st.sampled_from(["", *(upn(n) for n in range(4)), upn(1, temporary=True)]),
    year_group=st.sampled_from([None, 11]),
    tutor_group=st.just("A"),
    email=st.just(""),
    started_on=st.just(date(2022, 9, 1)),
)
PUPILS = st.builds(
    Pupil,
    line=st.integers(2, 99),
    cells=st.just([]),
    given_names=st.sampled_from(["Ann", "Bo"]),
    family_name=st.just("Made"),
    upn=st.sampled_from(["", *(upn(n) for n in range(5))]),
    date_of_birth=st.sampled_from([None, date(2011, 3, 4), date(2011, 3, 5)]),
    left_on=st.sampled_from([None, None, None, date(2026, 11, 1), TODAY]),
)


def _unlike(one: Held) -> str:
    return one.upn or f"none {one.enrolment_id}"


LEFT = Held(9, 9, "Ann", "Made", "", None, "", None, "A", "", date(2022, 9, 1))
AGAIN = replace(LEFT, enrolment_id=10, upn=upn(0))


@settings(deadline=None)
@example(
    current=[],
    former=[LEFT, AGAIN],
    pupils=[
        Pupil(line=2, cells=[], given_names="Ann", family_name="Made", upn="", date_of_birth=None, left_on=None),
        Pupil(line=3, cells=[], given_names="Ann", family_name="Made", upn=upn(0), date_of_birth=None, left_on=None),
    ],
    is_part=False,
)
@given(
    current=st.lists(HELD, max_size=6, unique_by=(lambda one: one.enrolment_id, lambda one: one.learner_id, _unlike)),
    former=st.lists(HELD, max_size=3),
    pupils=st.lists(PUPILS, max_size=7, unique_by=(lambda one: one.line, lambda one: one.upn or one.who)),
    is_part=st.booleans(),
)
def test_every_row_and_every_pupil_has_one_place(current, former, pupils, is_part) -> None:
    roll = Roll([], pupils, [], is_part=is_part)
    found = compare(roll, current, former, today=TODAY, with_needs=True)
    gone = {one.held.enrolment_id for one in found.leavers}
    changed = {one.held.enrolment_id for one in found.changes}
    assert not gone & changed
    assert len(gone) == len(found.leavers)
    assert len(gone) + len(changed) + found.unchanged <= len(current)
    told = len(found.joiners) + len(found.changes) + found.unchanged + len(found.rejected)
    left_already = sum(one.left_on == date(2026, 11, 1) for one in pupils)
    assert len(pupils) - left_already <= told <= len(pupils)
    back = [one.former.learner_id for one in found.joiners if one.former]
    assert len(back) == len(set(back))
    if is_part:
        assert all(one.last_day for one in found.leavers)


@given(current=st.lists(HELD, max_size=6, unique_by=(lambda one: one.enrolment_id, _unlike)))
def test_a_roll_with_nothing_but_rejected_rows_of_its_pupils_makes_nobody_leave(current) -> None:
    rejected = [Rejected(line, [], "Odd.", one.upn, one.who[0]) for line, one in enumerate(current)]
    assert not compare(Roll([], [], rejected), current, [], today=TODAY, with_needs=True).leavers
