"""The Celery application. Tasks live in each room's `tasks.py`; the daily and hourly ones are scheduled in settings."""

import os

from celery import Celery
from celery.signals import worker_process_init

from frontdoor.ground.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")

app = Celery("frontdoor", task_cls="frontdoor.ground.background:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def end_with_the_worker(**_: object) -> None:
    """A pool's child must not go on alone when its worker is killed."""
    die_with_parent()
