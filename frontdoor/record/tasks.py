"""What the workers do for the record."""

from celery import shared_task
from django.utils import timezone

from frontdoor.record.erasing import retention
from frontdoor.record.joining import actions as joining
from frontdoor.record.shown import sources
from frontdoor.record.sourceless import check


@shared_task
def forget_what_was_before_joinings() -> None:
    """Each night: what was kept to undo a joining is deleted once it can no longer be undone."""
    joining.forget(now=timezone.now())


@shared_task
def run_retention() -> None:
    """Each night: what has been kept as long as `retention.yaml` says is deleted, and a row reports how much."""
    retention.run(now=timezone.now())


@shared_task
def check_reasons() -> None:
    """Each night: a reason to see a learner whose source has gone is in the log by its number."""
    check(sources(), now=timezone.now())
