"""The stock site of `wagtail start`, made anew: PostgreSQL in the place of SQLite, DEBUG off, nothing else changed."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

SETTINGS = "bench_site.settings.production"
APPLICATION = "bench_site.wsgi:application"
# Its production settings read `local.py`. The pool is what ours has in the web process.
LOCAL = """
SECRET_KEY = "only-for-a-measurement"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", **{database!r}}}}}
DATABASES["default"]["OPTIONS"] = {{"pool": {{"min_size": 2, "max_size": 4, "timeout": 5}}}}
"""


def make(python: Path, folder: Path) -> int:
    """The site in `folder`, with its database and its static files; the queries of its start page."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run(python.with_name("wagtail"), "start", "bench_site", ".", folder=folder)
    (folder / "bench_site" / "settings" / "local.py").write_text(LOCAL.format(database=_fresh_database()))
    _run(python, "manage.py", "migrate", "-v", "0", folder=folder)
    _run(python, "manage.py", "collectstatic", "--noinput", "-v", "0", folder=folder)
    return int(_run(python, "-c", QUERIES, folder=folder).split()[-1])


QUERIES = """
import django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(SERVER_NAME="127.0.0.1")
client.get("/")
with CaptureQueriesContext(connection) as queries:
    assert client.get("/").status_code == 200
print(len(queries))
"""


def _fresh_database() -> dict[str, str]:
    """A new, empty database beside the one of the measurements, as Django's settings name it."""
    ours = settings.DATABASES["default"]
    name = f"{ours['NAME']}_wagtail"
    where = {key.lower(): str(ours[key]) for key in ("HOST", "PORT", "USER", "PASSWORD") if ours.get(key)}
    with psycopg.connect(dbname=ours["NAME"], autocommit=True, **where) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return {"NAME": name} | {key.upper(): value for key, value in where.items()}


def _run(*command: str | Path, folder: Path) -> str:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"Wagtail's site could not be made:\n{done.stdout}{done.stderr}")
    return done.stdout
