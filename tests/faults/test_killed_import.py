"""A worker killed with -9 in the middle of an import: nothing half-done is seen, another worker does it once."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from frontdoor.ground.jobs import actions
from frontdoor.ground.models import Job, State
from frontdoor.ground.tasks import run_job
from frontdoor.organisations.models import Kind, Organisation
from tests.factories import OrganisationFactory, member

pytestmark = pytest.mark.real_servers
DATA = Path(__file__).resolve().parents[2] / "frontdoor" / "organisations" / "data"


def register() -> bytes:
    """The real register that ships with the project."""
    found = DATA / "establishments_england.csv"
    return found.read_bytes() if found.exists() else gzip.decompress(found.with_suffix(".csv.gz").read_bytes())


def test_an_import_whose_worker_is_killed_is_done_by_another(shared_database, start_worker, mail_server, until) -> None:
    dee = member("dee@department.example", "Dee", OrganisationFactory(kind=Kind.DEPARTMENT), "department")
    institutions = Organisation.objects.filter(kind=Kind.INSTITUTION)
    worker = start_worker(mail_server.url)
    file = SimpleUploadedFile("edubasealldata.csv", register())
    job = actions.start(kind="register", file=file, by=dee, now=timezone.now(), run=run_job)
    try:
        until(lambda: Job.objects.get(pk=job.pk).state == State.RUNNING, every=0.002)
        worker.kill()
        assert not institutions.exists()  # nothing half-done
        assert Job.objects.get(pk=job.pk).state == State.RUNNING

        start_worker(mail_server.url)
        until(lambda: actions.sweep(now=timezone.now() + timedelta(minutes=1), run=run_job), within=5)
        until(lambda: Job.objects.get(pk=job.pk).is_finished, within=60)
    finally:
        done = Job.objects.get(pk=job.pk)
        actions.path(done.upload).unlink(missing_ok=True)

    assert (done.state, done.starts) == (State.DONE, 2)
    assert done.created == institutions.count() > 6_000
