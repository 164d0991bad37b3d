"""What the workers do for uploaded files."""

from celery import shared_task
from django.utils import timezone

from frontdoor.ground import tallies
from frontdoor.ground.jobs import actions


@shared_task
def run_job(job_id: int) -> None:
    """On demand: load one uploaded file."""
    actions.do(job_id=job_id, now=timezone.now())


@shared_task
def sweep_jobs() -> None:
    """Each minute: a file whose worker died goes to another."""
    actions.sweep(now=timezone.now(), run=run_job)


@shared_task
def delete_job_files() -> None:
    """Each night: uploads older than 30 days are deleted."""
    actions.delete_files(now=timezone.now())


@shared_task
def forget_tallies() -> None:
    """Each night: counts older than two years are deleted."""
    tallies.forget(today=timezone.localdate())
