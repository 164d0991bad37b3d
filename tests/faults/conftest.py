"""Broker, database, mail server and workers for tests in which they die."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import kombu.pools
import pytest
from celery import current_app
from django.db import connection, connections

from frontdoor.ground import background
from frontdoor.ground import environment as env
from tests.faults.broker import Broker
from tests.faults.mailserver import MailServer
from tests.faults.workers import Worker

Until = Callable[..., None]


@pytest.fixture
def until() -> Until:
    """`until(condition, within=30)`: wait for it, or fail with its name."""

    def wait(condition: Callable[[], object], *, within: float = 30, every: float = 0.05) -> None:
        deadline = time.monotonic() + within
        while not condition():
            assert time.monotonic() < deadline, f"not within {within} seconds: {condition.__name__}"
            time.sleep(every)

    return wait


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """The test's chance; its seed is printed when the test fails."""
    seed = random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}")  # noqa: T201 - pytest shows it with a failure
    return random.Random(seed)  # noqa: S311


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    """A broker of the test's own, which this process publishes to."""
    made = Broker()
    made.start()
    before = current_app.conf.broker_url
    options = dict(current_app.conf.broker_transport_options)
    current_app.conf.broker_url, _ = env.redis(made.url)
    current_app.conf.broker_transport_options = {k: v for k, v in options.items() if k != "global_keyprefix"}
    monkeypatch.setattr(background, "_away_until", 0.0)
    kombu.pools.reset()
    yield made
    kombu.pools.reset()
    current_app.conf.broker_url, current_app.conf.broker_transport_options = before, options
    made.close()


@pytest.fixture
def shared_database(transactional_db: None) -> Iterator[str]:
    """A database of its own, made from the test database, which this process and the workers share."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_shared"
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{usual}"')
    connection.settings_dict["NAME"] = name
    yield name
    connections.close_all()
    connection.settings_dict["NAME"] = usual
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that answers at once."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def start_worker(broker: Broker, shared_database: str, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """`start_worker(mail_url)`: a real worker, started; ended after the test. Its log is shown when the test fails."""
    workers: list[Worker] = []

    def start(mail_url: str) -> Worker:
        worker = Worker(broker_url=broker.url, mail_url=mail_url, log=tmp_path / f"worker-{len(workers)}.log")
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for worker in workers:
        worker.stop()
        print(f"--- {worker.log.name}\n{worker.log.read_text(errors='replace')[-2000:]}")  # noqa: T201
