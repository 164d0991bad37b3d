"""The Celery application. Tasks live in each room's `tasks.py`; the daily and hourly ones are scheduled in settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.settings")

app = Celery("frontdoor", task_cls="frontdoor.ground.background:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
