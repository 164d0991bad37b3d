"""The two files: every cell is in them, whatever it says."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pypdf
import pytest

from frontdoor.record.export.writing import NOT_TICKED, Export, as_json, as_pdf
from frontdoor.record.shown import Table

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOSTILE = [
    '#emph[x] = *b* $a$ "q" \\u{41} <a@b> @ref // c',
    "W" * 400,
    "a-long.address.of.a.pupil@a-very-long-name-of-a-school.example",
    "\U0001f393 \U0001f469\U0001f3fd‍\U0001f52c",
    "محمد عبد الله",
    "two\n\nlines",
    "#panic()",
]


def export(*tables: Table) -> Export:
    return Export(NOW, "Frontdoor", tables, ["An adviser's #notes exist."], "Ask your school.")


def text(pdf: bytes) -> str:
    """All its words, without spaces and the breaks that long words get."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()).replace("\u200b", "") for page in pages)


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_read_as_markup_and_stay_whole(words: str) -> None:
    made = export(Table("things", "Things", [("what", "What"), ("n", "Number")], [[words, 1]]))

    assert json.loads(as_json(made))["tables"][0]["rows"] == [{"what": words, "n": 1}]
    pdf = text(as_pdf(made))
    assert "Whatisheldback" in pdf
    if words.isascii():
        assert squeezed(words) in pdf.replace("’", "'").replace("“", '"')


def test_pdf_is_tagged_for_screen_readers_and_says_its_language() -> None:
    made = export(Table("things", "Things", [("what", "What")], [["Zażółć gęślą jaźń"]]))

    root = pypdf.PdfReader(BytesIO(as_pdf(made))).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "StructTreeRoot" in str(root.keys())
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part>1" in root["/Metadata"].get_object().get_data()


def test_each_page_says_which_of_how_many_it_is() -> None:
    rows = [[f"Visit {n}", date(2026, 9, 1)] for n in range(120)]

    pages = pypdf.PdfReader(BytesIO(as_pdf(export(Table("a", "A", [("w", "What"), ("d", "Day")], rows))))).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()


def test_cells_of_each_kind_are_words_on_paper_and_data_in_the_other() -> None:
    columns = [(key, key.title()) for key in ("day", "moment", "yes", "none", "hours")]
    made = export(Table("kinds", "Kinds", columns, [[date(2026, 9, 1), NOW, True, None, Decimal("1.50")]]))

    row = json.loads(as_json(made))["tables"][0]["rows"][0]
    assert row == {"day": "2026-09-01", "moment": "2026-11-22T09:30:00+00:00", "yes": True, "none": None, "hours": 1.5}
    pdf = text(as_pdf(made))
    assert "1September2026" in pdf
    assert "9:30am" in pdf
    assert "Yes1.5" in pdf


def test_sensitive_tables_are_left_out_with_a_line_that_says_so() -> None:
    marks = Table("needs", "Marks", [("what", "What")], [["SEN support"]], sensitive=True)

    bare = export(Table("a", "A", [("b", "B")], []), marks).without_sensitive()

    assert [table.key for table in bare.tables] == ["a"]
    assert bare.held_back[0] == NOT_TICKED
    assert export(Table("a", "A", [("b", "B")], [])).without_sensitive().held_back == ["An adviser's #notes exist."]
