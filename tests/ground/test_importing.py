"""What every import command promises, shown on a small importer."""

import csv
import io
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

from frontdoor.ground.importing import ImportCommand, read_table

User = get_user_model()


class Command(ImportCommand):
    """Makes an account for each address."""

    def load(self, data, report, options):
        for row in report.rows(read_table(data, needed=["email"], what="a list of people")):
            if "@" not in row["email"]:
                report.reject(row.line, row.cells, "This is not an email address.")
                continue
            _user, made = User.objects.get_or_create(email=row["email"])
            report.counts.created += made
            report.counts.unchanged += not made


@pytest.fixture
def load(tmp_path, capsys):
    def run(data: bytes, *arguments: str, name: str = "people.csv") -> str:
        file = tmp_path / name
        if name != "-":
            file.write_bytes(data)
        call_command(Command(), str(file) if name != "-" else "-", *arguments)
        return capsys.readouterr().out.splitlines()[-1]

    return run


@pytest.mark.django_db
def test_second_run_changes_nothing(load):
    data = b"email\na@one.example\nb@two.example\n"
    assert load(data) == "created=2 updated=0 unchanged=0 rejected=0"
    assert load(data) == "created=0 updated=0 unchanged=2 rejected=0"


@pytest.mark.django_db
def test_rejected_rows_are_kept_with_reasons_and_guarded(load, tmp_path):
    assert load(b"email,note\na@one.example,x\nnobody,=cmd()\nb,1,2\n") == "created=1 updated=0 unchanged=0 rejected=2"
    with (tmp_path / "people.csv.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["line", "reason", "email", "note"],
        ["4", "This row has 3 cells; the header has 2.", "b", "1", "2"],
        ["3", "This is not an email address.", "nobody", "'=cmd()"],
    ]


@pytest.mark.django_db
def test_clean_run_takes_away_an_older_list_of_rejected_rows(load, tmp_path):
    load(b"email\nnobody\n")
    load(b"email\na@one.example\n")
    assert not (tmp_path / "people.csv.rejected.csv").exists()


@pytest.mark.django_db
def test_rejects_go_where_they_are_asked_to(load, tmp_path):
    load(b"email\nnobody\n", "--rejects", str(tmp_path / "elsewhere.csv"))
    assert "nobody" in (tmp_path / "elsewhere.csv").read_text(encoding="utf-8-sig")
    assert not (tmp_path / "people.csv.rejected.csv").exists()


@pytest.mark.django_db
def test_standard_input_is_read(load, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"email\na@one.example\nnobody\n")))
    assert load(b"", name="-") == "created=1 updated=0 unchanged=0 rejected=1"


@pytest.mark.django_db
def test_unreadable_file_changes_nothing_and_exits_2(load):
    with pytest.raises(CommandError, match="cut short") as refusal:
        load(b'email\na@one.example\n"b')
    assert refusal.value.returncode == 2
    assert not User.objects.exists()


def test_missing_file_exits_2(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened") as refusal:
        call_command(Command(), str(tmp_path / "none.csv"))
    assert refusal.value.returncode == 2


@pytest.mark.django_db
def test_rejects_that_cannot_be_written_change_nothing(load, tmp_path):
    with pytest.raises(CommandError, match="cannot be written") as refusal:
        load(b"email\na@one.example\nnobody\n", "--rejects", str(tmp_path / "no" / "such" / "folder.csv"))
    assert refusal.value.returncode == 2
    assert not User.objects.exists()
