"""A copy of the checkout that tests start, kill and start again, and a look at which of its processes live."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", ".state*", "node_modules", "__pycache__", ".*_cache", "screens", "node"
)
PATIENCE = 240  # seconds: a first start compresses the styles, on a machine that may be busy


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """A copy of this checkout with its own state; it uses the virtual environment that runs the tests."""

    def __init__(self, folder: Path, state: Path) -> None:
        self.folder = folder
        self.state = state
        self.output = state.parent / f"{state.name}.output"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT, dirs_exist_ok=True)

    def environment(self, **more: str) -> dict[str, str]:
        """What a person's shell would have, and nothing of the test run's."""
        ours = ("FRONTDOOR_", "DJANGO_", "PYTEST", "DATABASE_URL", "REDIS_URL", "VIRTUAL_ENV", "PORT")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {"FRONTDOOR_VENV": sys.prefix, "FRONTDOOR_STATE": str(self.state), **more}

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of the bin/ commands to its end."""
        return subprocess.run(
            [str(self.folder / command[0]), *command[1:]],
            env=self.environment(**environment),
            cwd=self.folder,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    @contextmanager
    def open(self, port: int) -> Iterator[subprocess.Popen[bytes]]:
        """`bin/start`, from when its door is open; stopped as Ctrl-C does unless it was killed."""
        output = Path(f"{self.output}.{port}")
        with output.open("wb") as stream:
            door = subprocess.Popen(
                [str(self.folder / "bin" / "start")],
                env=self.environment(PORT=str(port), FRONTDOOR_WEB_WORKERS="1"),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
            )
        try:
            deadline = time.monotonic() + PATIENCE
            while "Front door open" not in output.read_text():
                assert door.poll() is None, output.read_text()
                assert time.monotonic() < deadline, output.read_text()
                time.sleep(0.2)
            yield door
        finally:
            if door.poll() is None:
                door.send_signal(signal.SIGINT)
            door.wait(60)

    def said(self, port: int) -> str:
        """What the last `bin/start` on this port printed."""
        return Path(f"{self.output}.{port}").read_text()

    def data(self) -> Path:
        """Where the embedded servers keep their data, which for root may be outside the state."""
        return (self.state / "servers" / "data").resolve()

    def alive(self) -> dict[int, str]:
        """Every process of this house: it works in its folders, or was told of its state."""
        folders = tuple(str(path) for path in {self.folder, self.state, self.data()})
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                where = str((process / "cwd").readlink())
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                told = f"FRONTDOOR_STATE={self.state}\0".encode() in (process / "environ").read_bytes()
            except OSError:
                continue
            if words and (told or where.startswith(folders) or any(folder in words for folder in folders)):
                found[int(process.name)] = words
        return found

    def alone(self, seconds: float = 20) -> bool:
        """True once no process of this house is left, within so many seconds."""
        deadline = time.monotonic() + seconds
        while self.alive() and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.alive()

    def remove(self) -> None:
        """Take away what it left outside its own folders."""
        shutil.rmtree(self.data(), ignore_errors=True)


def status(port: int, path: str) -> int:
    """What the web server answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
