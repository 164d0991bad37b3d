"""The Celery application. Tasks live in each room's `tasks.py`; the daily and hourly ones are scheduled in settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, task_postrun, task_prerun, worker_process_init

from frontdoor.ground.logs import request_id, task_id
from frontdoor.ground.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")

app = Celery("frontdoor", task_cls="frontdoor.ground.background:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def end_with_the_worker(**_: object) -> None:
    """A pool's child must not go on alone when its worker is killed."""
    die_with_parent()


@before_task_publish.connect
def say_who_asked(headers: dict[str, Any] | None = None, **_: object) -> None:
    """A task carries the id of the request that asked for it: both are found by one id in the logs."""
    if headers is not None:
        headers["request_id"] = request_id.get()


@task_prerun.connect
def begin(task: Any, **_: object) -> None:
    """Lines logged by the task name it."""
    task_id.set(task.request.id or "")
    request_id.set(task.request.get("request_id") or "")


@task_postrun.connect
def end(**_: object) -> None:
    """Lines after it do not."""
    task_id.set("")
    request_id.set("")
