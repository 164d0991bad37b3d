"""Activities from a file: the same file twice changes nothing; what cannot be taken is set aside with a sentence."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from frontdoor.ground.importing import Report, run
from frontdoor.record.activities.loading import load
from frontdoor.record.models import Activity, Participation
from tests.record.activities.conftest import NOW
from tests.record.factories import LearnerFactory, enrolled

HEAD = "Title,Kind,Date,Hours,UPN,Attendance"


@pytest.fixture
def roll(here):
    """Three learners, by UPN."""
    return {upn: enrolled(here, upn=upn).learner_id for upn in ("A1", "A2", "A3")}


def loaded(here, text: str | bytes, by=None) -> Report:
    report, data = Report(), text if isinstance(text, bytes) else text.encode()
    run(lambda data, told: load(data, told, institution=here, by=by, now=NOW), data, report)
    return report


def counts(report: Report) -> tuple[int, int, int, int]:
    said = report.counts
    return said.created, said.updated, said.unchanged, said.rejected


def test_rows_of_one_activity_become_one(here, amina, roll) -> None:
    file = f"{HEAD}\nBridges,employer,16/11/2026,1,A1,attended\nBridges,Employer,2026-11-16,1.0,A2,absent\n"
    assert counts(loaded(here, file, by=amina)) == (2, 0, 0, 0)
    found = Activity.objects.get()
    assert dict(found.participations.values_list("learner_id", "attendance")) == {
        roll["A1"]: "attended", roll["A2"]: "absent"
    }  # fmt: skip
    assert (found.source, found.created_by, found.invited_years) == (
        "Loaded from a file on 20 November 2026", amina, [11]
    )  # fmt: skip


def test_the_same_file_twice_changes_nothing(here, roll) -> None:
    file = f"{HEAD}\n" + "".join(f"Bridges,employer,16/11/2026,1,{upn},yes\n" for upn in roll)
    loaded(here, file)
    assert counts(loaded(here, file)) == (0, 0, 3, 0)
    assert (Activity.objects.count(), Participation.objects.count()) == (1, 3)


def test_a_later_file_marks_and_adds(here, roll) -> None:
    loaded(here, f"{HEAD}\nBridges,employer,16/11/2026,1,A1,absent\nBridges,employer,16/11/2026,1,A2,attended\n")
    later = f"{HEAD}\n" + "".join(f"Bridges,employer,16/11/2026,1,{upn},attended\n" for upn in roll)
    assert counts(loaded(here, later)) == (1, 1, 1, 0)


def test_an_id_lets_a_later_file_change_the_facts(here, roll) -> None:
    head = f"Activity ID,{HEAD}"
    loaded(here, f"{head}\nx1,Bridges,employer,16/11/2026,1,A1,attended\n")
    assert counts(loaded(here, f"{head}\nx1,Tunnels,employer,16/11/2026,2,A1,attended\n")) == (0, 1, 0, 0)
    assert (Activity.objects.get().title, Activity.objects.get().hours) == ("Tunnels", 2)
    assert counts(loaded(here, f"{head}\nx1,Tunnels,employer,16/11/2026,2,A1,attended\n")) == (0, 0, 1, 0)


def test_what_staff_changed_stays_when_the_file_has_no_id(here, roll) -> None:
    file = f"{HEAD}\nBridges,employer,16/11/2026,1,A1,attended\n"
    loaded(here, file)
    Activity.objects.update(title="Bridges and tunnels")
    assert counts(loaded(here, file)) == (0, 0, 1, 0)
    assert Activity.objects.get().title == "Bridges and tunnels"


def test_one_to_one_rows_are_a_meeting_each(here, roll) -> None:
    head = "Title,Kind,Date,Hours,UPN,One to one,Adviser level"
    file = f"{head}\n" + "".join(f"Guidance,guidance,16/11/2026,0.75,{upn},yes,6\n" for upn in roll)
    loaded(here, file)
    assert counts(loaded(here, file)) == (0, 0, 3, 0)
    assert Activity.objects.filter(one_to_one=True, adviser_level=6).count() == 3


def test_every_fact_has_a_column(here, roll, elsewhere) -> None:
    head = "Title,Kind,Date,Hours,UPN,Mode,Host URN,Provider kinds,In school hours,Parts"
    loaded(
        here,
        f"{head}\nVisit,provider,16/11/2026,1,A1,online,900002,college; sixth form,yes,"
        "They met staff of the provider;questions\n",
    )
    found = Activity.objects.get()
    assert (found.mode, found.host, found.in_school_hours) == ("online", elsewhere, True)
    assert (found.provider_kinds, found.parts) == (["college", "sixth-form"], ["staff", "questions"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Bridges,party,16/11/2026,1,A1,attended", "There is no kind “party”"),
        ("Bridges,employer,soon,1,A1,attended", "The date is not a day"),
        ("Bridges,employer,16/11/2036,1,A1,attended", "more than a year away"),
        ("Bridges,employer,16/11/2026,long,A1,attended", "hours are not a number"),
        ("Bridges,employer,16/11/2026,0,A1,attended", "more than 0"),
        ("Bridges,employer,16/11/2026,1,A9,attended", "Nobody on your roll"),
        ("Bridges,employer,16/11/2026,1,B1,attended", "Nobody on your roll"),
        ("Bridges,employer,16/11/2026,1,A1,maybe", "neither “attended” nor “absent”"),
        ("Art,lesson,16/11/2026,1,A1,attended", "which subject"),
        ("Bridges,employer,16/11/2026,1,A2,absent", "Line 2 says otherwise"),
    ],
)
def test_a_row_that_cannot_be_taken_is_set_aside(here, elsewhere, roll, row, said, tmp_path: Path) -> None:
    enrolled(elsewhere, upn="B1")
    file = tmp_path / "activities.csv"
    file.write_text(f"{HEAD}\nBridges,employer,16/11/2026,1,A2,attended\n{row}\n")
    call_command("import_activities", str(file), urn=900001, stdout=(told := io.StringIO()))
    assert told.getvalue().splitlines()[-1] == "created=1 updated=0 unchanged=0 rejected=1"
    assert said in Path(f"{file}.rejected.csv").read_text("utf-8-sig")
    assert Participation.objects.count() == 1


def test_name_and_birth_date_find_one_learner_and_not_one_of_two(here) -> None:
    one = enrolled(here, learner=LearnerFactory(given_names="Ada Maria", known_as="Ada", family_name="Made")).learner
    for _ in range(2):
        enrolled(here, learner=LearnerFactory(given_names="Bo", family_name="Made"))
    head = "Title,Kind,Date,Hours,First name,Surname,DOB"
    rows = "".join(f"Bridges,employer,16/11/2026,1,{name},Made,04/03/2011\n" for name in ("ada", "Bo"))
    assert counts(loaded(here, f"{head}\n{rows}")) == (1, 0, 0, 1)
    assert Participation.objects.get().learner == one


def test_a_workbook_is_read_like_text(here, roll) -> None:
    book = Workbook()
    for line in (["Our activities"], HEAD.split(","), ["Bridges", "employer", NOW.date(), 1, "A1", "attended"]):
        book.active.append(line)
    book.save(data := io.BytesIO())
    assert counts(loaded(here, data.getvalue())) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("file", "said"), [("Name\nx\n", "does not look like"), ("Title,Kind,Date,Hours\na,b,c,d\n", "neither a UPN")]
)
def test_a_file_of_something_else_changes_nothing(here, tmp_path: Path, file, said) -> None:
    path = tmp_path / "x.csv"
    path.write_text(file)
    with pytest.raises(CommandError, match=said) as failure:
        call_command("import_activities", str(path), urn=900001)
    assert failure.value.returncode == 2


def test_a_school_that_does_not_exist(db, tmp_path: Path) -> None:
    (path := tmp_path / "x.csv").write_text(f"{HEAD}\n")
    with pytest.raises(CommandError, match="no school or college"):
        call_command("import_activities", str(path), urn=900009)


def test_a_file_costs_the_same_queries_at_any_length(here, roll, django_assert_max_num_queries) -> None:
    rows = "".join(f"Talk {n},employer,16/11/2026,1,{upn},attended\n" for n in range(200) for upn in roll)
    with django_assert_max_num_queries(12):
        assert counts(loaded(here, f"{HEAD}\n{rows}")) == (600, 0, 0, 0)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("XYZ"), st.integers(10, 13), st.sampled_from(["A1", "A2", "A3"]), st.booleans()),
        max_size=12,
        unique_by=lambda row: row[:3],
    ),
    st.randoms(),
)
def test_any_file_again_in_any_order_changes_nothing(here, roll, rows, random) -> None:
    lines = [f"{title},employer,{day}/11/2026,1,{upn},{'yes' if there else 'no'}" for title, day, upn, there in rows]
    first = loaded(here, "\n".join([HEAD, *lines, ""]))
    random.shuffle(lines)
    again = loaded(here, "\n".join([HEAD, *lines, ""]))
    assert sum(counts(first)) == len(rows)
    assert counts(again) == (0, 0, len(rows), 0)


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Everything here is stored."""
