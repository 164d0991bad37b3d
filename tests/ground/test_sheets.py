"""Lists from spreadsheets: the header is found, titles and totals are left out, and the bytes may be text or a workbook."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from frontdoor.ground.sheets import MOST_ROWS, read_sheet
from frontdoor.ground.tables import Unreadable

NAMES = {"family": ["Surname", "Legal Surname"], "given": ["Forename"], "born": ["DOB", "Date of Birth"]}
ROWS = [["Legal Surname", "Forename", "Date of Birth"], ["Inventedson", "Zoë", "01/09/2010"], ["O’Made", "Al", ""]]


def read(data: bytes):
    return read_sheet(data, names=NAMES, needed=["family", "given"], what="a roll of pupils")


def book(*sheets: list[list[object]], hidden: int = 0) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet()
        sheet.sheet_state = "hidden" if number < hidden else "visible"
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def text(rows, between=",", encoding="utf-8") -> bytes:
    return "".join(between.join(row) + "\r\n" for row in rows).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_text_file_is_read_by_field_in_every_common_dress(encoding, between) -> None:
    titles = [["Herefield School"], [], ["Pupils on roll"]]
    sheet = read(text(titles + ROWS + [["Total", "2"]], between, encoding))
    assert [row.values for row in sheet.rows] == [
        {"family": "Inventedson", "given": "Zoë", "born": "01/09/2010"},
        {"family": "O’Made", "given": "Al", "born": ""},
    ]
    assert [row.line for row in sheet.rows] == [5, 6]
    assert sheet.header == ROWS[0]
    assert not sheet.misfits


def test_a_workbook_is_read_like_its_text() -> None:
    rows = [
        ["Herefield School"],
        ROWS[0],
        ["Inventedson", "Zoë", date(2010, 9, 1)],
        ["Made", 7.0, datetime(2010, 9, 2)],
    ]
    sheet = read(book([["nothing"]], [*rows, ["2 pupils"]]))
    assert [list(row.values.values()) for row in sheet.rows] == [
        ["Inventedson", "Zoë", "2010-09-01"],
        ["Made", "7", "2010-09-02"],
    ]


def test_a_hidden_worksheet_is_not_read() -> None:
    sheet = read(book([ROWS[0], ["Old", "Old", ""]], [ROWS[0], ["New", "New", ""]], hidden=1))
    assert [row["family"] for row in sheet.rows] == ["New"]


def test_the_better_of_two_columns_is_read() -> None:
    sheet = read(text([["Legal Surname", "SURNAME ", "Fore-name"], ["Legal", "Used", "Al"]]))
    assert sheet.rows[0].values == {"family": "Used", "given": "Al"}


@pytest.mark.parametrize(
    "below", ["Total,2,", "Grand total: 2,,", "Printed 20/11/2026,,", "2 students,,", "Page 1 of 1"]
)
def test_what_stands_below_the_list_is_left_out(below) -> None:
    assert len(read(text(ROWS) + below.encode()).rows) == 2


def test_a_person_of_such_a_name_is_a_row() -> None:
    sheet = read(text([*ROWS, ["Page", "Anna", ""], ["Count", "Bo", "01/01/2011"], ["Total", "Cy", "01/01/2011"]]))
    assert [row["given"] for row in sheet.rows[2:]] == ["Anna", "Bo", "Cy"]


def test_a_row_of_another_width_is_set_aside() -> None:
    sheet = read(text([*ROWS, ["Inventedson", "An", "Extra", "01/01/2011"]]))
    assert [(row.line, reason) for row, reason in sheet.misfits] == [(4, "This row has 4 cells; the header has 3.")]


def test_a_file_of_rejected_rows_is_known_and_its_own_columns_go() -> None:
    sheet = read(text([["line", "reason", *ROWS[0]], ["7", "The date is odd.", *ROWS[1]]]))
    assert sheet.is_part
    assert sheet.header == ROWS[0]
    assert sheet.rows[0].cells == ROWS[1]
    assert not read(text(ROWS)).is_part


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty. It should be a roll of pupils."),
        (b"a,b\n1,2\n", "This does not look like a roll of pupils: it has no column “Surname”, “Forename”."),
        (b"Surname,Town\n1,2\n", "This does not look like a roll of pupils: it has no column “Forename”."),
        (b"PK\x03\x04 and no more", "This Excel file is damaged or is no workbook. Save it again as .xlsx or CSV."),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "This is a file of an old Excel, or it has a password. Save it as .xlsx or CSV without one.",
        ),
        (
            b"Surname,Forename,DOB\na,b,01/01/2011\nc",
            "The file ends in the middle of line 3. It was cut short: fetch it again. Nothing was changed.",
        ),
        (
            b"Surname,Forename\n" + b"a,b\n" * (MOST_ROWS + 1),
            "The file has more than 20,000 rows. Split it, and send one part after the other.",
        ),
        (book([]), "The file is empty. It should be a roll of pupils."),
        (book(ROWS)[:2000], "This Excel file is damaged or is no workbook. Save it again as .xlsx or CSV."),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",  # a workbook holds the time it was made at
)
def test_what_is_no_such_sheet_gets_a_sentence(data, sentence) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert str(refusal.value) == sentence


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_read(monkeypatch) -> None:
    monkeypatch.setattr("frontdoor.ground.sheets.UNPACKED", 1000)
    with pytest.raises(Unreadable, match="too large"):
        read(book(ROWS))
