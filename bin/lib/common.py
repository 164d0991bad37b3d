"""What every bin/ command shares: where things are, progress lines, children that die with us. Standard library only."""

import ctypes
import fcntl
import hashlib
import os
import re
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent

# The product's own readers of the environment; by path, because the package itself needs what is not installed yet.
env = SimpleNamespace(**runpy.run_path(str(ROOT / "frontdoor" / "ground" / "environment.py")))

SYSTEM_HOME = Path("/var/lib/frontdoor")  # what a root user's servers need to be able to read; see embedded.py
PR_SET_PDEATHSIG = 1


class Stop(SystemExit):
    """The command cannot go on; the message says why and what to do."""


def say(message: str) -> None:
    """One line of progress, to standard error: standard output belongs to the command's own answer."""
    print(f"· {message}", file=sys.stderr, flush=True)


def real_servers() -> bool:
    """True when DATABASE_URL and REDIS_URL name real servers; nothing embedded starts then."""
    database, redis = env.text("DATABASE_URL"), env.text("REDIS_URL")
    if bool(database) != bool(redis):
        there, missing = ("DATABASE_URL", "REDIS_URL") if database else ("REDIS_URL", "DATABASE_URL")
        raise Stop(
            f"{there} is set and {missing} is not. Set both to use real servers, or neither for the embedded ones."
        )
    return bool(database)


def demo() -> bool:
    """Whether this is demo mode: the same rule as in frontdoor/settings.py."""
    return env.flag("FRONTDOOR_DEMO", default=not (env.text("DATABASE_URL") or env.text("REDIS_URL")))


def state() -> Path:
    """The folder that keeps this checkout's data (made when missing, readable by nobody else)."""
    if os.environ.get("FRONTDOOR_STATE", "").strip():
        folder = Path(os.environ["FRONTDOOR_STATE"].strip()).absolute()
    elif os.geteuid() == 0:
        folder = SYSTEM_HOME / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', ROOT.name)}-{short_hash(str(ROOT))}"
    else:
        folder = ROOT / ".state"
    # 0711 for root: the account that runs the embedded servers passes through to its own folder, and can list nothing.
    make_folder(folder, 0o711 if os.geteuid() == 0 else 0o700)
    return folder


def make_folder(folder: Path, mode: int) -> None:
    """Make a folder with a mode. Folders that exist keep theirs: nothing of the user's is ever opened up."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    folder.chmod(mode)


def short_hash(text: str) -> str:
    """Ten letters and digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def checksum(files: Iterable[Path]) -> str:
    """A checksum over names and contents of files that exist."""
    total = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            total.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a file's lock: of ten callers at once one does the work, the others find it done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def die_with_parent() -> None:
    """Run in a child before it becomes another program: the kernel ends it when its parent ends, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def run(*command: str | Path, quiet: bool = False, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command in the checkout to its end. With `quiet` its output is shown only when it fails. Does not raise."""
    given: dict[str, Any] = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    if quiet:
        given |= {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    given |= options
    done = subprocess.run([str(part) for part in command], preexec_fn=die_with_parent, check=False, **given)
    if quiet and done.returncode:
        sys.stderr.buffer.write(done.stdout or b"")
    return done


def stop_on_term() -> None:
    """Make TERM behave as Ctrl-C, so that what was started is stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
