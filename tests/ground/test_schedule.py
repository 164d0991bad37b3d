"""Work outside the request: each task is scheduled or says that it is on demand, and the schedule names real tasks."""

import pytest
from celery import current_app
from django.conf import settings

from frontdoor.ground.background import Task

current_app.loader.import_default_modules()
OURS = {name: task for name, task in current_app.tasks.items() if not name.startswith("celery.")}
SCHEDULED = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


@pytest.mark.parametrize("name", sorted(SCHEDULED))
def test_scheduled_task_exists(name):
    assert name in OURS


@pytest.mark.parametrize("name", sorted(OURS))
def test_task_is_scheduled_or_says_that_it_is_on_demand(name):
    on_demand = (OURS[name].run.__doc__ or "").startswith("On demand")
    assert on_demand != (name in SCHEDULED), f"{name}: begin its docstring with 'On demand', or schedule it; not both"


@pytest.mark.parametrize("name", sorted(OURS))
def test_task_names_itself_as_the_source_of_what_it_changes(name):
    assert isinstance(OURS[name], Task)


def test_worker_gives_a_task_back_when_it_dies_and_takes_one_at_a_time():
    conf = current_app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.task_ignore_result
    assert not conf.task_publish_retry
