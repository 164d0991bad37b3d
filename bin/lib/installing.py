"""Puts the locked Python packages into the virtual environment, and does nothing when they are there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from common import ROOT, Stop, checksum, locked, run, say

LOCKS = ROOT / "requirements"


def folder() -> Path:
    """The virtual environment: `.venv` in the checkout, or FRONTDOOR_VENV."""
    return Path(os.environ.get("FRONTDOOR_VENV") or ROOT / ".venv").absolute()


def python(*sets: str) -> Path:
    """The virtual environment's Python, with at least the lock files of these names installed (`run`, `dev`, `embedded`)."""
    # What is there stays: a test run must not take packages away from the server that runs beside it.
    return _filled(folder(), lambda there: {"uv", "run", *sets, *there})


def apart(home: Path, name: str) -> Path:
    """The Python of a virtual environment of its own at `home`, with one lock file installed and nothing of ours."""
    return _filled(home, lambda _: {"uv", name})


def _filled(home: Path, wanted: Callable[[list[str]], set[str]]) -> Path:
    """The Python at `home`, with the lock files that are wanted when those named in its stamp are there."""
    interpreter = home / "bin" / "python"
    with locked(home.with_name(f"{home.name}.lock")):
        before = _stamp(home)
        names = sorted(wanted(before.get("sets", [])))
        now = {"sets": names, "locks": checksum(LOCKS / f"{name}.txt" for name in names), "venv": str(home)}
        if now != before or not interpreter.exists():
            _install(home, interpreter, names, moved=before.get("venv", str(home)) != str(home))
            (home / "stamp.json").write_text(json.dumps(now))
    return interpreter


def site_packages() -> Path:
    """Where the virtual environment keeps its packages."""
    return next((folder() / "lib").glob("python3*/site-packages"))


def install_into(target: Path, lock: str) -> None:
    """Install one lock file into a plain folder that is no virtual environment."""
    shutil.rmtree(target, ignore_errors=True)
    requirements = ["--require-hashes", "--no-deps", "-r", str(LOCKS / f"{lock}.txt")]
    interpreter = folder() / "bin" / "python"
    uv: list[str | Path] = [
        interpreter,
        "-m",
        "uv",
        "pip",
        "install",
        "-q",
        "--python",
        interpreter,
        "--target",
        target,
    ]
    if run(*uv, *requirements, env=_environment()).returncode:
        say("uv could not fetch the packages; trying with pip")
        if run(interpreter, "-m", "pip", "install", "-q", "--target", target, *requirements).returncode:
            raise Stop(f"The packages of requirements/{lock}.txt could not be installed; see the lines above.")


def _stamp(home: Path) -> dict:
    try:
        return json.loads((home / "stamp.json").read_text())
    except (OSError, ValueError):
        return {}


def _install(home: Path, interpreter: Path, names: list[str], *, moved: bool) -> None:
    if moved or not interpreter.exists() or not _has(interpreter, "pip"):
        say(f"making a virtual environment with Python {sys.version_info.major}.{sys.version_info.minor}")
        if run(sys.executable, "-m", "venv", "--clear", home, quiet=True).returncode:
            raise Stop("Python could not make a virtual environment. On Debian: apt-get install python3-venv")
    (home / "stamp.json").unlink(missing_ok=True)
    say(f"installing the locked packages ({', '.join(names)})")
    pip: list[str | Path] = [
        interpreter,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    files = [LOCKS / f"{name}.txt" for name in names]
    if not _has(interpreter, "uv"):
        run(*pip, "-r", LOCKS / "uv.txt")
    sync = run(
        interpreter,
        "-m",
        "uv",
        "pip",
        "sync",
        "-q",
        "--require-hashes",
        "--python",
        interpreter,
        *files,
        env=_environment(),
    )
    if sync.returncode:
        say("uv could not fetch the packages; trying with pip, which takes a minute")
        requirements = [f"--requirement={file}" for file in files]
        if run(*pip, *requirements).returncode:
            raise Stop("The locked packages could not be installed; see the lines above. Is this machine online?")


def _has(interpreter: Path, module: str) -> bool:
    return run(interpreter, "-c", f"import {module}", stderr=subprocess.DEVNULL).returncode == 0


def _environment() -> dict[str, str]:
    """For uv, which reads no pip settings: the machine's package index, if pip was given one."""
    index = os.environ.get("PIP_INDEX_URL")
    named = {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & os.environ.keys()
    return {**os.environ, **({"UV_DEFAULT_INDEX": index} if index and not named else {})}
