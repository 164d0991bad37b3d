"""A roll's file to pupils: what the common systems write is read, and each odd row gets a sentence of its own."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from frontdoor.ground.tables import Unreadable
from frontdoor.record.roll.parse import as_plain, from_plain, read_roll
from tests.record.roll.files import HEADER, roll_file, row, upn

TODAY = date(2026, 11, 20)
SYSTEMS = {
    "SIMS": ["UPN", "Legal Surname", "Legal Forename", "Preferred Forename", "DOB", "Year taught in", "Reg",
             "Date of Admission", "Primary Email", "SEN Status", "Pupil Premium Indicator"],
    "Arbor": ["UPN", "Legal Last Name", "Legal First Name", "Preferred First Name", "Date of birth", "Year group",
              "Registration form", "Enrolment date", "Email address", "SEN status", "Pupil Premium"],
    "Bromcom": ["UPN", "Legal Surname", "Legal Forename", "Preferred Forename", "Date of Birth", "Curriculum Year",
                "Tutor Group", "Admission Date", "Student Email", "SEN Status", "Pupil Premium"],
    "iSAMS": ["Unique Pupil Number", "Surname", "Forename", "Preferred Name", "DOB", "NC Year", "Form",
              "Admission Date", "School Email Address", "SEN", "PP"],
    "ScholarPack": ["UPN", "Surname", "Forename", "Known As", "DOB", "Year", "Class", "Entry Date", "Email", "SEN",
                    "FSM"],
}  # fmt: skip
CELLS = [upn(1), "Inventedson", "Zoë Ann", "Zo", "04/03/2011", "11", "11A", "01/09/2022", "zo@school.example", "K", "Y"]


def read(data: bytes):
    return read_roll(data, today=TODAY)


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_headers_of_common_systems_are_known(system) -> None:
    (pupil,) = read(roll_file(CELLS, header=SYSTEMS[system])).pupils
    assert (pupil.upn, pupil.family_name, pupil.given_names, pupil.known_as) == (upn(1), "Inventedson", "Zoë Ann", "Zo")
    assert (pupil.date_of_birth, pupil.year_group, pupil.tutor_group) == (date(2011, 3, 4), 11, "11A")
    assert (pupil.started_on, pupil.email) == (date(2022, 9, 1), "zo@school.example")
    assert pupil.needs == {"sen-support": True, "ehc-plan": False, "free-meals": True}


def test_titles_above_and_totals_below_are_left_out_in_windows_letters() -> None:
    text = b"Herefield School\r\n\r\n" + roll_file(row(1, **{"Legal Forename": "Zoë"})) + b"Total pupils: 1,,,,,\r\n"
    roll = read(text.decode().encode("cp1252"))
    assert [one.given_names for one in roll.pupils] == ["Zoë"]
    assert not roll.rejected


def test_a_workbook_with_real_dates_is_read_like_the_csv() -> None:
    book = Workbook()
    book.active.append(["Pupils, November 2026"])
    book.active.append(HEADER)
    book.active.append([upn(1), "Inventedson1", "Given1", datetime(2011, 3, 4), 11, "11A"])
    written = io.BytesIO()
    book.save(written)
    mine, text = read(written.getvalue()).pupils[0], read(roll_file(row(1))).pupils[0]
    assert (mine.who, mine.upn, mine.year_group) == (text.who, text.upn, text.year_group)


@pytest.mark.parametrize(
    ("written", "year"),
    [("Year 11", 11), ("11", 11), ("Y11", 11), ("Yr 7", 7), ("07", 7), ("R", 0), ("Reception", 0), ("NC Year 9", 9),
     ("Curriculum Year 10", 10), ("14", 14), ("", None)],
)  # fmt: skip
def test_year_groups_as_schools_write_them(written, year) -> None:
    assert read(roll_file(row(1, **{"Year Group": written}))).pupils[0].year_group == year


@pytest.mark.parametrize(
    "written",
    ["04/03/2011", "4/3/11", "2011-03-04", "2011-03-04 00:00:00", "04.03.2011", "04-Mar-2011", "4 March 2011", "40606"],
)
def test_days_as_schools_write_them(written) -> None:
    assert read(roll_file(row(1, DOB=written))).pupils[0].date_of_birth == date(2011, 3, 4)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"Legal Surname": " "}, "The surname is missing."),
        ({"Legal Forename": "-"}, "The forename is missing."),
        ({"Legal Forename": "x" * 101}, "The forename has more than 100 letters."),
        ({"Reg Group": "x" * 31}, "The tutor group has more than 30 letters."),
        ({"DOB": "31/02/2011"}, "The date of birth is not a date. Write it like 31/12/2010."),
        ({"DOB": "09/25/2011"}, "The date of birth is not a date. Write it like 31/12/2010."),
        ({"DOB": "04/03/2027"}, "The date of birth is in the future."),
        ({"DOB": "04/03/1811"}, "The date of birth makes the pupil 215 years old."),
        (
            {"Year Group": "Year 21"},
            "The year group is not one from Reception to Year 14. Write it like 11 or Year 11.",
        ),
        ({"UPN": "A123"}, "The UPN must be a letter and 12 numbers (a temporary one ends in a letter)."),
        (
            {"UPN": upn(1)[:-1] + "9"},
            "The UPN has a slip in it: its first letter does not fit the numbers. Copy it again.",
        ),
        ({"UPN": "", "DOB": ""}, "There is neither a UPN nor a date of birth, so nobody can tell who this is."),
    ],
)
def test_an_odd_row_is_set_aside_with_one_sentence_and_the_rest_is_read(facts, reason) -> None:
    roll = read(roll_file(row(1, **facts), row(2)))
    assert [(one.line, one.reason) for one in roll.rejected] == [(2, reason)]
    assert [one.upn for one in roll.pupils] == [upn(2)]


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("Email", "nobody", "The pupil’s address is not an email address."),
        ("Parent Email", "a@b.example; x", "The parent’s address is not an email address."),
        ("SEN Status", "?", "The SEN status must be N, K or E."),
        ("Pupil Premium", "perhaps", "The column “Pupil Premium” must say yes or no."),
        ("Admission Date", "soon", "The date of admission is not a date. Write it like 31/12/2010."),
        ("Leaving Date", "soon", "The leaving date is not a date. Write it like 31/12/2010."),
    ],
)
def test_an_odd_cell_of_a_further_column_is_told(header, cell, reason) -> None:
    roll = read(roll_file([*row(1), cell], header=[*HEADER, header]))
    assert [one.reason for one in roll.rejected] == [reason]


def test_the_same_upn_twice_is_told_with_the_first_line() -> None:
    roll = read(roll_file(row(1), row(2), row(1, **{"Legal Forename": "Other"})))
    assert [(one.line, one.reason) for one in roll.rejected] == [(4, "This UPN stands in line 2 already.")]
    assert len(roll.pupils) == 2


def test_the_same_name_and_birth_date_twice_without_upn_is_told() -> None:
    roll = read(roll_file(row(1, UPN=""), row(1, UPN="")))
    assert [one.reason for one in roll.rejected] == ["This name and birth date stands in line 2 already."]


def test_a_row_of_another_width_is_told() -> None:
    roll = read(roll_file([*row(1), "more"], row(2)))
    assert [one.reason for one in roll.rejected] == ["This row has 7 cells; the header has 6."]


def test_parents_addresses_may_stand_in_one_cell_or_two() -> None:
    header = [*HEADER, "Parent Email", "Parent 2 Email"]
    roll = read(roll_file([*row(1), "A@b.example; c@d.example", "e@f.example"], header=header))
    assert roll.pupils[0].carers == {"a@b.example", "c@d.example", "e@f.example"}


def test_sen_codes_and_marks_say_yes_or_no_only_where_the_file_has_the_column() -> None:
    header = [*HEADER, "SEN Status", "In Care", "Young Carer", "EAL"]
    roll = read(roll_file([*row(1), "E", "", "Yes", "N"], header=header))
    assert roll.pupils[0].needs == {
        "sen-support": False, "ehc-plan": True, "looked-after": False, "young-carer": True, "eal": False
    }  # fmt: skip
    assert read(roll_file(row(1))).pupils[0].needs == {}


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\x01", b"PK\x03\x04"])
def test_what_is_no_roll_is_unreadable(data) -> None:
    with pytest.raises(Unreadable):
        read(data)


def test_what_a_worker_keeps_is_read_again_as_it_was() -> None:
    header = [*HEADER, "SEN Status", "Parent Email", "Leaving Date"]
    roll = read(roll_file([*row(1), "E", "a@b.example", "01/11/2026"], [*row(2, UPN="A1"), "", "", ""], header=header))
    assert from_plain(as_plain(roll)) == roll
