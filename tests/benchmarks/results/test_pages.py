"""What a submitted return says: on the page, for governors, in the file."""

import csv
import io
from datetime import UTC, datetime

import pytest
import time_machine
from lxml import html

from benchmarks.models import Answer, AreaNote
from benchmarks.results.freezing import freeze
from tests.benchmarks.factories import SIGNED, YEAR, ElsewhereReportFactory, ReturnFactory, submitted_return

pytestmark = pytest.mark.django_db
FACTS = {"years": [11], "numbers": {"year-11": 100}, "texts": {}}


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def submitted(here, amina):
    found = ReturnFactory(organisation=here, created_by=amina, submitted=True, facts=FACTS)
    Answer.objects.create(
        of_return=found, question="4.1.year-11", value={"count": 75}, changed_by=amina, changed_at=SIGNED
    )
    AreaNote.objects.create(
        of_return=found,
        area="1.4",
        evidence="=HYPERLINK(1)",
        next_step="+44 ring",
        owner="@me",
        changed_by=amina,
        changed_at=SIGNED,
    )
    freeze(found, now=SIGNED)
    return found


def text(answer) -> str:
    return " ".join(html.document_fromstring(answer.content).xpath("//main")[0].text_content().split())


def test_results_show_working_reading_and_checksum(signed_in, bryn, submitted):
    said = text(signed_in(bryn).get(f"/benchmarks/900001/{YEAR}/"))
    assert "0 of 8 benchmarks achieved" in said
    assert "75 of 100 Year 11 pupils, 75%: in progress. 76% is needed for achieved." in said
    assert "How this is worked out" in said
    assert "These questions are our own reading of the published benchmarks" in said
    assert submitted.frozen.sha256 in said


def test_results_mark_the_break_and_what_was_reported_elsewhere(signed_in, amina, here, submitted):
    submitted_return(organisation=here, year="2024-25")
    ElsewhereReportFactory(organisation=here, year="2025-26", results={"1": 100, "2": 50})
    said = text(signed_in(amina).get(f"/benchmarks/900001/{YEAR}/results/"))
    assert "Reported with Compass" in said
    assert "2024 to 2025 Earlier wording: not comparable" in said.replace("2025Earlier", "2025 Earlier")
    assert "are not the same measure" in said


def test_first_return_stays_readable_beside_its_correction(signed_in, amina, here, submitted):
    submitted_return(organisation=here, number=2, submitted_at=datetime(2026, 11, 20, tzinfo=UTC))
    client = signed_in(amina)
    assert "A later return of this year counts instead" in text(
        client.get(f"/benchmarks/900001/{YEAR}/results/{submitted.reference}/")
    )
    assert "A correction" in text(client.get(f"/benchmarks/900001/{YEAR}/"))


def test_file_runs_no_formula(signed_in, amina, submitted):
    answer = signed_in(amina).get(f"/benchmarks/900001/{YEAR}/results.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    (noted,) = [row for row in rows if row["Evidence"]]
    assert (noted["Evidence"], noted["Next step"], noted["Who"]) == ("'=HYPERLINK(1)", "'+44 ring", "'@me")
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row.values())
    assert "attachment" in answer["Content-Disposition"]


def test_script_in_a_note_comes_out_harmless(signed_in, amina, submitted):
    AreaNote.objects.update(next_step="<script>alert(1)</script>")
    for page in ("results", "governors"):
        body = signed_in(amina).get(f"/benchmarks/900001/{YEAR}/{page}/").content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;" in body


def test_later_changes_of_answers_do_not_reach_a_submitted_return(signed_in, amina, submitted):
    Answer.objects.update(value={"count": 100})
    assert "75 of 100 Year 11 pupils" in text(signed_in(amina).get(f"/benchmarks/900001/{YEAR}/"))


@pytest.mark.parametrize("page", ["results", "governors", "receipt"])
def test_result_pages_keep_to_their_queries(page, signed_in, amina, here, submitted, django_assert_max_num_queries):
    for year in ("2023-24", "2024-25", "2025-26"):
        submitted_return(organisation=here, year=year)
    client = signed_in(amina)
    with django_assert_max_num_queries(24):
        assert client.get(f"/benchmarks/900001/{YEAR}/{page}/").status_code == 200
