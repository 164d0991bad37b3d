"""Starting a job, doing it in a worker, and deleting its files after 30 days."""

import hashlib
import logging
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.module_loading import import_string

from frontdoor.ground import background, importing
from frontdoor.ground.jobs import progress
from frontdoor.ground.models import Job, State
from frontdoor.ground.refused import Refused
from frontdoor.ground.tables import Unreadable

log = logging.getLogger(__name__)
FILES_LIVE = timedelta(days=30)
STARTS = 3
LOCK = 7_302  # the first half of the advisory lock's key; the second is the job's id
GIVEN_UP = "This file could not be finished, and nothing was changed. Try again, or tell us."


def start(*, kind: str, file: File, by: Any, now: datetime, run: Any, context: dict[str, Any] | None = None) -> Job:
    """Keep the upload and hand it to a worker by the task `run`; the same file pressed twice is one job.

    `context` is what the loader is told besides: ids and plain facts, by name.
    """
    name = f"jobs/{uuid.uuid4().hex}"
    checksum = _keep(file, name)
    facts = {"kind": kind, "by": by, "checksum": checksum, "context": context or {}}
    try:
        with transaction.atomic():
            job = Job.objects.create(**facts, file_name=(file.name or "file")[:200], upload=name, created_at=now)
            background.after_commit(run, job.pk)
    except IntegrityError:
        path(name).unlink()
        return Job.objects.get(**facts, finished_at=None)
    return job


def do(*, job_id: int, now: datetime) -> None:
    """Do a job, unless another worker is at it or it is finished.

    The lock belongs to this worker's connection: the database frees it when the worker dies, in whatever way, and what
    the worker had written is rolled back with it. So a job is done once, however often its task is handed out.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, job_id])
        if not cursor.fetchone()[0]:
            return
        try:
            _do(job_id, now)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, job_id])


def sweep(*, now: datetime, run: Any) -> int:
    """Hand out again what no worker has finished, and count it: those that someone is at are left alone by `do`."""
    left = Job.objects.filter(finished_at=None, created_at__lt=now - timedelta(seconds=30)).values_list("pk", flat=True)
    return sum(background.publish(run, job_id) for job_id in left[:100])


def delete_files(*, now: datetime) -> int:
    """Delete uploads and all that was made of them after 30 days, and the names they had; counts the jobs."""
    old = Job.objects.filter(created_at__lt=now - FILES_LIVE, finished_at__isnull=False).exclude(upload="")
    for job in old:
        forget_files(job)
    return len(old)


def forget_files(job: Job) -> None:
    """Delete the upload of a finished job and all that was made of it, and its name. The counts stay."""
    for file in files(job):
        file.unlink(missing_ok=True)
    job.upload = job.rejects = job.file_name = ""
    job.save(update_fields=["upload", "rejects", "file_name"])


def files(job: Job) -> list[Path]:
    """The upload, what a worker read from it, and its rejected rows: their names begin alike."""
    kept = path(job.upload)
    return sorted(kept.parent.glob(f"{kept.name}*")) if job.upload else []


def result(job: Job) -> Path:
    """Where the loader of a job may keep what it read, as long and as close as the upload itself."""
    return path(f"{job.upload}.result.json")


def path(name: str) -> Path:
    """Where a file of a job stands."""
    return Path(settings.MEDIA_ROOT) / name


def _keep(file: File, name: str) -> str:
    """Write the upload where only this account of the machine can read it; its checksum."""
    digest = hashlib.sha256()
    path(name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path(name).touch(mode=0o600, exist_ok=False)
    with path(name).open("wb") as kept:
        for chunk in file.chunks():
            digest.update(chunk)
            kept.write(chunk)
    return digest.hexdigest()


def _do(job_id: int, now: datetime) -> None:
    started = Job.objects.filter(pk=job_id, finished_at=None, starts__lt=STARTS)
    if not started.update(state=State.RUNNING, starts=F("starts") + 1):
        Job.objects.filter(pk=job_id, finished_at=None).update(state=State.FAILED, notes=[GIVEN_UP], finished_at=now)
        return
    job = Job.objects.select_related("by").get(pk=job_id)
    rejects = f"{job.upload}.rejected.csv"
    report = importing.Report(rejects=path(rejects), result=result(job), watch=progress.of(job_id))
    try:
        _load(job, report)
    except (Unreadable, Refused) as error:
        _finish(job, State.FAILED, [str(error)], now)
    except Exception as error:  # noqa: BLE001 - whatever it was, the job must end
        # The kind of error only: its words may hold a row of the file.
        why = {"job": job.pk, "kind": job.kind, "why": type(error).__name__}
        log.error("a job ended in an error", extra={"fields": why})  # noqa: TRY400
        _finish(job, State.FAILED, [GIVEN_UP], now)
    else:
        job.rejects = rejects if report.counts.rejected else ""
        _count(job, report.counts)
        _finish(job, State.DONE, report.notes, now)


def _load(job: Job, report: importing.Report) -> None:
    load = import_string(settings.JOBS[job.kind])
    importing.run(lambda data, told: load(data, told, by=job.by, **job.context), path(job.upload).read_bytes(), report)


def _count(job: Job, counts: importing.Counts) -> None:
    job.created, job.updated = counts.created, counts.updated
    job.unchanged, job.rejected = counts.unchanged, counts.rejected


def _finish(job: Job, state: str, notes: list[str], now: datetime) -> None:
    job.state, job.notes, job.finished_at = state, notes, now
    job.save()
