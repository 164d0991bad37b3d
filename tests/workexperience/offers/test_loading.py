"""Offers from a file: CSV and XLSX, rejects put right, the same file twice, and what is no such file."""

import csv
import io
import re
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from frontdoor.careers.models import Category
from frontdoor.ground.importing import Counts, Report, run
from frontdoor.organisations.models import Point, Postcode
from tests.workexperience.factories import checked_employer
from workexperience.models import Offer, Session
from workexperience.offers import actions, columns
from workexperience.offers.loading import load

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
WEEK = {
    "Reference": "W1",
    "Kind": "placement",
    "Title": "A week in the workshop",
    "Sector": "Engineering and maintenance",
    "What you will do": "You will measure and assemble.",
    "What you will learn": "How a drawing becomes a part.",
    "Address": "Unit 4, Mill Lane",
    "Town": "Merrow",
    "Postcode": "ls27 0pd",
    "Year groups": "10; 11",
    "Supervisor": "Sol Marsh",
    "Supervisor phone": "01632 960002",
    "Adjustments": "step-free; Quiet space",
    "First day": "01/03/2027",
    "Last day": "05/03/2027",
    "Weekdays": "Monday to Friday",
    "Starts at": "9:30",
    "Ends at": "15:30",
    "Break": "30",
    "Places": "4",
}
# The same offer's second week tells only what differs.
SECOND = {"Reference": "W1", "First day": "08/03/2027", "Last day": "12/03/2027", "Starts at": "10am", "Ends at": "3pm"}
SECOND |= {"Break": "30", "Places": "2"}
TALK = WEEK | {"Reference": "T1", "Kind": "careers talk", "Title": "What a fitter does", "Year groups": "7 to 9"}
TALK |= {"First day": "2027-02-03", "Last day": "", "Weekdays": "", "Starts at": "9am", "Ends at": "10.00", "Break": ""}

pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def employer(db):
    Category.objects.create(slug="engineering-and-maintenance", title="Engineering and maintenance")
    Postcode.objects.create(postcode="LS27 0PD", point=Point(426_000, 428_000), country="England")
    return checked_employer(name="Larch and Loom")


def as_csv(*rows, header=tuple(WEEK)):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue().encode()


def as_xlsx(*rows, header=tuple(WEEK)):
    book = Workbook()
    book.active.append(["Offers of Larch and Loom"])
    book.active.append(list(header))
    for row in rows:
        book.active.append([row.get(name) for name in header])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def loaded(data, employer, tmp_path=None):
    report = Report(rejects=tmp_path / "rejects.csv" if tmp_path else None)
    return run(lambda b, r: load(b, r, employer=employer, by=None, now=NOW), data, report)


def rejects(tmp_path):
    return list(csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig"))))


def test_rows_of_one_reference_are_one_open_offer_with_its_sessions(employer):
    assert loaded(as_csv(WEEK, SECOND, TALK), employer) == Counts(created=3)
    week, talk = Offer.objects.get(reference="W1"), Offer.objects.get(reference="T1")
    assert (week.kind, week.mode, week.title, week.year_groups) == (
        "placement",
        "in-person",
        WEEK["Title"],
        [10, 11],
    )
    assert (week.adjustments, week.postcode, week.easting) == (["quiet-space", "step-free"], "LS27 0PD", 426_000)
    assert (week.sector_id, week.opened_at, week.opened_by) == ("engineering-and-maintenance", NOW, None)
    first, second = week.sessions.all()
    assert (first.first_day, first.weekdays, first.break_minutes, first.places) == (
        date(2027, 3, 1),
        [1, 2, 3, 4, 5],
        30,
        4,
    )
    assert (second.starts_at, second.ends_at, second.places) == (time(10), time(15), 2)
    (day,) = talk.sessions.all()
    assert (talk.kind, talk.year_groups, day.weekdays, day.last_day) == ("talk", [7, 8, 9], [3], date(2027, 2, 3))


def test_workbook_says_the_same_as_its_cells_are_typed(employer):
    typed = {"First day": date(2027, 3, 1), "Last day": datetime(2027, 3, 5), "Starts at": time(9, 30)}
    assert loaded(as_xlsx(WEEK | typed | {"Places": 4, "Break": 30.0}), employer) == Counts(created=1)
    assert loaded(as_csv(WEEK), employer) == Counts(unchanged=1)


def test_the_same_file_twice_changes_nothing(employer):
    data = as_csv(WEEK, SECOND, TALK)
    loaded(data, employer)
    before = list(Session.objects.values_list("pk", flat=True))
    assert loaded(data, employer) == Counts(unchanged=3)
    assert list(Session.objects.values_list("pk", flat=True)) == before


def test_other_facts_change_the_offer_and_columns_that_the_file_lacks_stay(employer):
    loaded(as_csv(WEEK), employer)
    header = [name for name in WEEK if name not in ("Town", "Adjustments")]
    assert loaded(as_csv(WEEK | {"Title": "Another week"}, header=header), employer) == Counts(updated=1)
    offer = Offer.objects.get()
    assert (offer.title, offer.town, offer.adjustments) == ("Another week", "Merrow", ["quiet-space", "step-free"])


def test_a_row_said_twice_is_one_session(employer):
    assert loaded(as_csv(WEEK, WEEK), employer) == Counts(created=1, unchanged=1)
    assert Session.objects.count() == 1


def test_another_employers_reference_is_another_offer(employer):
    other = checked_employer(name="Other")
    loaded(as_csv(WEEK), employer)
    assert loaded(as_csv(WEEK), other) == Counts(created=1)
    assert Offer.objects.count() == 2


def test_rejects_put_right_and_loaded_complete_the_offer(employer, tmp_path):
    data = as_csv(WEEK, SECOND | {"Places": "many"}, TALK)
    assert loaded(data, employer, tmp_path) == Counts(created=1, rejected=2)
    first, second = rejects(tmp_path)
    assert "number of places is not a whole number" in second["reason"]
    assert first["reason"].startswith("Another row of this offer is wrong: line 3.")
    assert not Offer.objects.filter(reference="W1").exists()

    mended = (tmp_path / "rejects.csv").read_bytes().replace(b"many", b"2")
    assert loaded(mended, employer, tmp_path) == Counts(created=2)
    assert Offer.objects.get(reference="W1").sessions.count() == 2
    assert not (tmp_path / "rejects.csv").exists()
    assert loaded(data.replace(b"many", b"2"), employer) == Counts(unchanged=3)


@pytest.mark.parametrize("line", [2, 3])
@pytest.mark.parametrize("told", ["in full", "as differs"])
@pytest.mark.parametrize("reference", ["", "x" * 41])
def test_an_offer_waits_for_the_row_that_lacks_its_reference(employer, tmp_path, line, told, reference):
    second = SECOND if told == "as differs" and line == 3 else WEEK | SECOND
    rows = [TALK, WEEK, second]
    nameless = [row | {"Reference": reference} if place == line - 1 else row for place, row in enumerate(rows)]
    assert loaded(as_csv(*nameless), employer, tmp_path) == Counts(created=1, rejected=2)
    assert not Offer.objects.filter(reference="W1").exists()
    assert any(row["reason"].startswith(f"Line {line + 1} has no reference") for row in rejects(tmp_path))

    header, *aside = csv.reader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig")))
    mended = [dict(zip(header, cells, strict=True)) | {"Reference": "W1"} for cells in aside]
    assert loaded(as_csv(*mended, header=header), employer, tmp_path) == Counts(created=2)
    assert Offer.objects.get(reference="W1").sessions.count() == 2


def test_a_row_without_reference_that_tells_another_offer_stops_none(employer, tmp_path):
    assert loaded(as_csv(WEEK, TALK | {"Reference": ""}), employer, tmp_path) == Counts(created=1, rejected=1)
    assert Offer.objects.get().reference == "W1"


def test_a_row_of_another_width_spoils_its_offer_and_no_other(employer, tmp_path):
    data = as_csv(WEEK, TALK) + b"W1,placement\n"
    assert loaded(data, employer, tmp_path) == Counts(created=1, rejected=2)
    assert {row["line"] for row in rejects(tmp_path)} == {"2", "4"}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"Reference": ""}, "Enter a reference"),
        ({"Reference": "x" * 41}, "longer than 40 characters"),
        ({"Kind": "holiday"}, "There is no kind “holiday”"),
        ({"Kind": ""}, "Enter the kind."),
        ({"Sector": "Wizardry"}, "There is no kind of work “Wizardry”"),
        ({"Postcode": "ZZ99 9ZZ"}, "do not know the postcode"),
        ({"Year groups": "10 to 8"}, "year groups are not numbers from 7 to 13"),
        ({"Year groups": "2026-11-10"}, "year groups are not numbers from 7 to 13"),
        ({"First day": "31/02/2027"}, "first day is not a day"),
        ({"First day": "01/03/0027"}, "first day is not a day"),
        ({"Starts at": "25:00"}, "start time is not a time of day"),
        ({"Starts at": "13pm"}, "start time is not a time of day"),
        ({"Ends at": "9:00"}, "must end after it starts"),
        ({"Ends at": "20:30"}, "at most 8 hours a day"),
        ({"Weekdays": "Someday"}, "weekdays are not days of the week"),
        ({"Break": "300"}, "break is not a whole number from 0 to 180"),
        ({"Places": "0"}, "number of places is not a whole number from 1 to 500"),
        ({"Adjustments": "a lift to the moon"}, "There is no adjustment"),
        ({"Title": "x" * 101}, "Title"),
        ({"Title": ""}, "Enter a title."),
        ({"What you will do": "x" * 1501}, "What you will do is 1,501 characters long. Shorten it to 1,500."),
        ({"Supervisor phone": "none"}, "supervisor’s phone number in full"),
        ({"First day": "01/03/2100", "Last day": "02/03/2100"}, "more than two years away"),
        ({"Year groups": "8"}, "A placement is for Year 10 and above"),
        ({"Last day": "01/03/2026", "First day": "01/02/2026"}, "All days have begun or are over"),
    ],
)
def test_a_wrong_cell_has_a_sentence_and_stores_nothing(employer, tmp_path, wrong, reason):
    assert loaded(as_csv(WEEK | wrong, TALK), employer, tmp_path) == Counts(created=1, rejected=1)
    (row,) = rejects(tmp_path)
    assert reason in row["reason"]
    assert [offer.reference for offer in Offer.objects.all()] == ["T1"]


def test_rows_that_tell_one_offer_differently_are_set_aside(employer, tmp_path):
    assert loaded(as_csv(WEEK, WEEK | SECOND | {"Title": "Other"}), employer, tmp_path) == Counts(rejected=2)
    assert "tells the offer otherwise than line 2 does" in rejects(tmp_path)[1]["reason"]


def test_a_blended_offer_says_of_each_row_whether_it_is_online(employer, tmp_path):
    header = [*WEEK, "Mode", "Online"]
    week = WEEK | {"Mode": "hybrid", "Online": "no"}
    online = WEEK | SECOND | {"Online": "", "Starts at": "10:00", "Ends at": "12:00"}
    assert loaded(as_csv(week, online, header=header), employer, tmp_path) == Counts(rejected=2)
    assert "Say in each row whether its days are online" in rejects(tmp_path)[1]["reason"]

    assert loaded(as_csv(week, online | {"Online": "yes"}, header=header), employer) == Counts(created=2)
    assert sorted(Session.objects.values_list("is_online", flat=True)) == [False, True]


def test_other_names_of_columns_are_read():
    names = [columns.plain(name) for column in columns.NAMES.values() for name in column]
    assert len(names) == len(set(names))


def test_paper_names_every_column():
    paper = Path("docs/placements-file.md").read_text()
    told = {columns.plain(name) for name in re.findall(r"`([^`]+)`", paper)}
    assert [names for names in columns.NAMES.values() if not told & {columns.plain(name) for name in names}] == []


def test_there_is_a_column_for_every_fact_of_an_offer_and_of_a_session():
    assert columns.OFFER.keys() == {*actions.FACTS}
    assert columns.SESSION.keys() == {field.name for field in Session._meta.fields} - {"id", "offer", "taken"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", (1, 2, 3, 4, 5)),
        ("Tuesdays and Thursdays", (2, 4)),
        ("wed", (3,)),
        ("Sat; Sun", (6, 7)),
        ("", (1, 2, 3, 4, 5)),
    ],
)
def test_weekdays_are_read_as_people_write_them(text, days):
    assert columns._weekdays(text, date(2027, 3, 1), date(2027, 3, 12)) == days


@pytest.mark.parametrize("text", ["9:30", "09.30", "0930", "9:30am", "9.30 AM", "09:30:00"])
def test_times_are_read_as_people_write_them(text):
    assert columns._time(text, "start time") == time(9, 30)


@pytest.mark.parametrize(
    "text", ["10; 11", "10,11", "Years 10 and 11", "Y10 & Y11", "10-11", "10 to 11", "Year 10; Year 11"]
)
def test_year_groups_are_read_as_people_write_them(text):
    assert columns._years(text) == [10, 11]


def command(file, employer_id, *more):
    call_command("import_placements", "--employer", str(employer_id), str(file), *more)


def test_command_says_the_counts_last_and_keeps_the_rejects_beside_the_file(employer, tmp_path, capsys):
    file = tmp_path / "offers.csv"
    file.write_bytes(as_csv(WEEK, TALK | {"Places": ""}))
    command(file, employer.pk)
    assert capsys.readouterr().out.splitlines()[-1] == "created=1 updated=0 unchanged=0 rejected=1"
    assert "number of places" in (tmp_path / "offers.csv.rejected.csv").read_text("utf-8-sig")


def test_command_reads_standard_input(employer, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_csv(WEEK))))
    command("-", employer.pk)
    assert capsys.readouterr().out.splitlines()[-1] == "created=1 updated=0 unchanged=0 rejected=0"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (as_csv(WEEK, header=["Reference", "Kind"]), "has no column “title”"),
        (b"", "empty"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"\x00\x01", "not a text file"),
    ],
)
def test_what_is_no_file_of_offers_ends_with_2(employer, tmp_path, data, sentence):
    file = tmp_path / "offers.csv"
    file.write_bytes(data)
    with pytest.raises(CommandError, match=sentence) as error:
        command(file, employer.pk)
    assert error.value.returncode == 2


@pytest.mark.parametrize("number", [2_000_000_000, 10**30])
def test_an_employer_that_is_not_there_ends_with_2(employer, tmp_path, number):
    file = tmp_path / "offers.csv"
    file.write_bytes(as_csv(WEEK))
    with pytest.raises(CommandError, match=r"There is no employer with the number") as error:
        command(file, number)
    assert error.value.returncode == 2
    assert not Offer.objects.exists()


TYPED = """yes|no|10|10-12|7 to 9|2027-03-01|31/12/2100|9:30|15:30|Mon-Fri|online|in-person|blended|placement|visit|t-level
|W1|ls27 0pd|4|1e9|=1+1|\u0663|"""
CELLS = st.sampled_from([*TYPED.split("|"), "x" * 2000]) | st.text(
    st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12
)
HEADER = [names[0] for names in columns.NAMES.values()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(HEADER, CELLS)), max_size=4))
def test_random_rows_never_crash_and_the_counts_add_up(employer, changes):
    plain = {
        columns.NAMES[field][0]: WEEK.get(title, "") for field, title in zip(columns.NAMES, _titles(), strict=True)
    }
    rows = [plain | {"reference": f"R{n}"} | change for n, change in enumerate(changes)]
    counts = loaded(as_csv(*rows, header=HEADER), employer)
    assert counts.created + counts.updated + counts.unchanged + counts.rejected == len(rows)


def _titles():
    """For each field the header that `WEEK` has for it."""
    by_plain = {columns.plain(name): name for name in WEEK}
    for names in columns.NAMES.values():
        yield next((by_plain[columns.plain(name)] for name in names if columns.plain(name) in by_plain), "")
