"""Tables that people upload: what is read, and the sentence for what cannot be."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.tables import Unreadable, guard, read_table, unguard


def read(data: bytes):
    return read_table(data, needed=["URN", "email"], what="a list of contacts")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_table_is_read_in_every_common_dress(encoding, end, between):
    text = end.join([between.join(["URN", "email", "name"]), between.join(["900001", "a@b.example", "O’Brien’s café"])])
    table = read(text.encode(encoding))
    assert [row.values for row in table] == [{"URN": "900001", "email": "a@b.example", "name": "O’Brien’s café"}]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty. It should be a list of contacts."),
        (b"\xef\xbb\xbf \n", "The file is empty. It should be a list of contacts."),
        (b"URN,LA\n1,2\n", "This does not look like a list of contacts: it has no column “email”."),
        (b"URN,email,URN\n1,2,3\n", "The column “URN” stands in the file twice. Remove one of them."),
        (
            b'URN,email\n1,a\n2,"b',
            "The file ends in the middle of line 3. It was cut short: fetch it again. Nothing was changed.",
        ),
        (
            b"URN,email\n1,a\n2",
            "The file ends in the middle of line 3. It was cut short: fetch it again. Nothing was changed.",
        ),
        (b"URN,email\n1,a\x00\n", "This is not a text file: line 2 holds a byte that no text has. Save it as CSV."),
        (
            "URN,email\n1,a\x00\n".encode("utf-16"),
            "This is not a text file: line 2 holds a byte that no text has. Save it as CSV.",
        ),
        (b"PK\x03\x04\x14\x00", "This is not a text file: line 1 holds a byte that no text has. Save it as CSV."),
        (b"URN,email\n1,\x81\n", "Line 2 holds characters that cannot be read. Save the file as CSV (UTF-8)."),
        (b'URN,email\n1,"a"b\n', "Line 2 has quotation marks in the wrong place, so the cells cannot be told apart."),
        (
            b"URN,email\n1," + b"x" * 10_000_000 + b"\n",
            "Line 2 holds a cell of more than 100,000 characters. The file is damaged.",
        ),
    ],
)
def test_what_is_no_table_gets_a_sentence(data, sentence):
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert str(refusal.value) == sentence


def test_row_of_another_width_is_set_aside_and_the_rest_is_read():
    table = read(b"URN,email\n1,a\n2,b,c\n\n3,d\n")
    assert [row["URN"] for row in table] == ["1", "3"]
    assert [(row.line, reason) for row, reason in table.misfits] == [(3, "This row has 3 cells; the header has 2.")]


def test_line_numbers_count_lines_inside_cells():
    assert [row.line for row in read(b'URN,email\n1,"a\nb"\n2,c\n')] == [2, 4]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", " =1", "=HYPERLINK(1)"])
def test_formula_is_guarded(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Heath School", "-0.1291", "+44", "-3%", "12", "O'Brien"])
def test_other_text_is_left_alone(text):
    assert guard(text) == text


@given(st.text())
def test_guarded_cell_comes_back_as_it_was_unless_it_was_guarded_before(text):
    assert unguard(guard(text)) == unguard(text)


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
            min_size=2,
            max_size=2,
        )
    )
)
def test_any_written_table_is_read_back(rows):
    file = io.StringIO()
    csv.writer(file).writerows([["URN", "email"], *rows])
    kept = [[unguard(cell.strip()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.values.values()) for row in read(file.getvalue().encode())] == kept
