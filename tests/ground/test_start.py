"""`bin/start` from a path with spaces: opens, keeps its data, survives kill -9, and changes no folder's mode."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.ground.house import House, free_port, status

pytestmark = pytest.mark.servers

DEMO_PEOPLE = 15
OK = 200


def modes(*folders: Path) -> dict[Path, int]:
    """The modes of all folders above these."""
    return {parent: parent.stat().st_mode for folder in folders for parent in folder.parents}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    # For root this folder is one that PostgreSQL's account cannot reach: pytest keeps it from everybody else.
    base = tmp_path_factory.mktemp("a path")
    before = modes(base / "front door", base / "its state")
    house = House(base / "front door", base / "its state")
    yield house
    house.remove()
    assert modes(base / "front door", base / "its state") == before


def test_start_opens_the_portal_and_shows_the_demo_people(house: House) -> None:
    port = free_port()
    above = modes(house.folder, house.state)

    with house.open(port):
        said = house.said(port)
        answers = status(port, "/healthz"), status(port, "/readyz"), status(port, "/")
        with socket.socket() as outside:
            refused = outside.connect_ex((_own_address(), port)) != 0

    assert f"Front door open at http://127.0.0.1:{port}" in said
    assert said.count("@demo.frontdoor.example") == DEMO_PEOPLE
    assert "open-the-front-door" in said
    assert answers == (200, 200, 200)
    assert refused
    assert modes(house.folder, house.state) == above
    assert house.alone(), house.alive()


def test_second_start_keeps_the_data_and_does_not_make_it_again(house: House) -> None:
    made = house.run("bin/manage", "shell", "-v", "0", "-c", MAKE)
    assert made.returncode == 0, made.stderr

    port = free_port()
    with house.open(port):
        said = house.said(port)
        found = house.run("bin/manage", "shell", "-v", "0", "-c", COUNT)

    assert found.stdout.strip() == "1"
    assert "making up" not in said
    assert "installing" not in said
    assert "compressing" not in said


def test_start_after_everything_was_killed(house: House) -> None:
    port = free_port()
    with house.open(port) as door:
        os.kill(door.pid, signal.SIGSTOP)  # or it would tidy up while we kill
        for process in house.alive():
            with suppress(ProcessLookupError):  # the kernel ended it with its parent
                os.kill(process, signal.SIGKILL)
        door.wait(30)
    assert house.alone(), house.alive()

    with house.open(port):
        answer = status(port, "/readyz")
        found = house.run("bin/manage", "shell", "-v", "0", "-c", COUNT)

    assert answer == OK
    assert found.stdout.strip() == "1"


def test_killed_guardian_is_replaced_while_the_door_is_open(house: House) -> None:
    port = free_port()
    with house.open(port):
        for number, words in house.alive().items():
            if "guardian.py" in words:
                os.kill(number, signal.SIGKILL)

        deadline = time.monotonic() + 30
        while (answer := status(port, "/readyz")) != OK and time.monotonic() < deadline:
            time.sleep(0.2)

    assert answer == OK


def test_kill_of_the_start_command_leaves_nothing_behind(house: House) -> None:
    with house.open(free_port()) as door:
        door.kill()
        door.wait(30)

        assert house.alone(), house.alive()


def test_two_starts_at_once_share_the_data_and_one_schedule(house: House) -> None:
    first, second = free_port(), free_port()

    with house.open(first), house.open(second):
        answers = status(first, "/readyz"), status(second, "/readyz")
        schedules = [words for words in house.alive().values() if " beat " in words]

    assert answers == (200, 200)
    assert len(schedules) == 1, schedules
    assert house.alone(), house.alive()


def test_start_says_that_its_port_is_taken(house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = house.run("bin/start", PORT=str(port))

    assert refused.returncode == 1
    assert f"PORT={port + 1} bin/start" in refused.stderr


MAKE = "from frontdoor.people.models import User; User.objects.get_or_create(email='kept@example.org')"
COUNT = "from frontdoor.people.models import User; print(User.objects.filter(email='kept@example.org').count())"


def _own_address() -> str:
    """An address of this machine that is not the loopback's, where there is one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.2"
