"""Web servers to measure, each started by the Procfile's own line with one worker."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdoor.ground.processes import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
OURS = "frontdoor.wsgi:application"
PATIENCE = 60  # seconds for the first answer


def command(application: str) -> str:
    """The Procfile's line for the web process, with another application in the place of ours."""
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    return lines["web"].replace(OURS, application)


@contextmanager
def server(application: str, python: Path, folder: Path, **environment: str) -> Iterator[int]:
    """The port of a server that answers; it is gone afterwards, with all its children."""
    port = _free_port()
    given = os.environ | environment | {"PORT": str(port), "FRONTDOOR_BIND": "127.0.0.1", "FRONTDOOR_WEB_WORKERS": "1"}
    given |= {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}", "FRONTDOOR_LOG_LEVEL": "WARNING"}
    process = subprocess.Popen(
        ["/bin/sh", "-c", command(application)],
        cwd=folder,
        env=given,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("A server to measure did not start; see its lines above.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
