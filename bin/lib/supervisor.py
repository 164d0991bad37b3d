"""Runs the Procfile's processes side by side until told to stop, and leaves none behind however it ends.

Each process has a group of its own, dies with us by the kernel's hand (PDEATHSIG), and has its lines printed with its
name before them. One that ends after running a while is started again; one that ends at once stops everything.
"""

import fcntl
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from common import ROOT, Stop, die_with_parent, say

GRACE = 15  # seconds to finish what is in hand after TERM; then the group is killed
TOO_SOON = 5  # a process that lives shorter than this would only fail again


class Supervisor:
    """The processes of one Procfile."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.commands = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if line)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.started: dict[str, float] = {}
        self.selector = selectors.DefaultSelector()
        self.beat_lock = (Path(environment["FRONTDOOR_STATE"]) / "beat.lock").open("w")
        self.stopping = False

    def run(self, each_turn: Callable[[], None]) -> None:
        """Start everything and keep it running; `each_turn` is called about four times a second."""
        signal.signal(signal.SIGTERM, self.interrupt)
        signal.signal(signal.SIGINT, self.interrupt)
        try:
            while not self.stopping:
                for name in self.commands:
                    self.keep(name)
                self.read(0.25)
                each_turn()
        finally:
            self.stop()

    def interrupt(self, *_: object) -> None:
        """Stop after this turn; asked a second time, kill at once."""
        if self.stopping:
            self.kill()
        self.stopping = True

    def keep(self, name: str) -> None:
        """Start a process that does not run. Of several `bin/start` on one state only one runs beat."""
        process = self.running.get(name)
        if process is not None and process.poll() is None:
            return
        if name == "beat" and not self.may_beat():
            return
        if process is not None:
            self.read(0)
            self.kill(name)
            lived = time.monotonic() - self.started[name]
            if lived < TOO_SOON:
                raise Stop(
                    f"The {name} process ended with status {process.returncode} right after its start; see its lines above."
                )
            say(f"{name} ended with status {process.returncode}; starting it again")
        self.start(name)

    def may_beat(self) -> bool:
        """True when the schedule is ours to run."""
        try:
            fcntl.flock(self.beat_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def start(self, name: str) -> None:
        """Start one process."""
        process = subprocess.Popen(
            ["/bin/sh", "-c", self.commands[name]],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        if process.stdout:
            os.set_blocking(process.stdout.fileno(), False)
            self.selector.register(process.stdout, selectors.EVENT_READ, name)
        self.running[name], self.started[name] = process, time.monotonic()

    def read(self, seconds: float) -> None:
        """Print what the processes wrote, waiting up to so many seconds for some."""
        for key, _ in self.selector.select(seconds):
            lines = key.fileobj.readlines()  # type: ignore[union-attr]
            if not lines:  # closed: the process and all its children have ended
                self.selector.unregister(key.fileobj)
            for line in lines:
                sys.stderr.write(f"{key.data:>6} | {line.decode(errors='replace').rstrip()}\n")

    def stop(self) -> None:
        """Stop everything in reverse order: TERM, the time to finish, then the whole group by force."""
        for process in reversed(self.running.values()):
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and any(process.poll() is None for process in self.running.values()):
            self.read(0.1)
        self.kill()
        self.read(0)

    def kill(self, *names: str) -> None:
        """End the groups of these processes, or of all, at once: also the children of one that died by itself."""
        for name in names or self.running:
            try:
                os.killpg(self.running[name].pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
