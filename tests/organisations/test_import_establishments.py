"""The register is brought to what a GIAS file says."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from frontdoor.organisations import data
from frontdoor.organisations.models import FormerFact, Kind, Organisation, Scope
from frontdoor.organisations.register import gias
from frontdoor.organisations.register.shipped import load_public_facts
from tests.factories import SchoolFactory
from tests.load.gias_file import PERSONAL, gias_file

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parent / "gias_edubasealldata_sample.csv"
HEADER = next(csv.reader(io.StringIO(SAMPLE.read_text(encoding="cp1252"))))


@pytest.fixture
def load(tmp_path, capsys):
    def run(content: bytes, *arguments: str) -> str:
        file = tmp_path / "edubasealldata.csv"
        file.write_bytes(content)
        call_command("import_establishments", str(file), *arguments)
        return capsys.readouterr().out.splitlines()[-1]

    return run


def file_of(*rows: dict[str, str], columns: list[str] | None = None) -> bytes:
    """A file with these rows; columns that a row does not name are empty."""
    columns = columns or HEADER
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("cp1252")


def school(**more: str) -> dict[str, str]:
    return {
        "URN": "136392",
        "EstablishmentName": "The Morley Academy",
        "LA (code)": "383",
        "LA (name)": "Leeds",
        "TypeOfEstablishment (code)": "34",
        "EstablishmentStatus (code)": "1",
        "StatutoryLowAge": "11",
        "StatutoryHighAge": "18",
        "OpenDate": "01-01-2011",
        "Easting": "426027",
        "Northing": "427383",
        "GOR (name)": "Yorkshire and the Humber",
    } | more


def morley() -> Organisation:
    return Organisation.objects.select_related("council").get(urn=136392)


def rejects(tmp_path: Path) -> list[dict[str, str]]:
    text = (tmp_path / "edubasealldata.csv.rejected.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_published_layout_is_loaded_and_a_second_run_changes_nothing(load):
    assert load(SAMPLE.read_bytes()) == "created=37 updated=0 unchanged=0 rejected=0"
    assert load(SAMPLE.read_bytes()) == "created=0 updated=0 unchanged=37 rejected=0"
    assert (
        load(SAMPLE.read_bytes().decode("cp1252").encode("utf-8-sig")) == "created=0 updated=0 unchanged=37 rejected=0"
    )


def test_row_becomes_an_institution(load):
    load(file_of(school()))
    found = morley()
    assert (found.kind, found.name, found.council.name) == (Kind.INSTITUTION, "The Morley Academy", "Leeds")
    assert (found.open_date, found.region) == (date(2011, 1, 1), "Yorkshire and The Humber")
    assert (found.scope, found.form, found.point) == (Scope.IN, "schools", (426027, 427383))


def test_whole_shipped_register_is_loaded_in_one_go(load):
    assert load(data.read("establishments_england.csv.gz")) == "created=6381 updated=0 unchanged=0 rejected=0"
    institutions = Organisation.objects.filter(kind=Kind.INSTITUTION)
    assert institutions.filter(scope=Scope.IN).count() == 4_780
    assert not institutions.filter(council=None).exists()
    assert Organisation.objects.filter(kind=Kind.COUNCIL).count() == 153


def test_columns_are_read_by_name_and_those_a_file_lacks_stay(load):
    load(file_of(school(Town="Leeds", SchoolWebsite="www.morley.example")))
    fewer = ["LA (code)", "EstablishmentName", "Town", "URN"]
    row = {"URN": "136392", "EstablishmentName": "The Morley Academy", "LA (code)": "383", "Town": "Morley"}
    assert load(file_of(row, columns=fewer)) == "created=0 updated=1 unchanged=0 rejected=0"
    found = morley()
    assert (found.town, found.website, found.age_high, found.scope) == ("Morley", "www.morley.example", 18, Scope.IN)


def test_former_name_and_closure_are_kept_and_a_closed_school_keeps_its_data(load):
    load(file_of(school()))
    closed = {"EstablishmentStatus (code)": "2", "CloseDate": "31-08-2026", "EstablishmentName": "Morley Academy"}
    load(file_of(school(**closed)))
    found = morley()
    assert (found.close_date, found.scope, found.age_low) == (date(2026, 8, 31), Scope.OUT, 11)
    kept = {fact.fact: fact.value for fact in FormerFact.objects.filter(organisation=found)}
    assert kept == {"name": "The Morley Academy", "status": "1"}


def test_change_is_kept_in_history_with_its_source_and_an_insert_is_not(load):
    load(file_of(school()))
    events = apps.get_model("organisations", "OrganisationEvent").objects
    assert events.count() == 0
    load(file_of(school(Town="Leeds")))
    assert events.get().pgh_context.metadata["source"] == "command import_establishments"


def test_institution_that_a_later_file_lacks_stays(load, capsys):
    load(file_of(school()))
    assert load(file_of(school(URN="100001"))) == "created=1 updated=0 unchanged=0 rejected=0"
    assert morley().status_code == "1"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"URN": ""}, "There is no URN."),
        ({"URN": "13639a"}, "URN is not a whole number."),
        ({"URN": "900001"}, "URNs from 900001 belong to made-up schools."),
        ({"EstablishmentName": " "}, "There is no name."),
        ({"OpenDate": "31-02-2020"}, "OpenDate is not a date such as 31-08-2021."),
        ({"StatutoryHighAge": "999"}, "StatutoryHighAge is not an age."),
        ({"Town": "x" * 101}, "Town is longer than 100 characters."),
        ({"TypeOfEstablishment (code)": "30"}, "It is outside England: its type is 30."),
        ({"LA (name)": "Jersey"}, "It is outside England: its council is “Jersey”."),
        ({"GOR (code)": "W"}, "It is outside England: its region is Wales."),
    ],
)
def test_bad_row_is_set_aside_with_its_reason_and_the_rest_is_kept(load, tmp_path, change, reason):
    content = file_of(school(URN="100001"), school(**change), school(URN="100002"))
    assert load(content) == "created=2 updated=0 unchanged=0 rejected=1"
    assert [(row["line"], row["reason"]) for row in rejects(tmp_path)] == [("3", reason)]


def test_same_urn_twice_is_taken_once(load, tmp_path):
    assert load(file_of(school(), school(Town="Leeds"))) == "created=1 updated=0 unchanged=0 rejected=1"
    assert rejects(tmp_path)[0]["reason"] == "URN 136392 stands in the file twice: first on line 2."


def test_made_up_school_is_never_touched(load):
    made_up = SchoolFactory(urn=900_001, name="Invented")
    load(file_of(school(), school(URN="900001", EstablishmentName="Real")))
    made_up.refresh_from_db()
    assert made_up.name == "Invented"


def test_formula_in_a_cell_is_guarded_in_the_rejects(load, tmp_path):
    load(file_of(school(), school(URN="", EstablishmentName="=HYPERLINK(1)")))
    assert rejects(tmp_path)[0]["EstablishmentName"] == "'=HYPERLINK(1)"


PERFORMANCE_TABLES = b"URN,LA,ESTAB,LAESTAB,SCHNAME,STREET\n100000,201,3614,2013614,A school,A street\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            PERFORMANCE_TABLES,
            "“school information” file of the performance tables. The register needs the file “edubasealldata”",
        ),
        (b"URN,LinkURN,LinkName,LinkType\n1,2,3,4\n", "file of links between schools, not of the schools"),
        (b"name,email\na,b\n", "This does not look like the register's file"),
        (SAMPLE.read_bytes()[:-3000], "cut short"),
        (SAMPLE.read_bytes()[:20_000] + b"\x00", "This is not a text file"),
        (
            b'"URN","EstablishmentName","LA (code)"\r\n1,"' + b"x" * 10_000_000 + b'","383"\r\n',
            "more than 100,000 characters",
        ),
        (b"", "The file is empty"),
    ],
)
def test_wrong_file_gets_a_sentence_and_changes_nothing(load, content, sentence):
    with pytest.raises(CommandError) as refusal:
        load(content)
    assert sentence in str(refusal.value)
    assert refusal.value.returncode == 2
    assert not Organisation.objects.filter(kind=Kind.INSTITUTION).exists()


def test_missing_links_file_changes_nothing(load, tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        load(file_of(school()), "--links", str(tmp_path / "none.csv"))
    assert not Organisation.objects.filter(kind=Kind.INSTITUTION).exists()


def test_row_of_another_width_leaves_no_cell_in_the_rejects(load, tmp_path):
    rows = gias_file(3).split(b"\r\n")
    rows[2] += b',"one cell more"'
    assert load(b"\r\n".join(rows)) == "created=2 updated=0 unchanged=0 rejected=1"
    assert "Quartermaine" not in (tmp_path / "edubasealldata.csv.rejected.csv").read_text(encoding="utf-8-sig")


def test_upload_for_the_worker_has_no_personal_column():
    kept = gias.without_personal_columns(gias_file(20))
    assert not personal_words(kept.decode())
    assert [len(list(gias.read(file)[1])) for file in (kept, gias_file(20))] == [20, 20]


@pytest.mark.django_db(transaction=True)
def test_no_head_or_telephone_reaches_the_database(load, tmp_path):
    rows = gias_file(200).replace(b"\r\n200007,", b"\r\nnumber,")
    assert load(rows).endswith("rejected=1")
    dump = everything_stored()
    assert "200008" in dump
    assert not personal_words(dump)
    assert not personal_words((tmp_path / "edubasealldata.csv.rejected.csv").read_text(encoding="utf-8-sig"))


def everything_stored() -> str:
    """Every row of every table as text; `pg_dump` may be older than the server."""
    with connection.cursor() as cursor:
        return "\n".join(
            str(row) for table in connection.introspection.table_names(cursor) for row in _rows(cursor, table)
        )


def _rows(cursor, table: str) -> list[tuple]:
    cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - the database's own names
    return cursor.fetchall()


def personal_words(text: str) -> list[str]:
    """Which of the file's names of people stand in the text."""
    return [
        word
        for word in ("Zebedee", "Quartermaine", "Headteacher-in-", "Featherstonehaugh", "01632960", *PERSONAL)
        if word in text
    ]


def test_public_facts_are_loaded_once(django_assert_max_num_queries):
    load_public_facts()
    changed = Organisation.objects.get(urn=136392)
    changed.name = "Renamed by a later file"
    changed.save(update_fields=["name"])
    with django_assert_max_num_queries(10):
        load_public_facts()
    assert morley().name == "Renamed by a later file"
