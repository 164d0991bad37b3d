"""`bin/start`: from a bare machine to an open portal. Ctrl-C or TERM stops all of it; so does kill -9."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import assets
import embedded
import prepared
from common import ROOT, Stop, demo, die_with_parent, env, say, state, stop_on_term
from supervisor import Supervisor

OPEN_WITHIN = 120  # seconds for the web process to answer


def main() -> None:
    """Everything, in order."""
    stop_on_term()
    began = time.monotonic()
    port = env.whole("PORT", 8000)
    bind = "127.0.0.1" if demo() else env.text("FRONTDOOR_BIND", "127.0.0.1")  # the demo is for this machine only
    refuse_taken_port(bind, port)
    environment, interpreter, lock = prepared.ready("demo")
    environment |= {"PORT": str(port), "FRONTDOOR_BIND": bind}
    environment.setdefault("FRONTDOOR_WEB_WORKERS", str(min(os.cpu_count() or 1, 4)))
    if demo():
        environment.setdefault("FRONTDOOR_LOG_LEVEL", "WARNING")
        environment.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")
    try:
        say("bringing the database up to date")
        people = make_ready(environment, str(interpreter))
        assets.build(environment, interpreter, collect=True)
        say("starting the web server, the worker and the schedule")
        opening = Opening(port, people, began)

        def each_turn() -> None:
            opening.check()
            if lock >= 0:
                embedded.keep(embedded.Place(state(), "demo"))

        Supervisor(environment).run(each_turn)
    finally:
        if lock >= 0:
            embedded.leave(embedded.Place(state(), "demo"), lock)


def refuse_taken_port(bind: str, port: int) -> None:
    """Say so before any work when the port is in use."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            raise Stop(
                f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1} bin/start"
            ) from None


def make_ready(environment: dict[str, str], interpreter: str) -> list[dict[str, str]]:
    """Migrations and first data; the demo people."""
    done = subprocess.run(
        [interpreter, str(ROOT / "bin" / "lib" / "make_ready.py")],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        preexec_fn=die_with_parent,
        check=False,
    )
    if done.returncode:
        raise Stop("The database could not be made ready; see the lines above.")
    return json.loads(done.stdout)


class Opening:
    """Says that the door is open, once it is."""

    def __init__(self, port: int, people: list[dict[str, str]], began: float) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.people = people
        self.began = began
        self.waiting = True
        self.deadline = time.monotonic() + OPEN_WITHIN

    def check(self) -> None:
        """Ask the web server until it answers, then never again."""
        if not self.waiting:
            return
        if answers(f"{self.address}/healthz"):
            self.waiting = False
            print(f"Front door open at {self.address}", flush=True)
            print(table(self.people), end="", flush=True)
            say(f"ready after {time.monotonic() - self.began:.0f} seconds; Ctrl-C stops everything")
        elif time.monotonic() > self.deadline:
            raise Stop(f"The web server did not answer within {OPEN_WITHIN} seconds; see its lines above.")


def answers(address: str) -> bool:
    """True when the address answers 200."""
    try:
        with urllib.request.urlopen(address, timeout=1) as response:  # noqa: S310  (our own address)
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def table(people: list[dict[str, str]]) -> str:
    """The demo people as lines in columns, and the password they share."""
    if not people:
        return ""
    rows = [[str(person.get(key) or "") for key in people[0]] for person in people]
    rows.insert(0, [key.replace("_", " ").capitalize() for key in people[0]])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    password = env.text("FRONTDOOR_DEMO_PASSWORD", "open-the-front-door")
    return "\n".join(["", *lines, "", f"All of them sign in with the password {password}", ""])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
