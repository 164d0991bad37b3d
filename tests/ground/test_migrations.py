"""Migrations: whole, from nothing, on whichever server the run is against."""

import subprocess
import sys

import pgtrigger
import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from tests.ground.house import ROOT
from tests.ground.test_operations import empty_database, url  # noqa: F401  (a fixture)

pytestmark = pytest.mark.real_servers


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrate_builds_an_empty_database_and_a_second_run_changes_nothing(empty_database: str) -> None:  # noqa: F811
    environment = {
        "FRONTDOOR_DEMO": "1",
        "DATABASE_URL": empty_database,
        "REDIS_URL": "redis://127.0.0.1:9",
        "DJANGO_SETTINGS_MODULE": "frontdoor.settings",
    }
    said = [
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--noinput"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]

    assert "Applying people.0001_initial" in said[0]
    assert "No migrations to apply" in said[1]
    with psycopg.connect(empty_database) as database, connection.cursor() as here:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        here.execute(tables)
        built = database.execute(tables).fetchone()
        assert built == here.fetchone()


def test_a_trigger_is_in_the_state_and_no_model_is_rendered_again() -> None:
    state = ProjectState()
    state.add_model(ModelState("ground", "Kept", [("id", models.BigAutoField(primary_key=True))]))
    rendered = state.apps.get_model("ground", "Kept")
    trigger = pgtrigger.Protect(name="keep", operation=pgtrigger.Delete)

    AddTrigger(model_name="Kept", trigger=trigger).state_forwards("ground", state)
    assert state.models["ground", "kept"].options["triggers"] == [trigger]
    RemoveTrigger(model_name="kept", name="keep").state_forwards("ground", state)
    assert state.models["ground", "kept"].options["triggers"] == []
    assert state.apps.get_model("ground", "Kept") is rendered
