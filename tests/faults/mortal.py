"""Something that is done again and again by processes of their own, each of which is killed at a statement of the database.

    with Mortal("tests.faults.deeds:book", learner=mia.pk) as doing:
        doing.dies_at(7)

`dies_at(7)`: a new process does it, and is gone with -9 right before its seventh statement reaches the database: nothing of
it can end what it began. False when it was done with fewer statements.
"""

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from typing import Any, Self

from tests.faults.workers import ROOT, environment

NOWHERE = {"broker_url": "redis://127.0.0.1:1", "mail_url": "smtp://127.0.0.1:1"}  # no broker, no mail server
HOW_LONG = 60  # seconds for one of them


class Mortal:
    """One process that has imported everything, and makes another one for each time that it is done."""

    def __init__(self, deed: str, **facts: Any) -> None:
        self.command = [sys.executable, "-m", "tests.faults.mortal", deed, json.dumps(facts)]

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=environment(**NOWHERE), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def dies_at(self, statement: int) -> bool:
        """Whether it was killed; what goes wrong otherwise is an error here."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{statement}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline().strip()
        assert said in ("killed", "done"), f"statement {statement}: {said or 'it ended by itself'}"
        return said == "killed"


def _one(deed: Any, facts: dict[str, Any], statement: int) -> None:
    """In the process that dies: the deed gets ready, and from the moment at which it calls `arm` statements are counted."""
    from django.db import connection  # noqa: PLC0415 only a process that has settings

    left = statement

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    deed(arm=lambda: connection.execute_wrappers.append(count), **facts)


def _main() -> None:
    import django  # noqa: PLC0415

    django.setup()
    import_module("frontdoor.urls")  # once, and not in every process that dies
    module, _, name = sys.argv[1].partition(":")
    deed, facts = getattr(import_module(module), name), json.loads(sys.argv[2])
    for line in sys.stdin:
        child = os.fork()  # this process has no connection to a database that the two could share
        if not child:
            try:
                _one(deed, facts, int(line))
            except BaseException as error:  # noqa: BLE001 whatever it is, the test says it
                sys.stderr.write(f"{type(error).__name__}: {error}\n")
                sys.stderr.flush()
                os._exit(1)
            os._exit(0)
        signal.alarm(HOW_LONG)
        _, status = os.waitpid(child, 0)
        signal.alarm(0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write("killed\n" if killed else "done\n" if status == 0 else f"status {status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
