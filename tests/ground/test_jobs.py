"""Files loaded by a worker: done once, seen by the uploader only, deleted after 30 days."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from frontdoor.ground.importing import Report
from frontdoor.ground.jobs import actions
from frontdoor.ground.models import Job, State
from frontdoor.ground.refused import Refused
from frontdoor.ground.tasks import run_job
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.models import User

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SAMPLE = Path(__file__).resolve().parents[1] / "organisations" / "gias_edubasealldata_sample.csv"


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def start(by: User, data: bytes = b"", name: str = "edubasealldata.csv") -> Job:
    file = SimpleUploadedFile(name, data or SAMPLE.read_bytes())
    return actions.start(kind="register", file=file, by=by, now=NOW, run=run_job)


def test_a_job_loads_the_file_and_counts_its_rows(dee: User) -> None:
    job = start(dee)

    actions.do(job_id=job.pk, now=NOW)

    job.refresh_from_db()
    assert job.state == State.DONE
    assert job.created == Organisation.objects.filter(kind=Kind.INSTITUTION).count() == 37


def test_a_job_handed_out_twice_is_done_once(dee: User) -> None:
    job = start(dee)
    actions.do(job_id=job.pk, now=NOW)
    actions.do(job_id=job.pk, now=NOW)

    job.refresh_from_db()
    assert (job.starts, job.state) == (1, State.DONE)


def test_the_same_file_pressed_twice_is_one_job(dee: User) -> None:
    first, second = start(dee), start(dee)

    assert first == second
    assert len(list(actions.path("jobs").iterdir())) == 1


def test_the_same_file_may_be_loaded_again_later_and_changes_nothing(dee: User) -> None:
    actions.do(job_id=start(dee).pk, now=NOW)
    again = start(dee)
    actions.do(job_id=again.pk, now=NOW)

    again.refresh_from_db()
    assert (again.created, again.updated) == (0, 0)
    assert again.unchanged > 20


def test_a_wrong_file_fails_with_a_sentence_and_changes_nothing(dee: User) -> None:
    before = set(Organisation.objects.values_list("pk", flat=True))
    job = start(dee, b"URN,LA,ESTAB,LAESTAB,SCHNAME\n100000,201,3614,2013614,A School\n")
    actions.do(job_id=job.pk, now=NOW)

    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "edubasealldata" in job.notes[0]
    assert set(Organisation.objects.values_list("pk", flat=True)) == before


def test_a_job_that_ended_three_workers_is_given_up(dee: User) -> None:
    job = start(dee)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, starts=3)
    actions.do(job_id=job.pk, now=NOW)

    job.refresh_from_db()
    assert (job.state, job.notes) == (State.FAILED, [actions.GIVEN_UP])


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_a_job_that_another_worker_is_at_is_left_alone(dee: User) -> None:
    job = start(dee)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [actions.LOCK, job.pk])
    try:
        other = threading.Thread(target=lambda: (actions.do(job_id=job.pk, now=NOW), connection.close()))
        other.start()
        other.join()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [actions.LOCK, job.pk])

    job.refresh_from_db()
    assert (job.state, job.starts) == (State.WAITING, 0)


def test_an_upload_can_be_read_by_this_account_only(dee: User) -> None:
    job = start(dee)

    assert actions.path(job.upload).stat().st_mode & 0o777 == 0o600


def test_files_are_deleted_after_30_days_with_their_names(dee: User) -> None:
    job = start(dee)
    actions.do(job_id=job.pk, now=NOW)
    kept = actions.path(Job.objects.get(pk=job.pk).upload)
    actions.result(job).write_text("what a worker read")

    assert actions.delete_files(now=NOW + timedelta(days=29)) == 0
    assert kept.exists()
    assert actions.delete_files(now=NOW + timedelta(days=31)) == 1

    job.refresh_from_db()
    assert not list(kept.parent.iterdir())
    assert (job.upload, job.rejects, job.file_name) == ("", "", "")


def test_a_loader_is_told_the_context_and_two_contexts_are_two_jobs(dee: User, settings) -> None:
    settings.JOBS = {"told": "tests.ground.test_jobs.load_told"}
    file = SimpleUploadedFile("a.csv", b"a")
    jobs = [
        actions.start(kind="told", file=file, by=dee, now=NOW, run=run_job, context={"place": place})
        for place in (1, 2, 2)
    ]
    for job in jobs[:2]:
        actions.do(job_id=job.pk, now=NOW)

    assert jobs[1] == jobs[2] != jobs[0]
    assert [Job.objects.get(pk=job.pk).notes for job in jobs] == [["Place 1."], ["Place 2."], ["Place 2."]]
    assert [actions.result(job).read_text() for job in jobs[:2]] == ["1", "2"]


def test_a_refusal_is_shown_as_it_is(dee: User, settings) -> None:
    settings.JOBS = {"told": "tests.ground.test_jobs.load_told"}
    file = SimpleUploadedFile("a.csv", b"a")
    job = actions.start(kind="told", file=file, by=dee, now=NOW, run=run_job, context={"place": 0})
    actions.do(job_id=job.pk, now=NOW)

    job.refresh_from_db()
    assert (job.state, job.notes) == (State.FAILED, ["There is no place."])


def load_told(data: bytes, report: Report, *, by: User, place: int) -> None:
    """A loader with a context."""
    if not place:
        raise Refused("There is no place.")
    report.notes.append(f"Place {place}.")
    report.result.write_text(str(place))
