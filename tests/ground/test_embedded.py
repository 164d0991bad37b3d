"""The embedded servers: long paths, many callers at once, servers that die, and none of it when real servers are named."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.ground.house import ROOT, House

pytestmark = pytest.mark.servers

# What every bin/ command does first, and then asks both servers something; quicker than Django.
CALLER = """
import sys; sys.path.insert(0, 'bin/lib')
import embedded, prepared, common
environment, interpreter, lock = prepared.ready('demo')
place = embedded.Place(common.state(), 'demo')
assert embedded.answering(place)
print('secret', environment['FRONTDOOR_SECRET_KEY'])
print('address', environment['FRONTDOOR_EMBEDDED_DATABASE_URL'], flush=True)
sys.stdin.read()
"""


def caller(house: House) -> subprocess.Popen[str]:
    """A command that uses the servers until its standard input closes."""
    return subprocess.Popen(
        [sys.executable, "-c", CALLER],
        cwd=house.folder,
        env=house.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def secret_of(process: subprocess.Popen[str]) -> str:
    """What a caller said once both servers answered it."""
    assert process.stdout is not None
    said = process.stdout.readline()
    assert process.stdout.readline().startswith("address postgresql:///"), said
    return said


def end(*processes: subprocess.Popen[str]) -> None:
    """Let callers go."""
    for process in processes:
        process.communicate(timeout=30)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "house", tmp_path / "state")
    yield house
    assert house.alone(), house.alive()
    house.remove()


def test_ten_callers_at_once_share_one_pair_of_servers_and_one_secret(house: House) -> None:
    callers = [caller(house) for _ in range(10)]

    secrets = {secret_of(process) for process in callers}
    servers = [words for words in house.alive().values() if "bin/postgres -D" in words]
    end(*callers)

    assert len(secrets) == 1
    assert len(servers) == 1, servers


def test_servers_live_at_the_end_of_a_long_path(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-rather-long-name-of-a-folder"] * 7)
    house = House(tmp_path / "house", deep / "state")

    process = caller(house)
    secret_of(process)
    end(process)

    assert len(str(house.state)) > 250
    assert house.alone(), house.alive()
    house.remove()


def test_server_that_dies_is_started_again(house: House) -> None:
    process = caller(house)
    secret_of(process)
    for number, words in house.alive().items():
        if "bin/postgres -D" in words or "valkey-server" in words:
            os.kill(number, signal.SIGKILL)

    second = caller(house)
    secret_of(second)  # both answer again
    end(process, second)


def test_killed_guardian_takes_its_servers_along_and_the_next_caller_has_new_ones(house: House) -> None:
    process = caller(house)
    secret_of(process)
    for number, words in house.alive().items():
        if "guardian.py" in words:
            os.kill(number, signal.SIGKILL)

    second = caller(house)
    secret_of(second)
    end(process, second)


def test_lock_file_of_a_dead_postgres_whose_number_another_program_has(house: House) -> None:
    process = caller(house)
    secret_of(process)
    end(process)
    assert house.alone()
    lock = house.data() / "postgres" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{house.data() / 'postgres'}\n1\n5432\n\n\n  1 2\nready\n")

    process = caller(house)
    secret_of(process)
    end(process)


def test_state_is_readable_by_nobody_else(house: House) -> None:
    process = caller(house)
    secret_of(process)
    end(process)

    assert house.state.stat().st_mode & 0o066 == 0
    assert (house.state / "secret-key").stat().st_mode & 0o777 == 0o600
    assert house.data().stat().st_mode & 0o777 == 0o700


def test_real_servers_by_url_start_nothing_embedded(house: House) -> None:
    urls = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "REDIS_URL": "redis://127.0.0.1:9"}

    done = house.run("bin/manage", "version", FRONTDOOR_DEMO="1", **urls)

    assert done.returncode == 0, done.stderr
    assert not (house.state / "servers").exists()


def test_one_url_alone_is_refused_in_words(house: House) -> None:
    done = house.run("bin/manage", "version", REDIS_URL="redis://127.0.0.1:9")

    assert done.returncode == 1
    assert "REDIS_URL is set and DATABASE_URL is not. Set both" in done.stderr


def test_tests_have_servers_of_their_own() -> None:
    """The run that this is part of does not touch the demo's data."""
    ours = os.environ.get("FRONTDOOR_EMBEDDED_DATABASE_URL")
    if not ours:
        pytest.skip("this run is against real servers")
    ask = "import sys; sys.path.insert(0, 'bin/lib'); import embedded, common; "
    ask += "print(embedded.Place(common.state(), 'demo').environment()['FRONTDOOR_EMBEDDED_DATABASE_URL'])"

    demo = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()

    assert demo.startswith("postgresql:///frontdoor?host=")
    assert ours != demo
    assert connection.settings_dict["HOST"] not in demo
